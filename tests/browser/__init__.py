"""Tests that read the built pages in a browser."""
