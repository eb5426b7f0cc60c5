"""Tests of ``pipeline.submission``."""
