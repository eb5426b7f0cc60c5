"""The wheel carries all that the program needs: installed elsewhere, it runs the main job."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support import CHECKOUT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as a release would."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return next(folder.glob("*.whl"))


def test_contents(wheel: Path) -> None:
    """Templates, catalogues and the schema catalog are in it; official schemas and tests are not."""
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        *("templates/jats/", "templates/landing/", "templates/validation/", "locales/fr/LC_MESSAGES/"),
        *("schemas/catalog.toml", "schemas/dtds.toml", "schemas/rules/crossref.sch", "schemas/rules/jats4r.sch"),
    ):
        assert any(name.startswith(f"pipeline/_data/{wanted}") for name in names), wanted
    assert not [name for name in names if "official" in name or name.startswith("tests/")]


def test_main_job(wheel: Path, tmp_path: Path) -> None:
    """From the wheel alone, away from the checkout, the example records are built; schemas go to the user's folder."""
    site = tmp_path / "site-packages"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=300)
    environment = os.environ | {"PYTHONPATH": str(site), "XDG_DATA_HOME": str(tmp_path / "data"), "LANG": "C.UTF-8"}
    environment.pop("PIPELINE_SCHEMAS", None)

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert str(site) in run("-c", "import pipeline; print(pipeline.__file__)")
    run("-m", "pipeline", "build", str(CHECKOUT / "metadata"), "--out", str(tmp_path / "out"))
    assert sorted(path.name for path in (tmp_path / "out" / "site").iterdir() if path.is_dir()) == ["en", "fr", "jats"]
    assert list((tmp_path / "out" / "crossref").rglob("*.xml"))
    assert (tmp_path / "data" / "scholarly-metadata-pipeline" / "schemas").is_dir()
    said = run("-m", "pipeline", "validate", "--verbose", "--profile", "crossref,jats4r", "--format", "html", "out")
    assert "crossref-5.5.0" in said
