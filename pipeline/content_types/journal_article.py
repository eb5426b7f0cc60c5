"""An article of a journal (crossref5.5.0.xsd, ``body/journal/journal_article``)."""

from pipeline.content_types.base import ContentType

CONTENT_TYPE = ContentType(name="journal-article", template="crossref/journal-article.xml.jinja")
