"""Talk to Crossref: what is sent, to where, and what the answers mean."""
