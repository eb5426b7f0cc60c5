"""How the parts of the quick engine say that they cannot give a verdict, so that the judge must."""


class NotSplit(Exception):
    """A schema has something that cannot be taken out of it."""


class Undecided(Exception):
    """Only the judge can tell about this document."""
