"""Tests of the canonical record."""
