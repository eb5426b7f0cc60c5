"""Tests of ``pipeline.deposits``."""
