"""``pipeline adopt`` as people call it."""

from pathlib import Path

import pytest

from pipeline.__main__ import main
from tests.adoption.test_adopting import LIST, ONE


@pytest.mark.usefixtures("official")
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("taken as “out", "1 deposit can be sent: python -m pipeline submit", "1 file was not taken")),
        ("fr", ("repris sous « out", "1 dépôt peut être envoyé : python -m pipeline submit", "1 fichier n’a pas")),
    ],
)
def test_adopt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str, said: tuple[str]
) -> None:
    """It says what was taken, what was not and why, and what to do now."""
    monkeypatch.chdir(tmp_path)
    Path("good.xml").write_bytes(ONE)
    Path("list.txt").write_bytes(LIST)
    Path("bad.xml").write_bytes(ONE.replace(b"2049-3630", b"2049-3631"))
    assert main(["--lang", lang, "adopt", "good.xml", "list.txt", "bad.xml"]) == 1
    told = capsys.readouterr()
    assert all(sentence in told.err.replace("\u00a0", " ") for sentence in said)
    assert f"python -m pipeline submit {Path('out/adopted/list.txt')}" in told.err
    assert "crossref-issn-checksum" in told.out
    assert main(["--lang", lang, "adopt", "good.xml"]) == 0
