"""Tests of inline markup."""
