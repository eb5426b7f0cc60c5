"""Deposits on their way to Crossref: decide, send, follow each DOI to its outcome, lose nothing."""
