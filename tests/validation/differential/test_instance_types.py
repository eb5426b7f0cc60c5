"""Documents that name types themselves (``xsi:type``): checked by the schema as it was written, not as we reword it."""

import pytest

from tests.validation.differential.comparing import engines_for
from tests.validation.examples import XS, made

_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
SCHEMA = f"""<xs:schema {XS}>
  <xs:element name="r"><xs:complexType><xs:choice maxOccurs="unbounded">
    <xs:element name="date" type="xs:date"/><xs:element name="uri" type="xs:anyURI"/><xs:element name="c" type="plain"/>
    <xs:element name="d" type="day"/>
  </xs:choice></xs:complexType></xs:element>
  <xs:simpleType name="day"><xs:restriction base="xs:date"/></xs:simpleType>
  <xs:complexType name="plain"><xs:attribute name="i" type="xs:ID"/></xs:complexType>
  <xs:complexType name="referring"><xs:complexContent><xs:extension base="plain">
    <xs:attribute name="k" type="xs:IDREF"/></xs:extension></xs:complexContent></xs:complexType>
</xs:schema>"""


@pytest.mark.parametrize("xsd", ["1.0", "1.1"])
@pytest.mark.parametrize(
    ("content", "valid"),
    [
        ('<date xsi:type="xs:date">2026-01-15</date>', True),
        ('<date xsi:type="day"> 2026-01-15 </date>', True),
        ('<d xsi:type="xs:date">2026-01-15</d>', False),  # not derived from the declared type
        ('<date xsi:type="xs:gYear">2026</date>', False),
        ('<uri xsi:type="xs:anyURI">a</uri>', True),
        ('<uri xsi:type="xs:token">a</uri>', False),
        ('<c i="x"/><c xsi:type="referring" k="x"/>', True),
        ('<c i="x"/><c xsi:type="referring" k="y"/>', False),
        ('<c k="x"/>', False),
        ('<c xsi:type="referring"/><uri>a</uri>', True),
        ('<c xsi:type="none"/>', False),
        ('<c xsi:type="none:plain"/>', False),
        ('<c xsi:type="xs:"/>', False),
        ('<c xsi:type=""/>', False),
    ],
)
def test_types_of_the_instance(content: str, valid: bool, xsd: str) -> None:
    """Such a type must be the declared one or derived from it, and decides on the element's attributes."""
    both = engines_for(made(SCHEMA, xsd=xsd))
    comparison = both.compare(f"<r {XS} {_XSI}>{content}</r>".encode())
    assert (comparison.ours, comparison.judged) == (valid, valid)
