"""Tests of the output formats of ``validate``."""
