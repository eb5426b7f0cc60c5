"""Tests of the content types."""
