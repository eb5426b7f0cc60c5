"""Tests of the inputs: what is found, what is read, and what cannot be."""
