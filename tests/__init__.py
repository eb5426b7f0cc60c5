"""Tests mirror ``pipeline/``; ``support`` finds what a machine may lack, ``works`` makes records."""
