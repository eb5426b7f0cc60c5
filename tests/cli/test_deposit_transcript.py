"""The transcript ``docs/transcripts/deposit.md`` is what the commands say; ``make golden`` renews it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.__main__ import main
from tests.sources import MODIFIED, article, write_journal, write_json
from tests.submission.support import LOGIN, PASSWORD, Desk, desk
from tests.support import CHECKOUT

TRANSCRIPT = CHECKOUT / "docs" / "transcripts" / "deposit.md"
_PLAIN = (
    (re.compile(r"http://127\.0\.0\.1:\d+"), "http://127.0.0.1:8123"),
    (re.compile(r"\b[0-9a-f]{12}\.(\d)-[0-9a-f]{8}\.xml"), r"….\1-….xml"),
    (re.compile(r"-[0-9a-f]{12}\b"), "-…"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ"), "2026-01-02 03:04:05Z"),
)
_SAID = {
    "en": {
        "head": "# From records to registered DOIs",
        "intro": "Two articles; the second is related to a DOI that is not registered. All commands are run against "
        "the [sandbox](../commands.md#sandbox); each ends with `--endpoint http://127.0.0.1:8123`, left out here.",
        "built": "Build, and look at what would be sent:",
        "sent": "Submit, and wait for the outcome. One DOI is refused, and it is said why:",
        "mended": "The relation is mended in the record. What has changed?",
        "again": "Build and submit again; the other article comes along, since both are in one deposit:",
        "history": "All that happened to the DOI:",
    },
    "fr": {
        "head": "# Des notices aux DOI enregistrés",
        "intro": "Deux articles ; le second est en relation avec un DOI qui n’est pas enregistré. Toutes les commandes "
        "s’adressent au [bac à sable](../commands.md#sandbox) ; chacune se termine par "
        "`--endpoint http://127.0.0.1:8123`, omis ici.",
        "built": "Construire, et voir ce qui serait envoyé :",
        "sent": "Déposer, et attendre le résultat. Un DOI est refusé, et la raison en est donnée :",
        "mended": "La relation est corrigée dans la notice. Qu’est-ce qui a changé ?",
        "again": "Construire et déposer de nouveau ; l’autre article suit, puisque les deux sont dans un même dépôt :",
        "history": "Tout ce qui est arrivé au DOI :",
    },
}


class Session:
    """A person at a terminal, in one language."""

    def __init__(self, office: Desk, language: str, capsys: pytest.CaptureFixture[str]) -> None:
        self._office = office
        self._language = language
        self._capsys = capsys
        self._lines: list[str] = []

    def say(self, what: str) -> None:
        """Write a sentence of the transcript."""
        self._lines += [_SAID[self._language][what], ""]

    def run(self, *arguments: str) -> None:
        """Run a command, and write down what it says."""
        endpoint = () if arguments[0] == "build" else ("--endpoint", self._office.endpoint.base_url)
        code = main(["--lang", self._language, *arguments, *endpoint])
        streams = self._capsys.readouterr()
        shown = "" if self._language == "en" else f"--lang {self._language} "
        text = f"$ python -m pipeline {shown}{' '.join(arguments)}\n{streams.err}{streams.out}"
        self._lines += ["```console", text.rstrip(), f"$ echo $?\n{code}", "```", ""]

    def text(self) -> str:
        """Give all, without what differs from one run to the next."""
        whole = "\n".join(self._lines)
        for pattern, plain in _PLAIN:
            whole = pattern.sub(plain, whole)
        return whole


@pytest.fixture
def _login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPELINE_CROSSREF_LOGIN", LOGIN.name)
    monkeypatch.setenv("PIPELINE_CROSSREF_PASSWORD", PASSWORD)


def _whole_way(folder: Path, language: str, capsys: pytest.CaptureFixture[str]) -> str:
    relation = {"type": "isReferencedBy", "target": "10.5555/not-there"}
    metadata = write_journal(folder / "metadata", "tides")
    write_json(metadata / "articles" / "reeds.json", article("reeds", relations=[relation]))
    with desk(folder) as office:
        session = Session(office, language, capsys)
        session.say("head")
        session.say("intro")
        session.say("built")
        session.run("build", "--format", "crossref")
        session.run("submit", "--dry-run")
        session.say("sent")
        session.run("submit", "--wait")
        session.say("mended")
        mended = {**relation, "target": "10.5555/tides"}
        write_json(metadata / "articles" / "reeds.json", article("reeds", relations=[mended]), MODIFIED + 60)
        session.run("build", "--format", "crossref", "--quiet")
        session.run("diff")
        session.say("again")
        session.run("submit", "--wait")
        session.run("status")
        session.say("history")
        session.run("history", "10.5555/reeds")
        return session.text()


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    """A folder for each language, and the way back."""
    here = Path.cwd()
    yield tmp_path
    os.chdir(here)


@pytest.mark.usefixtures("official", "_login")
def test_transcript(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Step by step, in both languages."""
    parts = []
    for language in _SAID:
        folder = folders / language
        folder.mkdir()
        os.chdir(folder)
        parts.append(_whole_way(folder, language, capsys))
    said = "\n".join(parts)
    if os.environ.get("PIPELINE_GOLDEN") == "write":
        TRANSCRIPT.write_text(said, encoding="utf-8")
    assert TRANSCRIPT.read_text(encoding="utf-8") == said
