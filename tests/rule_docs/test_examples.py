"""The reader of examples: the text as it is written, the document with its namespaces."""

from pathlib import Path

import pytest
from lxml import etree

from pipeline.rule_docs.examples import read_examples

_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<examples xmlns="urn:x" xmlns:y="urn:y">
  <bad>
    <a
       b="1 > 0">é<c/></a>
    <b/></bad>
  <good><y:d/>
    <e>
      <f>]]&gt;</f>
    </e>
  </good>
</examples>
"""


def _written(folder: Path, text: str) -> Path:
    path = folder / "rule.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_text_is_as_written(tmp_path: Path) -> None:
    """Without the indentation that the file gives it; nothing is added."""
    examples = read_examples(_written(tmp_path, _FILE))
    assert [example.text for example in examples.bad] == ['<a\n   b="1 > 0">é<c/></a>', "<b/>"]
    assert [example.text for example in examples.good] == ["<y:d/>", "<e>\n  <f>]]&gt;</f>\n</e>"]


def test_documents_keep_their_namespaces(tmp_path: Path) -> None:
    """A fragment alone is in the namespaces that it has in its file."""
    examples = read_examples(_written(tmp_path, _FILE))
    roots = [etree.fromstring(example.document) for example in (*examples.bad, *examples.good)]
    assert [root.tag for root in roots] == ["{urn:x}a", "{urn:x}b", "{urn:y}d", "{urn:x}e"]
    assert roots[0].text == "é"
    assert examples.namespaces == (("", "urn:x"), ("y", "urn:y"))


@pytest.mark.parametrize(
    "text",
    [
        "<examples><bad><a/></bad></examples>",
        "<examples><good><a/></good><bad><a/></bad></examples>",
        "<examples><bad><a/></bad><good/></examples>",
    ],
    ids=["without good ones", "in the wrong order", "empty"],
)
def test_other_forms_are_refused(tmp_path: Path, text: str) -> None:
    """A file without examples of both kinds would make a page and tests without them."""
    with pytest.raises(ValueError, match="not the form of examples"):
        read_examples(_written(tmp_path, text))
