"""Tests of the pages about the rules on XML."""
