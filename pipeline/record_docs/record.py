"""The record's reference, made from the models: every key, what stands there and what it means."""

from collections.abc import Iterator, Mapping

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic.fields import FieldInfo

from pipeline.model import Issue, Journal, Work
from pipeline.model.base import Record
from pipeline.record_docs.values import describe, heading, models, values

EXAMPLE = """\
# yaml-language-server: $schema=../../../schemas/record/article.schema.json
doi: 10.5555/estuaire.2025.07
language: fr
issue: 3-1
title:
  fr: Les marées de la <i>Zostera marina</i>
  en: Tides and <i>Zostera marina</i>
contributors:
  - given: Josiah
    family: Carberry
    orcid: 0000-0002-1825-0097
    affiliations: [estran]
affiliations:
  - id: estran
    name:
      fr: Université de l’Estran
      en: Foreshore University
    country: FR
dates:
  published_online: 2025-03-20
first_page: 45
last_page: 58
"""

_INTRODUCTION = """\
# The record

<!-- Made from the models by `make record`; do not edit. -->

One file describes one article, in YAML or JSON; a file of JSON Lines (`.jsonl`) holds many, one on each line. A folder
per journal holds them:

```text
metadata/<journal>/journal.yaml        the journal
metadata/<journal>/issues/<id>.yaml    its issues, one file each
metadata/<journal>/articles/<id>.yaml  its articles: .yaml, .yml, .json, or .jsonl
```

A small article:

```yaml
{example}```

## How values are written

* **Text** is Unicode, in UTF-8. It may have inline markup: `<i>`, `<b>`, `<sub>`, `<sup>`, `<sc>` (small capitals),
  `<u>`, `<tt>`, `<a href="https://…">`, `<span lang="la">` and `<math>` (MathML). `&` and a bare `<` need no escape.
* **Text per language** is one text, which is then in the record's own language, or a table of language tags (BCP 47):
  `fr`, `en`, `fr-CA`, `zh-Hant`, `ar`. **Paragraphs** are separated by blank lines.
* **Dates** are `2026`, `2026-04`, `2026-04-15`, `2026-spring` (`summer`, `autumn`, `winter`) or `2026-Q2`.
* **Numbers** stay as they are typed: `volume: 010` and `version: 1.10` need no quotes, and `country: NO` is Norway.
* **Identifiers** may be pasted as addresses or with a prefix (`https://doi.org/…`, `doi:…`); check digits are verified.
* A key without a value counts as absent. An unknown key is a problem, and the nearest known one is proposed.

Keys in **bold** must be there. Editors that know JSON Schema complete and check while you type: see the first line of
the example; a JSON file names its schema by the key `$schema`.
"""


def page() -> str:
    """Make the page."""
    parts = [_INTRODUCTION.format(example=EXAMPLE)]
    parts += [_section(model) for model in _all_models()]
    return "\n".join(parts)


def _all_models() -> list[type[Record]]:
    """List the models, each after the one that first mentions it; articles, issues and journals lead."""
    found: list[type[Record]] = [Work, Issue, Journal]
    for model in found:  # grows while it is walked
        for field in model.model_fields.values():
            found += [inner for inner in models(field.annotation) if inner not in found]
    return found


_TITLES: Mapping[type[Record], str] = {Work: "Article"}
_SAID_BY_PLACE = {(Work, "id"), (Work, "journal"), (Issue, "id"), (Journal, "id")}


def _section(model: type[Record]) -> str:
    lines = [f"## {_TITLES.get(model) or heading(model)}", "", _prose(model.__doc__ or ""), ""]
    lines += ["| key | value | meaning |", "|---|---|---|"]
    lines += [_row(model, key, field) for key, field in model.model_fields.items()]
    lists = list(_lists(model))
    return "\n".join([*lines, "", *(line for listed in lists for line in (listed, ""))])


def _row(model: type[Record], key: str, field: FieldInfo) -> str:
    required = field.is_required() and (model, key) not in _SAID_BY_PLACE
    name = f"**`{key}`**" if required else f"`{key}`"
    kind = describe(field)
    if (model, key) == (Work, "issue"):
        kind = f"id, or {kind}"
    meaning = " ".join([_prose(field.description or ""), *_limits(field)])
    return f"| {name} | {kind} | {meaning.strip()} |"


def _limits(field: FieldInfo) -> Iterator[str]:
    for limit in field.metadata:
        if isinstance(limit, MaxLen):
            yield f"At most {limit.max_length} characters."
        elif isinstance(limit, MinLen):
            yield "At least one." if "list" in describe(field) else f"At least {limit.min_length} characters."
        elif isinstance(limit, Ge):
            yield f"{limit.ge} or more."
        elif isinstance(limit, Le):
            yield f"{limit.le} or less."
    if isinstance(field.default, str):
        yield f"`{field.default}` where it is not given."
    elif isinstance(field.default, tuple) and field.default:
        yield f"`[{', '.join(map(str, field.default))}]` where it is not given."


def _lists(model: type[Record]) -> Iterator[str]:
    for key, field in model.model_fields.items():
        listed = values(field.annotation) if not models(field.annotation) else ()
        if len(listed) > 1:
            yield f"Values of `{key}`: {', '.join(f'`{value}`' for value in listed)}."


def _prose(text: str) -> str:
    return " ".join(text.replace("``", "`").replace("|", "\\|").split())
