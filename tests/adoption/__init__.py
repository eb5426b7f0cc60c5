"""Tests of the adoption of deposits that were made elsewhere."""
