"""One canonical record per article becomes JATS XML, Crossref deposit XML and bilingual landing pages.

Rooms, from bottom to top, and what may import what: see ``docs/architecture.md``.
"""

__version__ = "0.1.0"
