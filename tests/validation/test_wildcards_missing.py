"""A child is missing where the schema allows any: the explanation has no name to tell, and says so."""

from pipeline.validation import Checker, Judge
from tests.validation.examples import XS, made

SCHEMA = (
    f'<xs:schema {XS}><xs:element name="a"><xs:complexType><xs:choice><xs:any namespace="##other"/>'
    '<xs:any namespace="##local"/></xs:choice></xs:complexType></xs:element></xs:schema>'
)


def test_missing_child_of_any_name() -> None:
    """Neither engine fails at it."""
    for engine in (Checker(made(SCHEMA)), Judge(made(SCHEMA))):
        for content in (b"<a/>", b"<a><!-- --></a>"):
            (finding,) = engine.check(content).findings
            assert finding.place.line == 1
            assert "<a>" in str(finding.message)
