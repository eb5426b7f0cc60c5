"""``pipeline sandbox``: a Crossref of one's own, on this computer."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.lazy import _
from pipeline.cli.seconds import Seconds
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.cli.console import Console
    from pipeline.sandbox.sandbox import Sandbox

_PORT = click.IntRange(min=0, max=65535)
_PORT.name = "integer"  # click would say "integer range"
_SECONDS = Seconds(86400)
_MEGABYTES = click.IntRange(min=1)
_MEGABYTES.name = "integer"
_MEGABYTE = 1024 * 1024


@click.command(
    name="sandbox",
    short_help=_("Run a Crossref of your own on this computer."),
    help=_(
        "Run a Crossref of your own on this computer, to try deposits with.\n\n"
        "It takes deposits, queues them and answers with logs as Crossref does. Nothing is sent anywhere."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.option(
    "--port",
    type=_PORT,
    default=8123,
    show_default=True,
    metavar=_("NUMBER"),
    help=_("Port on 127.0.0.1; 0 for any that is free."),
)
@click.option(
    "--state",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_("FILE"),
    help=_("Where submissions and DOI records are kept. Default: until the sandbox ends."),
)
@click.option(
    "--login",
    "logins",
    multiple=True,
    metavar="NAME:PASSWORD:PREFIX",
    help=_(
        "Who may deposit, for which DOI prefixes (separated by commas). The option may be repeated. "
        "Default: sandbox:sandbox:10.5555."
    ),
)
@click.option(
    "--delay",
    type=_SECONDS,
    default=1.0,
    show_default=True,
    metavar=_("SECONDS"),
    help=_("How long a submission is queued, and then in process."),
)
@click.option(
    "--clock",
    type=click.Choice(("real", "manual")),
    default="real",
    show_default=True,
    help=_("Whether time goes on by itself, or by POST /sandbox/clock alone."),
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="KIND[:COUNT]",
    help=_("What goes wrong with the next requests, for example 503:2. The option may be repeated."),
)
@click.option(
    "--bad-login",
    type=click.Choice(("page", "401")),
    default="page",
    show_default=True,
    help=_("How a wrong login is answered: with the login page, or status 401."),
)
@click.option(
    "--max-size",
    type=_MEGABYTES,
    default=64,
    show_default=True,
    metavar=_("NUMBER"),
    help=_("Size in megabytes beyond which a submission is refused."),
)
@click.pass_obj
def command(
    console: "Console",
    port: int,
    state: Path | None,
    logins: tuple[str, ...],
    delay: float,
    clock: str,
    faults: tuple[str, ...],
    bad_login: str,
    max_size: int,
) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    from tempfile import TemporaryDirectory

    from pipeline.sandbox.clock import ManualClock, RealClock
    from pipeline.sandbox.faults import parse_fault
    from pipeline.sandbox.logins import DEFAULT, parse_login
    from pipeline.sandbox.sandbox import Limits, Sandbox

    known = tuple(map(parse_login, logins)) or (DEFAULT,)
    waiting = [parse_fault(text) for text in faults]
    with TemporaryDirectory(prefix="pipeline-sandbox-") as folder:
        sandbox = Sandbox(
            state or Path(folder, "state.sqlite3"),
            known,
            clock=ManualClock() if clock == "manual" else RealClock(),
            limits=Limits(delay=delay, most_bytes=max_size * _MEGABYTE),
            faults=waiting,
            bad_login=bad_login,
        )
        _serve(sandbox, port, console)


def _serve(sandbox: "Sandbox", port: int, console: "Console") -> None:
    from pipeline.sandbox.server import address, listen, run

    try:
        listener = listen(port)
    except BaseException:
        sandbox.close()
        raise
    with listener:
        url = address(listener)
        run(sandbox, listener, lambda: console.say(msg("Sandbox on {url} – Ctrl-C ends it.", url=url)))
