"""Tests of ``pipeline.ledger``."""
