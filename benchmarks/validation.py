"""Speed of the check, as ratios measured in one run: against bare lxml with the same schema, and against XMLSchema11.

Run ``python benchmarks/validation.py``. Documents are generated here; bursts of the three engines alternate, and the
median burst of each counts. "Bare lxml" is parse plus ``XMLSchema.validate`` with the official set, from which only
what libxml2 refuses (the assertions) is taken out; "complete" is ``pipeline.validation.check``.
"""

import time
from collections.abc import Callable
from statistics import median

from lxml import etree

from pipeline.schemas import Catalog, SchemaDocuments, compile_schema, ensure_installed, read_documents
from pipeline.validation import check, judge
from pipeline.validation.assertions import take_out_assertions
from pipeline.validation.declarations import Declarations
from pipeline.validation.schema_trees import reachable

REFERENCES = 30
ROUNDS = 9
BURST = {"bare lxml": 40, "complete": 40, "xmlschema": 1}


def crossref_deposit() -> bytes:
    """Make a deposit of one article with three authors, two abstracts and thirty references."""
    people = "".join(
        f"""<person_name sequence="{"first" if number == 0 else "additional"}" contributor_role="author">
          <given_name>Ada {number}</given_name><surname>Lovelace</surname>
          <affiliations><institution><institution_name>Université de Montréal</institution_name>
          <institution_id type="ror">https://ror.org/0161xgx34</institution_id></institution></affiliations>
          <ORCID>https://orcid.org/0000-0002-1825-0097</ORCID></person_name>"""
        for number in range(3)
    )
    citations = "".join(
        f"""<citation key="ref{number}"><journal_title>Revue d’exemples</journal_title><author>Lovelace</author>
          <volume>{number}</volume><first_page>{number + 10}</first_page><cYear>2019</cYear>
          <doi>10.5555/example.{number}</doi><article_title>An example of a reference, number {number}</article_title>
          <unstructured_citation>Lovelace, A. (2019). An example of a reference, number {number}. Revue
          d’exemples, {number}, {number + 10}.</unstructured_citation></citation>"""
        for number in range(1, REFERENCES + 1)
    )
    abstract = "A plain abstract that says in a few sentences what was asked, done and found. " * 8
    return f"""<doi_batch xmlns="http://www.crossref.org/schema/5.5.0" version="5.5.0"
        xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1">
      <head><doi_batch_id>benchmark</doi_batch_id><timestamp>20260101000000000</timestamp><depositor>
        <depositor_name>Example</depositor_name><email_address>someone@example.org</email_address></depositor>
        <registrant>Example</registrant></head>
      <body><journal><journal_metadata language="fr"><full_title>Revue d’exemples</full_title>
        <issn media_type="electronic">2049-3630</issn></journal_metadata>
        <journal_issue><publication_date media_type="online"><year>2026</year></publication_date>
        <journal_volume><volume>1</volume></journal_volume><issue>1</issue></journal_issue>
        <journal_article publication_type="full_text" language="fr">
        <titles><title>Un exemple d’article</title><original_language_title language="en">An example of an article
        </original_language_title></titles><contributors>{people}</contributors>
        <jats:abstract xml:lang="en"><jats:p>{abstract}</jats:p></jats:abstract>
        <jats:abstract xml:lang="fr"><jats:p>{abstract}</jats:p></jats:abstract>
        <publication_date media_type="online"><month>01</month><day>15</day><year>2026</year></publication_date>
        <pages><first_page>1</first_page><last_page>20</last_page></pages>
        <doi_data><doi>10.5555/example</doi><resource>https://example.org/article</resource></doi_data>
        <citation_list>{citations}</citation_list></journal_article></journal></body></doi_batch>""".encode()


def jats_article(paragraphs: int) -> bytes:
    """Make an article of about 250 bytes for each paragraph, with cross-references and a list of references."""
    body = "".join(
        f"""<sec id="s{number}"><title>Section {number}</title><p>A paragraph with <italic>emphasis</italic>, a
        reference <xref ref-type="bibr" rid="r{number % REFERENCES}">[{number % REFERENCES}]</xref> and some more words
        that fill the line, since articles are long.</p></sec>"""
        for number in range(paragraphs)
    )
    references = "".join(
        f"""<ref id="r{number}"><mixed-citation publication-type="journal">Lovelace A. <article-title>An example,
        number {number}</article-title>. <source>Revue d’exemples</source> <year>2019</year>
        <pub-id pub-id-type="doi">10.5555/example.{number}</pub-id></mixed-citation></ref>"""
        for number in range(REFERENCES)
    )
    return f"""<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"
      article-type="research-article" dtd-version="1.3" xml:lang="en"><front><journal-meta>
      <journal-id journal-id-type="publisher-id">exemples</journal-id><issn pub-type="epub">2049-3630</issn>
      </journal-meta><article-meta><title-group><article-title>An example</article-title></title-group>
      <pub-date date-type="pub" iso-8601-date="2026-01-15"><year>2026</year></pub-date></article-meta></front>
      <body>{body}</body><back><ref-list>{references}</ref-list></back></article>""".encode()


def without_assertions(documents: SchemaDocuments) -> SchemaDocuments:
    """Give the set as libxml2 can compile it, otherwise untouched."""
    trees = reachable(documents)
    if not take_out_assertions(Declarations(trees)).of:
        return documents
    return documents.with_files({tree.name: etree.tostring(tree.root) for tree in trees})


def burst(run: Callable[[], object], times: int) -> float:
    """Give the seconds that one run takes, averaged over some."""
    start = time.perf_counter()
    for _ in range(times):
        run()
    return (time.perf_counter() - start) / times


def compare(name: str, schema: str, content: bytes) -> None:
    """Print one line: milliseconds of the complete check, and how many times faster than the others it is."""
    compiled = compile_schema(without_assertions(read_documents(Catalog.load().find(schema))))
    engines: dict[str, Callable[[], object]] = {
        "bare lxml": lambda: compiled.validate(etree.fromstring(content)),
        "complete": lambda: check(content, schema),
        "xmlschema": lambda: judge(content, schema),
    }
    for report in (check(content, schema), judge(content, schema)):
        if not report.valid:
            raise SystemExit(f"{name} should be valid: {report.findings[0].message}")
    bursts = [{engine: burst(run, BURST[engine]) for engine, run in engines.items()} for _ in range(ROUNDS)]
    seconds = {engine: median(one[engine] for one in bursts) for engine in engines}
    ratios = "".join(f"{seconds[engine] / seconds['complete']:12.2f}" for engine in ("bare lxml", "xmlschema"))
    print(f"{name:28}{len(content) / 1000:8.0f}{seconds['complete'] * 1000:12.2f}{ratios}")


def main() -> None:
    """Print the table."""
    for schema in ("crossref-5.5.0", "jats-publishing-1.3"):
        ensure_installed(Catalog.load().find(schema))
    print(f"{'':28}{'KB':>8}{'ms':>12}{'x bare lxml':>12}{'x xmlschema':>12}")
    compare("Crossref 5.5.0", "crossref-5.5.0", crossref_deposit())
    compare("JATS Publishing 1.3", "jats-publishing-1.3", jats_article(30))
    compare("JATS Publishing 1.3, long", "jats-publishing-1.3", jats_article(450))


if __name__ == "__main__":
    main()
