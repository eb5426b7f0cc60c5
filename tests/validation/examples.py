"""Small valid documents of our own, with places to put something else in."""

from pipeline.schemas import SchemaDocuments

XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
MATHML = "http://www.w3.org/1998/Math/MathML"
CROSSREF, JATS = "crossref-5.5.0", "jats-publishing-1.3"

PERSON = (
    '<person_name sequence="first" contributor_role="author"><given_name>Zoé</given_name><surname>Ångström</surname>'
    "</person_name>"
)


def deposit(
    *, person: str = PERSON, language: str = "fr", abstract: str = "", after: str = "", components: str = ""
) -> bytes:
    """Make a Crossref 5.5.0 deposit of one article; ``after`` stands before its DOI, ``components`` at its end."""
    return f"""<doi_batch xmlns="http://www.crossref.org/schema/5.5.0" version="5.5.0"
      xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1" xmlns:mml="{MATHML}" xmlns:xlink="http://www.w3.org/1999/xlink"
      xmlns:ai="http://www.crossref.org/AccessIndicators.xsd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <head><doi_batch_id>batch</doi_batch_id><timestamp>20260115000000000</timestamp>
      <depositor><depositor_name>Example</depositor_name><email_address>someone@example.org</email_address></depositor>
      <registrant>Example</registrant></head>
    <body><journal><journal_metadata language="{language}"><full_title>Revue d’exemples</full_title></journal_metadata>
      <journal_article><titles><title>Un exemple</title></titles><contributors>{person}</contributors>{abstract}
      <publication_date><year>2026</year></publication_date>{after}
      <doi_data><doi>10.5555/example</doi><resource>https://example.org/</resource></doi_data>{components}
      </journal_article></journal></body></doi_batch>""".encode()


def article(body: str = "", attributes: str = 'dtd-version="1.3"') -> bytes:
    """Make a JATS article with a body of paragraphs or sections."""
    return f"""<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="{MATHML}" {attributes}>
    <front><journal-meta><journal-id>ex</journal-id><issn>2049-3630</issn></journal-meta>
      <article-meta><title-group><article-title>An example</article-title></title-group>
      <pub-date><year>2026</year></pub-date></article-meta></front>
    <body>{body}</body></article>""".encode()


def made(schema: str, *, xsd: str = "1.0", **more: str) -> SchemaDocuments:
    """Make a schema set of one document, or of several: names are given with ``_`` for the full stop."""
    files = {"a.xsd": schema, **{name.replace("_", "."): content for name, content in more.items()}}
    return SchemaDocuments("made", "a.xsd", xsd, {name: content.encode() for name, content in files.items()}, {})
