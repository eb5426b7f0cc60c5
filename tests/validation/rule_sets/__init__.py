"""Tests of the rule sets on XML and of what runs them."""
