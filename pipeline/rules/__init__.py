"""Rules on records, one file each, named after the fault it finds. Each exports its ``RULE``."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeAlias

from pipeline.messages import Message
from pipeline.model import Issue, Journal, Work
from pipeline.model.walk import texts
from pipeline.rules.base import CROSSREF, DEPOSITED, Fault, Path, Rule, Subject
from pipeline.rules.seen import Claim, Seen

__all__ = ["Claim", "Fault", "Rule", "Seen", "Subject", "all_rules", "check", "check_text", "spoils", "unique_values"]

_WorkCheck: TypeAlias = Callable[[Work], Iterable[Fault]]
_JournalCheck: TypeAlias = Callable[[Journal], Iterable[Fault]]
_IssueCheck: TypeAlias = Callable[[Issue], Iterable[Fault]]
_TextCheck: TypeAlias = Callable[[str], Iterable[tuple[Message, Message]]]


@cache
def all_rules() -> tuple[Rule, ...]:
    """List the rules of all files in this folder, by code. Codes are unique."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    rules: list[Rule] = [module.RULE for module in modules if hasattr(module, "RULE")]
    if len({rule.code for rule in rules}) < len(rules):
        raise ValueError("two rules have the same code")
    return tuple(sorted(rules, key=lambda rule: rule.code))


def spoils(code: str, group: str) -> bool:
    """Tell whether the fault of this code spoils the formats of a group; what is no rule's fault spoils all."""
    rule = _by_code().get(code)
    return rule is None or not rule.concerns or (rule.concerns == CROSSREF and group in DEPOSITED)


@cache
def _by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in all_rules()}


def check(subject: Subject) -> Iterator[tuple[Rule, Fault]]:
    """Give each fault of one work, journal or issue with its rule."""
    if isinstance(subject, Work):
        for rule, check_work in _work_rules():
            yield from ((rule, fault) for fault in check_work(subject))
    elif isinstance(subject, Journal):
        for rule, check_journal in _journal_rules():
            yield from ((rule, fault) for fault in check_journal(subject))
    else:
        for rule, check_issue in _issue_rules():
            yield from ((rule, fault) for fault in check_issue(subject))
    for path, text, _ in texts(subject, "journal", "issue"):
        yield from check_text(path, text)


def unique_values(work: Work) -> Iterator[tuple[Rule, Path, str, str]]:
    """Give what a work must not share with another: the rule, the path, the value, and the key it is compared by."""
    for rule in all_rules():
        if rule.unique:
            yield from ((rule, path, value, key) for path, value, key in rule.unique.keys(work))


def check_text(path: Path, text: str) -> Iterator[tuple[Rule, Fault]]:
    """Give each fault of one text, which stands at ``path``, with its rule."""
    for rule, check_one in _text_rules():
        for message, remedy in check_one(text):
            yield rule, Fault(path, message, remedy)


@cache
def _work_rules() -> tuple[tuple[Rule, _WorkCheck], ...]:
    return tuple((rule, rule.work) for rule in all_rules() if rule.work)


@cache
def _journal_rules() -> tuple[tuple[Rule, _JournalCheck], ...]:
    return tuple((rule, rule.journal) for rule in all_rules() if rule.journal)


@cache
def _issue_rules() -> tuple[tuple[Rule, _IssueCheck], ...]:
    return tuple((rule, rule.issue) for rule in all_rules() if rule.issue)


@cache
def _text_rules() -> tuple[tuple[Rule, _TextCheck], ...]:
    return tuple((rule, rule.text) for rule in all_rules() if rule.text)
