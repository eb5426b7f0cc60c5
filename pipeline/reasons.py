"""Why the operating system refused, in a sentence that can be translated; its own words are English or nobody's."""

import errno
from collections.abc import Mapping

from pipeline.messages import Message, msg

_REASONS: Mapping[int, Message] = {
    errno.EACCES: msg("permission denied"),
    errno.EPERM: msg("permission denied"),
    errno.ENOENT: msg("no such file or folder"),
    errno.ENOTDIR: msg("a part of the path is a file, not a folder"),
    errno.EISDIR: msg("it is a folder"),
    errno.EEXIST: msg("it exists already"),
    errno.ENOSPC: msg("no space is left on the disk"),
    errno.EDQUOT: msg("the disk quota is used up"),
    errno.EFBIG: msg("the file would be too large"),
    errno.EROFS: msg("the disk is read-only"),
    errno.ENAMETOOLONG: msg("the name is too long"),
    errno.ELOOP: msg("links lead in a circle"),
    errno.EMFILE: msg("too many files are open"),
    errno.EIO: msg("the disk cannot be read or written"),
    errno.ECONNREFUSED: msg("the server refuses the connection"),
    errno.ECONNRESET: msg("the server has broken the connection"),
    errno.ENETUNREACH: msg("the network cannot be reached"),
    errno.EHOSTUNREACH: msg("the server cannot be reached"),
    errno.ETIMEDOUT: msg("the server does not answer"),
    errno.EADDRINUSE: msg("another program uses it"),
}


def reason(error: Exception) -> Message | str:
    """Give the reason of an ``OSError`` as a message, or the system's own words where it is none of the usual ones.

    An error of ``urllib`` stands for the one inside of it.
    """
    inner = getattr(error, "reason", None)
    if isinstance(inner, Exception):
        return reason(inner)
    if type(error).__name__ == "gaierror":  # of the module socket, which is long to load
        return msg("the address was not found on the network; perhaps there is no connection")
    known = _REASONS.get(error.errno or 0) if isinstance(error, OSError) else None
    return known or getattr(error, "strerror", "") or str(error)
