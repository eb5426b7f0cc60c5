"""How the tables of the ledger came to be, step by step (Alembic)."""

REVISIONS = ("0001",)
"""Every revision, oldest first; ``versions`` has a script for each."""
HEAD = REVISIONS[-1]
VERSION_TABLE = "ledger_version"
"""Where the revision of the tables is kept; Alembic's own name may be taken in a database that is shared."""
