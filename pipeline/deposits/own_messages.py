"""Our own sentences about exchanges with Crossref, read back from the ledger.

The ledger keeps them in English, as text, for whoever reads it later. People at the console read another language
perhaps: a sentence that is known here becomes a message again, which can be translated.
"""

import re

from pipeline.messages import Message, Param, msg
from pipeline.reasons import REASONS

NO_LOG = msg(
    "What Crossref answers about the file is no log of a deposit, or a part of one. It is asked for again; if it stays "
    "so, write to support@crossref.org, with the name of the file."
)
OF_ANOTHER = msg(
    "What Crossref answers about the file is the log of another deposit. It is asked for again; if it stays so, write "
    "to support@crossref.org, with the name of the file."
)
_SENTENCES = (
    NO_LOG,
    OF_ANOTHER,
    msg("The answer of {host} is too large."),
    msg("{host} cannot be reached: {reason}."),
    msg("The connection to {host} has failed: {reason}."),
    msg("The answer of {host} does not say that the deposit was received."),
    msg("{host} answers with the HTTP status {status}."),
    msg("{host} has too many deposits of this login in its queue."),
    msg("{host} is out of service at the moment."),
    msg("{host} sends on to another address, at {there}; this is not followed."),
    msg("{host} does not take the login or the password."),
    msg("The notification service “{name}” says that the log of submission {number} is ready."),
)
_PARTS = {
    str(part): part
    for part in (
        *REASONS,
        msg("its certificate is not trusted"),
        msg("no secure connection could be made"),
        msg("the proxy does not let it through"),
    )
}
_PLACEHOLDER = re.compile(r"\\{([a-z]+)\\}")
_PATTERNS = tuple(
    (sentence.id, re.compile(_PLACEHOLDER.sub(r"(?P<\1>.*)", re.escape(sentence.id)))) for sentence in _SENTENCES
)


def recovered(text: str) -> Message | None:
    """Give the message of which ``text`` is the English, or nothing where it is none of these."""
    for key, pattern in _PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            return Message(key, tuple(sorted((name, _part(value)) for name, value in found.groupdict().items())))
    return None


def _part(text: str) -> Param:
    return _PARTS.get(text, text)
