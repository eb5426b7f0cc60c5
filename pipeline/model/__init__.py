"""The canonical record: frozen values that every other room reads.

One idea, one file: ``work`` is the article, ``journal`` the journal and its issues, ``people`` the contributors, and so
on. ``base`` has the simple values, ``text`` the texts in several languages, ``dates`` the dates that may be partial.
"""

from pipeline.model.journal import Issue, Journal
from pipeline.model.work import Work

__all__ = ["Issue", "Journal", "Work"]
