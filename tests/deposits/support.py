"""What tests of secrets have in common."""

import traceback


def with_variables(error: BaseException) -> str:
    """Write a traceback as talkative tools do: with the variables of each frame of the program."""
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    frames = [frame for frame in shown.stack if "/pipeline/" in frame.filename]
    assert frames
    return repr([(frame.filename, frame.name, frame.locals) for frame in frames])
