"""Why the system refused, in the reader's language."""

import errno

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
    assert reason(OSError(errno.ECONNREFUSED, "Connection refused")) == "Connection refused"
    assert reason(ValueError("odd")) == "odd"
