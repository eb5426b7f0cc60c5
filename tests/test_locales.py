"""The catalogues: complete, with the placeholders of the original, and one file is enough for a language."""

import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from pipeline import i18n, resources
from pipeline.messages import msg, msgs
from tests.support import CHECKOUT

LOCALES = CHECKOUT / "locales"
TRANSLATED = sorted(path.parts[-3] for path in LOCALES.glob("*/LC_MESSAGES/pipeline.po"))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All sentences of the code and the templates as they are now."""
    path = tmp_path_factory.mktemp("messages") / "pipeline.pot"
    keywords = [part for word in ("msg", "msgs:1,2", "_", "ngettext:1,2", "pgettext:1c,2") for part in ("-k", word)]
    extract = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "pyproject.toml"]
    subprocess.run([*extract, *keywords, "-o", str(path), "."], cwd=CHECKOUT, check=True, timeout=120)
    return _catalogue(path)


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _key(message: Message) -> tuple[str, str]:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def _texts(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ("",))


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_sentences_are_found(template: Catalog) -> None:
    """The extraction sees the code and the templates."""
    assert len(template) > 100


@pytest.mark.parametrize("tag", TRANSLATED)
def test_complete(tag: str, template: Catalog) -> None:
    """Every sentence is translated, none is left from older versions or marked as doubtful."""
    catalogue = _catalogue(LOCALES / tag / "LC_MESSAGES" / "pipeline.po")
    done = {_key(message) for message in _messages(catalogue) if all(_texts(message.string)) and not message.fuzzy}
    wanted = {_key(message) for message in _messages(template)}
    assert sorted(wanted - done) == []
    assert sorted(done - wanted) == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_placeholders(tag: str) -> None:
    """A translation has the placeholders of the original, no more and no fewer; a singular may leave out the number."""
    catalogue = _catalogue(LOCALES / tag / "LC_MESSAGES" / "pipeline.po")
    for message in _messages(catalogue):
        wanted = [_placeholders(text) for text in _texts(message.id)]
        for text in _texts(message.string):
            assert any(one - {"count"} <= _placeholders(text) <= one for one in wanted), message.id


# a plain space where a no-break one belongs, none at all, or a straight apostrophe between letters
_CARELESS = re.compile(r" [;:!?»]|«(?!\u00a0)|(?<!\u00a0)»|[\w»)][;!?](?=\s|$)|[^\W\d_]'[^\W\d_]")
_SOURCE_LABELS = {"Biographie de l'auteur"}  # as the page that the first record was made from has it


def test_french_typography() -> None:
    """French has a no-break space before : ; ! ? and inside « », and typographic apostrophes."""
    catalogue = _catalogue(LOCALES / "fr" / "LC_MESSAGES" / "pipeline.po")
    for message in _messages(catalogue):
        for text in _texts(message.string):
            careless = _CARELESS.search(re.sub(r"&\w+;|https?:\S+", "", text))
            assert text in _SOURCE_LABELS or not careless, text


def test_a_third_language_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue in its folder is a new interface language, right-to-left ones included."""
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: ar\\n"\n'
    (folder / "pipeline.po").write_text(header + '\nmsgid "Keywords"\nmsgstr "الكلمات المفتاحية"\n', encoding="utf-8")
    monkeypatch.setattr(resources, "locales", lambda: tmp_path)
    assert i18n.available() == ("ar", "en")
    arabic = i18n.localizer("ar")
    assert (arabic.gettext("Keywords"), arabic.direction) == ("الكلمات المفتاحية", "rtl")


def test_messages_speak() -> None:
    """A message takes its values after translation, and chooses its plural."""
    french = i18n.localizer("fr")
    assert french.say(msg("No interface language “{tag}”.", tag="xx{y}")).endswith("xx{y}\u00a0».")
    assert str(msgs("{count} file", "{count} files", 2)) == "2 files"
