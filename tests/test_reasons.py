"""Why the system refused, in the reader's language."""

import errno
from socket import gaierror
from urllib.error import URLError

from pipeline.i18n import localizer
from pipeline.messages import msg
from pipeline.reasons import reason


def test_usual_reasons() -> None:
    """A usual reason is translated, also inside of another sentence."""
    full = OSError(errno.ENOSPC, "No space left on device")
    sentence = msg("“{path}” cannot be written: {reason}.", path="a", reason=reason(full))
    assert str(sentence) == "“a” cannot be written: no space is left on the disk."
    assert "espace" not in str(sentence)
    assert "il n’y a plus de place" in localizer("fr").say(sentence)


def test_other_reasons() -> None:
    """Anything else is told in the words it came with."""
    assert reason(OSError(errno.EDOM, "Numerical argument out of domain")) == "Numerical argument out of domain"
    assert reason(ValueError("odd")) == "odd"


def test_reasons_of_the_network() -> None:
    """What urllib wraps is looked at, so that nobody reads "urlopen error"."""
    assert str(reason(URLError(ConnectionRefusedError(errno.ECONNREFUSED, "x")))) == "the server refuses the connection"
    assert "network" in str(reason(URLError(gaierror(-2, "Name or service not known"))))
    assert reason(URLError("redirected to ftp://example.org/")) == "<urlopen error redirected to ftp://example.org/>"
