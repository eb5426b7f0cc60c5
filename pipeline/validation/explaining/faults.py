"""What an engine found wrong, as a value: the kind of the fault, where it is, and what was there instead of what."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.validation.nodes import Node


class Kind(StrEnum):
    """The kinds of faults, named after the rules of XML Schema Part 1 and 2 that they break."""

    UNEXPECTED = "unexpected"  # cvc-complex-type.2.4: a child that may not stand there
    INCOMPLETE = "incomplete"  # cvc-complex-type.2.4: the element ends before a child that it must have
    UNDECLARED = "undeclared"  # cvc-elt.1: no declaration for the root, or for a child of a strict wildcard
    ATTRIBUTE_UNKNOWN = "attribute-unknown"  # cvc-complex-type.3.2
    ATTRIBUTE_MISSING = "attribute-missing"  # cvc-complex-type.4
    TEXT = "text"  # cvc-complex-type.2.3: text between elements
    CHILDREN = "children"  # cvc-complex-type.2.2: elements where there may be text only
    CONTENT = "content"  # cvc-complex-type.2.1: anything where nothing may be
    VALUE = "value"  # cvc-datatype-valid
    ENUMERATION = "enumeration"  # cvc-enumeration-valid
    PATTERN = "pattern"  # cvc-pattern-valid
    LENGTH = "length"  # cvc-length-valid
    SHORT = "short"  # cvc-minLength-valid
    LONG = "long"  # cvc-maxLength-valid
    RANGE = "range"  # cvc-minInclusive-valid and its kin
    DIGITS = "digits"  # cvc-totalDigits-valid, cvc-fractionDigits-valid
    FIXED = "fixed"  # cvc-au, cvc-elt.5.2.2
    DUPLICATE_ID = "duplicate-id"  # cvc-id.2
    REFERENCE = "reference"  # cvc-id.1
    UNIQUE = "unique"  # cvc-identity-constraint
    TYPE_UNKNOWN = "type-unknown"  # cvc-elt.4: xsi:type
    NIL = "nil"  # cvc-elt.3: xsi:nil
    ABSTRACT = "abstract"  # cvc-elt.2, cvc-type.2
    ASSERTION = "assertion"  # cvc-assertion
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. Names are in Clark notation; ``attribute`` is empty where the element itself is meant.

    ``value`` is the offending value; ``expected`` what was expected: names of elements, values of an enumeration.
    ``limit`` is the value of the facet (pattern, length, bound) or the test of an assertion, ``type_name`` the type as
    the engine names it.
    """

    kind: Kind
    element: Node
    attribute: str = ""
    value: str = ""
    expected: tuple[str, ...] = ()
    limit: str = ""
    type_name: str = ""
