"""A rule set of ours becomes values; what a file has beyond that form is refused."""

from pathlib import Path

import pytest

from pipeline.findings import Severity
from pipeline.validation.rule_sets.definitions import Context, Let, Part, Wording
from pipeline.validation.rule_sets.parsing import read_definition

_FILE = """\
<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt">
  <title>Tides</title>
  <ns prefix="x" uri="urn:x"/>
  <!-- a comment -->
  <pattern>
    <title>A low
      tide</title>
    <p class="title.fr">Une marée
      basse</p>
    <p class="why">Boats lie dry.</p>
    <p class="reference">Almanac, 3</p>
    <rule context="x:tide">
      <let name="height" value="number(@height)"/>
      <assert id="tide-low" role="warning" test="$height &gt; 1" see="https://example.org/"
        diagnostics="tide-low.fr tide-low.remedy.en tide-low.remedy.fr">
        The tide <name/> is <value-of select="$height"/>
        metres high.
      </assert>
    </rule>
  </pattern>
  <diagnostics>
    <diagnostic id="tide-low.fr" xml:lang="fr">Marée : <value-of select="$height"/></diagnostic>
    <diagnostic id="tide-low.remedy.en" xml:lang="en">Wait.</diagnostic>
    <diagnostic id="tide-low.remedy.fr" xml:lang="fr">Attendez.</diagnostic>
  </diagnostics>
</schema>
"""


def _written(folder: Path, text: str) -> Path:
    path = folder / "tides.sch"
    path.write_text(text, encoding="utf-8")
    return path


def test_values(tmp_path: Path) -> None:
    """Everything is where it belongs, blanks and line ends of the file left out."""
    definition = read_definition(_written(tmp_path, _FILE))
    assert (definition.name, definition.title, definition.namespaces) == ("tides", "Tides", (("x", "urn:x"),))
    (rule,) = definition.rules
    assert (rule.code, rule.severity, rule.title) == ("tide-low", Severity.WARNING, "A low tide")
    assert rule.titles == (("en", "A low tide"), ("fr", "Une marée basse"))
    assert (rule.why, rule.reference, rule.see) == ("Boats lie dry.", "Almanac, 3", "https://example.org/")
    assert rule.context == Context("x:tide", (Let("height", "number(@height)"),), "$height > 1", fires_when=False)
    english, french = rule.message
    assert english.parts == (
        Part("The tide "),
        Part(select="name(.)"),
        Part(" is "),
        Part(select="$height"),
        Part(" metres high."),
    )
    assert english.template == "The tide {} is {} metres high."
    assert french == Wording("fr", (Part("Marée : "), Part(select="$height")))
    assert [(wording.language, wording.template) for wording in rule.remedy] == [("en", "Wait."), ("fr", "Attendez.")]


def test_report(tmp_path: Path) -> None:
    """A report tells of a problem where its test is true."""
    text = _FILE.replace("<assert", "<report").replace("</assert", "</report")
    (rule,) = read_definition(_written(tmp_path, text)).rules
    assert (rule.code, rule.context.fires_when) == ("tide-low", True)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('queryBinding="xslt"', 'queryBinding="xslt2"', "not our Schematron"),
        ("dsdl/schematron", "dsdl/other", "not our Schematron"),
        ("<title>Tides</title>", '<let name="a" value="1"/>', "<let> not understood here"),
        ("<title>Tides</title>", '<phase id="a"/>', "<phase> not understood here"),
        ('<let name="height"', '<extends rule="a"/><let name="height"', "<extends> not understood here"),
        ("<name/>", "<emph>x</emph>", "<emph> not understood here"),
        ('<assert id="tide-low" ', "<assert ", "without id"),
        ('<assert id="tide-low" role="warning"', '<assert id="tide-low"', "without role"),
        ('<let name="height" value="number(@height)"/>', '<let name="height"/>', "without value"),
        ("<assert", '<report test="1"/><assert', "without its one assert"),
        ("<rule", '<rule context="a"/><rule', "without its one rule"),
        ("<value-of select=", "<value-of other=", "without select"),
        (' xml:lang="fr">Marée', ">Marée", "without {http://www.w3.org/XML/1998/namespace}lang"),
    ],
)
def test_other_forms_are_refused(tmp_path: Path, old: str, new: str, fault: str) -> None:
    """Nothing is overlooked that a standard processor would obey."""
    assert old in _FILE
    with pytest.raises(ValueError, match=fault.replace("{", r"\{")):
        read_definition(_written(tmp_path, _FILE.replace(old, new, 1)))


def test_unknown_role_is_refused(tmp_path: Path) -> None:
    """A role is error, warning or info; ``fatal`` would be taken for something by other processors only."""
    with pytest.raises(ValueError, match="role is fatal"):
        read_definition(_written(tmp_path, _FILE.replace('role="warning"', 'role="fatal"')))
