"""YAML: the scanner and parser are libyaml's; what its events mean for a record is decided here.

All scalars are text but for an empty one, ``~`` and ``null``: the country ``NO``, the volume ``010`` and the version
``1.10`` stay what they are (the types of YAML 1.1 would turn them into false, 8 and 1.1). Events are followed without
recursion, since libyaml's own composer overflows the stack on deep nesting, and values are counted with their aliases
expanded, before anything is expanded.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from pipeline.findings import Finding, Place
from pipeline.reader import syntax, yaml_problems
from pipeline.reader.parsed import MAXIMUM_DEPTH, MAXIMUM_VALUES, Data, Parsed, Unreadable
from pipeline.reader.positions import START, Child, Key, Spot, show

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may have been built without libyaml
_NULL = ("", "~", "null")
_KNOWN_TAGS = {"!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map"))}


def read_yaml(text: str, file: str) -> Parsed:
    """Read a file that holds one YAML document, a table. Raises ``Unreadable``."""
    yaml_problems.refuse_unreadable(text, file)
    composer = _Composer(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
    except yaml.YAMLError as error:
        raise Unreadable(yaml_problems.explain(error, file)) from None
    built = composer.built
    if not built or built.data is None:
        raise Unreadable(syntax.file_empty(file))
    if not isinstance(built.data, dict):
        raise Unreadable(syntax.record_expected(Place(file, *built.node.spot)))
    return Parsed(file, built.data, lambda: built.node, tuple(composer.findings))


@dataclass(slots=True)
class YamlNode:
    """A value of a YAML text: a ``positions.Node``."""

    spot: Spot
    children: "dict[Key, Child[YamlNode]]" = field(default_factory=dict)


class _Built(NamedTuple):
    """A finished value, where it stands, and how many values it has with all aliases expanded."""

    data: Data
    node: YamlNode
    size: int


@dataclass(slots=True)
class _Open:
    """A table or list whose end has not come yet; ``key`` waits for its value."""

    data: dict[str, Data] | list[Data]
    node: YamlNode
    anchor: str | None
    key: str | None = None
    key_spot: Spot = START
    size: int = 1


@dataclass
class _Composer:
    """Puts events together to data; ``built`` is the whole, once the document has ended."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    built: _Built | None = None
    _open: list[_Open] = field(default_factory=list)
    _anchors: dict[str, _Built | None] = field(default_factory=dict)  # nothing: its end has not come yet
    _documents: int = 0

    def take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        spot = Spot(mark.line + 1, mark.column + 1) if mark else START
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, spot)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event, spot)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor or "", spot)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise Unreadable(yaml_problems.second_document(self._place(spot)))

    def _scalar(self, event: yaml.ScalarEvent, spot: Spot) -> None:
        self._check_tag(event.tag, spot)
        is_null = event.implicit[0] and event.value in _NULL
        built = _Built(None if is_null else event.value, YamlNode(spot), 1)
        if event.anchor:
            self._anchors[event.anchor] = built
        self._add(built, spot)

    def _begin(self, event: yaml.CollectionStartEvent, spot: Spot) -> None:
        self._check_tag(event.tag, spot)
        if len(self._open) >= MAXIMUM_DEPTH:
            raise Unreadable(syntax.too_deep(self._place(spot)))
        if event.anchor:
            self._anchors[event.anchor] = None
        is_table = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open({} if is_table else [], YamlNode(spot), event.anchor))

    def _end(self) -> None:
        done = self._open.pop()
        built = _Built(done.data, done.node, done.size)
        if done.anchor:
            self._anchors[done.anchor] = built
        self._add(built, done.node.spot)

    def _alias(self, name: str, spot: Spot) -> None:
        built = self._anchors.get(name)
        if not built:
            problem = yaml_problems.alias_inside if name in self._anchors else yaml_problems.alias_unknown
            self.findings.append(problem(self._place(spot), name))
        self._add(built or _Built(None, YamlNode(spot), 1), spot)

    def _check_tag(self, tag: str | None, spot: Spot) -> None:
        if tag is not None and tag not in _KNOWN_TAGS:
            self.findings.append(yaml_problems.tag_unknown(self._place(spot), tag))

    def _add(self, built: _Built, spot: Spot) -> None:
        if not self._open:
            self.built = built
            return
        top = self._open[-1]
        top.size += built.size
        if top.size > MAXIMUM_VALUES:
            raise Unreadable(syntax.too_many(self._place(spot)))
        if isinstance(top.data, list):
            top.node.children[len(top.data)] = Child(spot, built.node)
            top.data.append(built.data)
        elif top.key is None:
            self._key(top, built, spot)
        else:
            self._entry(top, top.data, top.key, built)
            top.key = None

    def _key(self, top: _Open, built: _Built, spot: Spot) -> None:
        if not isinstance(built.data, str) or not built.data:
            self.findings.append(yaml_problems.key_expected(self._place(spot)))
        elif built.data == "<<":
            self.findings.append(yaml_problems.merge_unknown(self._place(spot)))
        top.key = built.data if isinstance(built.data, str) else ""
        top.key_spot = spot

    def _entry(self, top: _Open, data: dict[str, Data], key: str, built: _Built) -> None:
        if earlier := top.node.children.get(key):
            self.findings.append(syntax.key_repeated(self._place(top.key_spot), key, earlier.key))
            return
        top.node.children[key] = Child(top.key_spot, built.node)
        if built.data is not None and key not in ("", "<<"):
            data[key] = built.data

    def _place(self, spot: Spot) -> Place:
        steps: list[Key] = []
        for level in self._open:
            if isinstance(level.data, list):
                steps.append(len(level.data))
            elif level.key is not None:
                steps.append(level.key)
        return Place(self.file, *spot, show(steps))
