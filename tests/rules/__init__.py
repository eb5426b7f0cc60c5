"""Tests of the rules on records."""
