"""A house's Schematron file as one tree: read, with what it includes, and with nothing that we could not run."""

from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from pipeline.errors import UsageError
from pipeline.messages import Message, msg
from pipeline.reasons import reason
from pipeline.validation.explaining import syntax_findings
from pipeline.validation.nodes import Node
from pipeline.validation.parsing import safe_parser
from pipeline.validation.rule_sets.parsing import SCHEMATRON

_BINDINGS = {"", "xslt", "xslt1", "exslt"}
"""Query language bindings (ISO/IEC 19757-3, 6.4) that are XPath 1.0 with what XSLT 1.0 adds."""

_DEEPEST = 16
"""Files within files that are read; more of them include each other in a circle."""


def read_house(path: Path) -> Node:
    """Read a file and what it includes, and give its ``schema`` element.

    Raises ``UsageError`` for files that cannot be read, are no ISO Schematron or need another query language.
    """
    root = _read(path)
    if root.tag != f"{{{SCHEMATRON}}}schema":
        raise UsageError(
            msg("“{path}” is no Schematron file: its root element is <{name}>.", path=str(path), name=_name(root)),
            msg('Begin it with <schema xmlns="{namespace}">.', namespace=SCHEMATRON),
        )
    binding = root.get("queryBinding", "").strip()
    if binding.lower() not in _BINDINGS:
        raise UsageError(
            msg(
                "The rules in “{path}” are written for “{binding}”, which is not supported.",
                path=str(path),
                binding=binding,
            ),
            msg('Write them in XPath 1.0, with queryBinding="xslt".'),
        )
    _include(root, path, 0)
    return root


def refusal(path: Path, why: Message, remedy: Message | None = None) -> UsageError:
    """Make the error for a file that is Schematron but cannot be used."""
    return UsageError(msg("The rules in “{path}” cannot be used. {why}", path=str(path), why=why), remedy)


def _read(path: Path) -> Node:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(
            msg("“{file}” cannot be read: {reason}.", file=str(path), reason=reason(error)),
            msg("Give the path of a Schematron file."),
        ) from error
    try:
        return etree.fromstring(content, safe_parser(markup_only=True))
    except etree.XMLSyntaxError as error:
        (finding, *_) = syntax_findings(error, content, str(path))
        line = finding.place.line
        raise UsageError(
            msg("“{path}”, line {line}: {problem}", path=str(path), line=line, problem=finding.message), finding.remedy
        ) from error


def _include(root: Node, path: Path, depth: int) -> None:
    """Put the content of other files where a file includes or extends it (ISO/IEC 19757-3, 5.4.4 and 5.4.5)."""
    for element in tuple(root.iter(f"{{{SCHEMATRON}}}include", f"{{{SCHEMATRON}}}extends")):
        href = element.get("href")
        if href is None:
            continue
        if depth == _DEEPEST:
            raise refusal(path, msg("Files include each other in a circle."))
        other, part = _target(href, path)
        found = _part(_read(other), part, path, href)
        _include(found, other, depth + 1)
        parent = element.getparent()
        if parent is None:
            raise refusal(
                path, msg("An included file has nothing but another include."), msg("Include that file itself.")
            )
        position = parent.index(element)
        parent[position : position + 1] = [found] if element.tag.endswith("}include") else list(found)


def _target(href: str, path: Path) -> tuple[Path, str]:
    """Give the file that a reference leads to, and the id within it; addresses of the network are refused."""
    address, _, part = href.partition("#")
    if ":" in address or not address:
        raise refusal(
            path, msg("They include “{href}”, which is no file.", href=href), msg("Include files by their paths.")
        )
    return path.parent / unquote(address), part


def _part(root: Node, part: str, path: Path, href: str) -> Node:
    if not part:
        return root
    for element in root.iter(etree.Element):
        if part in (element.get("id"), element.get("{http://www.w3.org/XML/1998/namespace}id")):
            return element
    raise refusal(path, msg("They include “{href}”, which does not exist.", href=href))


def _name(element: Node) -> str:
    return etree.QName(element).localname
