"""What Crossref enforces: one module for each kind of check, in the order in which a deposit passes them.

Each says what is wrong in Crossref's own English sentence, which is what a client of Crossref has to understand.
"""
