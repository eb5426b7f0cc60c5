"""Anything at all given to the checks: bytes that are no XML, and trees that no editor would write."""
