"""Reading and compiling a set: edits, web addresses, and no way out of the set."""

from pathlib import Path

import pytest
from lxml import etree

from pipeline.schemas import SchemaDocuments, compile_schema, install, read_documents
from tests.schemas.toys import FILES, toy_set, write_folder

XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'


def _documents(files: dict[str, str], addresses: dict[str, str] | None = None) -> SchemaDocuments:
    encoded = {name: content.encode() for name, content in files.items()}
    return SchemaDocuments("made", "a.xsd", "1.0", encoded, addresses or {})


def test_compile_installed_set(tmp_path: Path, store: Path) -> None:  # noqa: ARG001 - installs there
    """An installed set compiles, with what it includes."""
    schema_set = toy_set(tmp_path)
    install(schema_set, str(write_folder(tmp_path / "in", FILES)))
    schema = compile_schema(read_documents(schema_set))
    assert schema.validate(etree.fromstring("<toy><part>2026-01-15</part></toy>"))
    assert not schema.validate(etree.fromstring("<toy><part>yesterday</part></toy>"))


def test_web_address_is_led_to_a_file() -> None:
    """An import by web address is answered from the set."""
    documents = _documents(
        {
            "a.xsd": f'<xs:schema {XS} xmlns:b="urn:b"><xs:import namespace="urn:b" schemaLocation="http://example.org/b"/>'
            '<xs:element name="a" type="b:word"/></xs:schema>',
            "in/b.xsd": f'<xs:schema {XS} targetNamespace="urn:b"><xs:include schemaLocation="c.xsd"/></xs:schema>',
            "in/c.xsd": f'<xs:schema {XS}><xs:simpleType name="word"><xs:restriction base="xs:NMTOKEN"/>'
            "</xs:simpleType></xs:schema>",
        },
        {"http://example.org/b": "in/b.xsd"},
    )
    schema = compile_schema(documents)
    assert schema.validate(etree.fromstring("<a>word</a>"))
    assert not schema.validate(etree.fromstring("<a>two words</a>"))


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1:9/x.xsd", "file:///etc/hostname", "../../etc/hostname", "x.xsd"]
)
def test_nothing_outside_the_set_is_read(location: str) -> None:
    """What the set lacks is an error, whether it exists elsewhere or not."""
    entry = f'<xs:schema {XS}><xs:include schemaLocation="{location}"/></xs:schema>'
    with pytest.raises((etree.XMLSchemaParseError, FileNotFoundError)):
        compile_schema(_documents({"a.xsd": entry}))
