"""The sentences that click itself says, in our catalogue, so that help and usage errors are in the reader's language.

click looks its texts up with the standard library's ``gettext`` (``from gettext import gettext as _``), which reads a
compiled catalogue from a folder and takes the language from ``LANGUAGE``. ``speaking`` gives it ours. The texts are
listed here only so that Babel finds them; they are click's (BSD-3-Clause) and have to be the same to the letter.
"""

import gettext as standard
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pipeline.i18n import DOMAIN, SOURCE_LANGUAGE, compiled
from pipeline.messages import msg, msgs

TEXTS = (
    msg("Usage:"),
    msg("Options"),
    msg("Commands"),
    msg("Positional arguments"),
    msg("Show this message and exit."),
    msg("Show the version and exit."),
    msg("%(prog)s, version %(version)s"),
    msg("default: {default}"),
    msg("env var: {var}"),
    msg("required"),
    msg("Error: {message}"),
    msg("Try '{command} {option}' for help."),
    msg("Missing command."),
    msg("No such command {name!r}."),
    msg("No such option {name!r}."),
    msgs("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 2),
    msg("Option {name!r} does not take a value."),
    msgs("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 2),
    msgs("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 2),
    msg("Missing argument"),
    msg("Missing option"),
    msg("Missing parameter"),
    msg("Invalid value: {message}"),
    msg("Invalid value for {param_hint}: {message}"),
    msg("{value!r} is not a valid {number_type}."),
    msg("{value} is not in the range {range}."),
    msgs("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 2),
    msg("{name} {filename!r} does not exist."),
    msg("{name} {filename!r} is a file."),
    msg("{name} {filename!r} is a directory."),
    msg("{name} {filename!r} is not readable."),
    msg("{name} {filename!r} is not writable."),
    msg("file"),
    msg("directory"),
    msg("path"),
)

NAMES = (msg("integer"), msg("number"))
"""Names of types, which click puts into its sentences."""


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Let the standard library's ``gettext`` translate into the interface language ``tag`` inside of the block."""
    if tag == SOURCE_LANGUAGE:
        with _environment("LANGUAGE", "C"):
            yield
        return
    name = tag.replace("-", "_")
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="pipeline-"))
            catalogue = Path(folder, name, "LC_MESSAGES", f"{DOMAIN}.mo")
            catalogue.parent.mkdir(parents=True)
            catalogue.write_bytes(compiled(tag))
        except OSError:  # no place for a file: click's few sentences are in English then, all others are not its own
            stack.enter_context(_environment("LANGUAGE", "C"))
            yield
            return
        stack.enter_context(_environment("LANGUAGE", name))
        domain = standard.textdomain()
        standard.bindtextdomain(DOMAIN, folder)
        standard.textdomain(DOMAIN)
        try:
            yield
        finally:
            standard.textdomain(domain)


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = before
