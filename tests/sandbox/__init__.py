"""Tests of ``pipeline.sandbox``."""
