"""The part of XPath 2.0 that schema assertions commonly need, run as Python on lxml elements.

A condition combines, with ``and``, ``or`` and ``not()``: the presence of attributes and of child elements (a path in
boolean context, ``exists()``, ``empty()``, ``boolean()``), and comparisons of an attribute with one string or several.
For anything else ``NotSimple`` is raised, and the schema goes to the judge. Grammar: XPath 2.0, appendix A.1.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.validation.nodes import Node
from pipeline.validation.simple_types import Normalize

Condition = Callable[[Node], bool]


class NotSimple(Exception):
    """The assertion needs more than conditions can express."""


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<string>"(?:[^"]|"")*"|'(?:[^']|'')*')
      | (?P<name>@?(?:[^\W\d][\w.-]*:|\*:)?(?:[^\W\d][\w.-]*|\*))
      | (?P<sign>!=|[=(),/])
    )""",
    re.VERBOSE,
)
_COMPARISONS = frozenset({"=", "!=", "eq", "ne"})


def condition(test: str, namespaces: Mapping[str, str], attributes: Mapping[str, Normalize]) -> Condition:
    """Make a condition of the ``test`` of an assertion.

    ``namespaces`` are the prefixes in scope; ``attributes`` gives, for each attribute whose typed value is its
    normalised string, how its white space is normalised. Raises ``NotSimple``.
    """
    parser = _Parser(_tokens(test), namespaces, attributes)
    made = parser.either()
    if parser.peek():
        raise NotSimple(test)
    return made


def _tokens(test: str) -> list[str]:
    found, position, end = [], 0, len(test.rstrip())
    while position < end:
        match = _TOKEN.match(test, position)
        if not match:
            raise NotSimple(test)
        found.append(match.group().strip())
        position = match.end()
    return found


def _either(first: Condition, second: Condition) -> Condition:
    return lambda element: first(element) or second(element)


def _both(first: Condition, second: Condition) -> Condition:
    return lambda element: first(element) and second(element)


@dataclass
class _Parser:
    tokens: list[str]
    namespaces: Mapping[str, str]
    attributes: Mapping[str, Normalize]
    position: int = field(default=0)

    def peek(self, ahead: int = 0) -> str:
        place = self.position + ahead
        return self.tokens[place] if place < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise NotSimple(f"{wanted or 'something'} expected, {token or 'the end'} found")
        self.position += 1
        return token

    def either(self) -> Condition:
        made = self.both()
        while self.peek() == "or":
            self.take()
            made = _either(made, self.both())
        return made

    def both(self) -> Condition:
        made = self.single()
        while self.peek() == "and":
            self.take()
            made = _both(made, self.single())
        return made

    def single(self) -> Condition:
        first = self.peek()
        if first == "(":
            return self.inside(self.either)
        if self.peek(1) == "(":
            return self.call(self.take())
        if first.startswith("@") and self.peek(1) in _COMPARISONS:
            return self.comparison()
        return self.path()

    def inside(self, part: Callable[[], Condition]) -> Condition:
        self.take("(")
        made = part()
        self.take(")")
        return made

    def call(self, function: str) -> Condition:
        match function:
            case "not" | "boolean":
                made = self.inside(self.either)
            case "exists" | "empty":
                made = self.inside(self.path)
            case "true" | "false":
                self.take("(")
                self.take(")")
                return lambda _: function == "true"
            case _:
                raise NotSimple(f"{function}()")
        return made if function in {"boolean", "exists"} else lambda element: not made(element)

    def comparison(self) -> Condition:
        name = self.expanded(self.take()[1:])
        normalize = self.attributes.get(name)
        if normalize is None:
            raise NotSimple(f"the type of @{name}")
        sign = self.take()
        values = self.literals(several=sign in {"=", "!="})
        if sign in {"=", "eq"}:
            return lambda element: (found := element.get(name)) is not None and normalize(found) in values
        return lambda element: (found := element.get(name)) is not None and bool(values - {normalize(found)})

    def literals(self, *, several: bool) -> frozenset[str]:
        if self.peek() != "(":
            return frozenset({self.literal()})
        self.take()
        values = [self.literal()]
        while self.peek() == "," and several:
            self.take()
            values.append(self.literal())
        self.take(")")
        return frozenset(values)

    def literal(self) -> str:
        token = self.take()
        if token[0] not in "\"'":
            raise NotSimple(token)
        return token[1:-1].replace(token[0] * 2, token[0])

    def path(self) -> Condition:
        token = self.take()
        if token.startswith("@"):
            name = self.expanded(token[1:])
            return lambda element: element.get(name) is not None
        if token[0] in "\"'=!(),/" or self.peek() in {"/", *_COMPARISONS}:
            raise NotSimple(f"{token}{self.peek()}")
        child = self.expanded(token, any_allowed=True)
        return lambda element: next(element.iterchildren(child), None) is not None

    def expanded(self, written: str, *, any_allowed: bool = False) -> str:
        """Give the name as lxml writes it, ``{*}`` standing for any namespace."""
        prefix, _, local = written.rpartition(":")
        if "*" in written and not any_allowed:
            raise NotSimple(written)
        if prefix == "*" or written == "*":
            return f"{{*}}{local}"
        if not prefix:
            return local  # no namespace: ##local is what xpathDefaultNamespace defaults to
        if prefix not in self.namespaces:
            raise NotSimple(written)
        return f"{{{self.namespaces[prefix]}}}{local}"
