"""Tests of ``pipeline.manifest``."""
