"""``pipeline adopt``: take deposits that others have made, so that they can be sent."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deposit_options import out_option
from pipeline.cli.lazy import _
from pipeline.messages import msg, msgs

if TYPE_CHECKING:
    from pipeline.adoption import Adopted
    from pipeline.cli.console import Console
    from pipeline.validation.report import DocumentReport

_MEGABYTE = 1024 * 1024


@click.command(
    name="adopt",
    short_help=_("Take deposits that were made elsewhere."),
    help=_(
        "Take deposits that were not made by “build”, so that “submit” can send them.\n\n"
        "FILES are deposit XML or lists of addresses: files, folders, patterns, zip archives, or - for standard input. "
        "Each is checked as “validate” does it; those without an error are copied into the folder of the build, as "
        "they are."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("files", nargs=-1, required=True, metavar=_("FILES..."))
@out_option
@click.option(
    "--max-size",
    type=click.IntRange(min=1),
    default=64,
    show_default=True,
    metavar=_("NUMBER"),
    help=_("Size in megabytes beyond which a document is not read."),
)
@click.pass_obj
def command(console: "Console", files: tuple[str, ...], out: Path, max_size: int) -> None:
    """Adopt; end with an error where a file is not taken."""
    from pipeline.adoption import Adoption, adopt
    from pipeline.cli.validating import Announcer
    from pipeline.inspection.options import InspectionOptions

    telling = _Telling(console, out)
    adoption = Adoption(telling.reported, telling.adopted, Announcer(console.localizer.tag))
    adopt(InspectionOptions(files, limit=max_size * _MEGABYTE), out, adoption)
    telling.sum_up()
    if fault := telling.tally.fault:
        raise fault(msg("Problems were found."))


class _Telling:
    """Tells what is found and what is taken, and remembers as much as the summary needs."""

    def __init__(self, console: "Console", out: Path) -> None:
        from pipeline.reports.verdicts import Tally

        self._console = console
        self._out = out
        self._whole = 0
        self._named = ""
        self._refused = 0
        self.tally = Tally()

    def reported(self, report: "DocumentReport") -> None:
        """Tell what is to be said about a document."""
        from pipeline.cli.validating import Show, show_text

        self.tally.add(report)
        self._refused += not report.ok
        show_text((report,), Show("text"), self._console)

    def adopted(self, adopted: "Adopted") -> None:
        """Tell where a file is now."""
        from pipeline.reports.plain import one_line

        path = str(self._out / adopted.path)
        self._whole += adopted.is_whole
        if not adopted.is_whole:
            self._named = path
        said = msg("taken as “{path}”", path=path) if adopted.is_new else msg("is there already: “{path}”", path=path)
        self._console.line(one_line(adopted.file), "  ", self._console.localizer.say(said))

    def sum_up(self) -> None:
        """Say what can be done now."""
        if self._whole:
            self._console.say(
                msgs(
                    "{count} deposit can be sent: python -m pipeline submit",
                    "{count} deposits can be sent: python -m pipeline submit",
                    self._whole,
                )
            )
        if self._named:
            self._console.say(
                msg(
                    "Parts of records and lists of addresses are sent where they are named: "
                    "python -m pipeline submit {path}",
                    path=self._named,
                )
            )
        if self._refused:
            self._console.say(
                msgs(
                    "{count} file was not taken: mend what is told above, and adopt it again.",
                    "{count} files were not taken: mend what is told above, and adopt them again.",
                    self._refused,
                )
            )
