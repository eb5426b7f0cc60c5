"""The house: imports point down only, and rooms of one layer do not know each other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline

ROOT = Path(pipeline.__file__).parent

LAYERS = (
    ("errors", "messages", "identifiers", "reasons", "resources"),
    ("model", "markup", "findings", "artifacts", "settings", "i18n", "workshop"),
    ("formats", "content_types", "rules", "record_files"),
    ("reader", "rendering", "schemas", "citing", "record_schema", "record_docs", "manifest", "deposits", "ledger"),
    ("validation",),
    ("building", "inspection", "reports", "rule_docs", "submission", "sandbox"),
    ("adoption",),
    ("cli", "__main__"),
)
NEIGHBOURS = {
    ("errors", "messages"),  # an error carries a message
    ("formats", "content_types"),  # a deposit asks each content type for its template
    ("identifiers", "errors"),
    ("identifiers", "messages"),
    ("reasons", "messages"),
    ("model", "markup"),  # texts of the record are trees of markup
    ("__main__", "cli"),
}
LAYER = {room: layer for layer, rooms in enumerate(LAYERS) for room in rooms}


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts != ("__init__",):
            yield ".".join(part for part in parts if part != "__init__"), path


def _imports(path: Path) -> Iterator[str]:
    """Give the modules of ours that a file imports, those for type checking alone left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("pipeline."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "pipeline":
            yield from {_imported(node.module or "", alias.name) for alias in node.names} - {"pipeline"}


def _imported(module: str, name: str) -> str:
    """Tell a module that is imported by name from a name that a module defines."""
    inner = ROOT.parent.joinpath(*module.split("."), name)
    return f"{module}.{name}" if inner.with_suffix(".py").exists() or inner.is_dir() else module


def _arrows() -> set[tuple[str, str]]:
    return {
        (name.partition(".")[0], imported.split(".")[1])
        for name, path in _modules()
        for imported in _imports(path)
        if name.partition(".")[0] != imported.split(".")[1]
    }


def test_every_room_has_its_layer() -> None:
    """A new room must be given a place in the house."""
    assert {name.partition(".")[0] for name, _ in _modules()} <= set(LAYER)


@pytest.mark.parametrize("arrow", sorted(_arrows()), ids="->".join)
def test_imports_point_down(arrow: tuple[str, str]) -> None:
    """An import leads to a lower layer, or to one of the neighbours named above."""
    importing, imported = arrow
    assert LAYER[imported] < LAYER[importing] or arrow in NEIGHBOURS


def test_no_circles() -> None:
    """Modules do not import each other in a circle."""
    modules = dict(_modules())
    graph = {
        name: {found.removeprefix("pipeline.") for found in _imports(path)} & set(modules)
        for name, path in modules.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for imported in graph[name]:
                visit(imported, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())
