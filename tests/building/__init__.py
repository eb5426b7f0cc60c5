"""Tests of the room that builds."""
