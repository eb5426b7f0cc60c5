"""The one Jinja environment: records become text, with every value escaped by construction.

Templates see ``subject`` and its parts by name (``work``, ``journal``, ``issue``, ``deposit``, ``contents``, ``site``,
``report``), ``language`` and ``l10n`` (the page's language), ``languages``, and ``_``, ``ngettext``, ``pgettext``. A
text of a record goes through the filter of the format (``{{ title.value | jats }}``), which writes its markup; without
one, its plain characters.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from pipeline import resources
from pipeline.artifacts import Artifact
from pipeline.formats.base import Deposit, Format, IssueContents, JournalContents, SiteContents, Subject
from pipeline.formats.report import BuildReport
from pipeline.i18n import Localizer, available
from pipeline.model import Work

Function = Callable[..., object]


class Renderer:
    """Renders any of the formats it was made with.

    ``folders`` are searched for a template before the program's own (overrides). ``functions`` are names that templates
    may call and that come from other rooms (``cite``). ``languages`` are the interface languages that pages are made in
    and link to each other by; all that there are where none is named.
    """

    def __init__(
        self,
        formats: Sequence[Format],
        *,
        folders: Sequence[Path] = (),
        functions: Mapping[str, Function] | None = None,
        languages: Sequence[str] = (),
    ) -> None:
        self._environment = Environment(
            loader=FileSystemLoader([*folders, resources.templates()]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            finalize=_refuse_none,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )
        self._environment.globals.update({"_": _gettext, "ngettext": _ngettext, "pgettext": _pgettext})
        self._environment.globals["languages"] = tuple(languages) or available()
        self._environment.globals.update(functions or {})
        for found in formats:
            self._add_filters(found)

    def _add_filters(self, added: Format) -> None:
        for name, function in added.filters.items():
            if self._environment.filters.get(name, function) is not function:
                raise ValueError(f"two formats have different filters named {name!r}")
            self._environment.filters[name] = function

    def render(self, made: Format, subject: Subject, localizer: Localizer | None = None) -> Artifact:
        """Make one file. ``localizer`` is the page's language, for formats made per language."""
        language = localizer.tag if localizer else ""
        if made.write:
            text = made.write(subject, language)
        else:
            template = self._environment.get_template(made.template)
            text = template.render(_names(subject), subject=subject, l10n=localizer, language=language)
        works = _works(subject)
        return Artifact(
            format=made.name,
            path=made.path(subject, language),
            content=text.encode("utf-8"),
            media_type=made.media_type,
            language=language,
            schema=made.schema,
            works=tuple(work.id for work in works),
            dois=made.dois(subject) if made.dois else tuple(work.doi for work in works if work.doi),
        )


def _names(subject: Subject) -> dict[str, object]:
    """Name the parts of a subject as templates call them."""
    match subject:
        case Work():
            return {"work": subject, "journal": subject.journal, "issue": subject.issue}
        case Deposit():
            return {"deposit": subject, "journal": subject.journal}
        case IssueContents():
            return {"contents": subject, "journal": subject.journal, "issue": subject.issue}
        case JournalContents():
            return {"contents": subject, "journal": subject.journal}
        case SiteContents():
            return {"site": subject}
        case BuildReport():
            return {"report": subject}


def _works(subject: Subject) -> tuple[Work, ...]:
    match subject:
        case Work():
            return (subject,)
        case Deposit():
            return subject.works
        case _:
            return ()


def _refuse_none(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Stop a template that would print ``None``: a missing value must be asked for with ``if``."""
    if value is None:
        raise ValueError("a template prints a value that is not there; test it with {% if %}")
    return value


def _localizer(context: Context) -> Localizer:
    found = context.get("l10n")
    if not isinstance(found, Localizer):
        raise TypeError("only formats that are made per language can translate")
    return found


def _filled(text: str, params: Mapping[str, object]) -> Markup:
    return Markup(escape(text)).format(**params)  # noqa: S704 - the text is escaped, and format escapes the values


@pass_context
def _gettext(context: Context, text: str, /, **params: object) -> Markup:
    return _filled(_localizer(context).gettext(text), params)


@pass_context
def _ngettext(context: Context, singular: str, plural: str, count: int, /, **params: object) -> Markup:
    localizer = _localizer(context)
    return _filled(localizer.ngettext(singular, plural, count), {"count": localizer.number(count), **params})


@pass_context
def _pgettext(context: Context, about: str, text: str, /, **params: object) -> Markup:
    return _filled(_localizer(context).pgettext(about, text), params)
