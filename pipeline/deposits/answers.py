"""What Crossref answers, and the errors that tell which answer there was none of."""

from dataclasses import dataclass, field

from pipeline.deposits.receipt import Receipt
from pipeline.errors import CrossrefUnavailable
from pipeline.messages import Message


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said: HTTP status, body, and the media type that it names ("" for none). Free of the password."""

    status: int
    content: bytes = field(repr=False)
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """What became of a file: as it is understood, and as it is kept. Both are free of the password."""

    receipt: Receipt
    content: bytes = field(repr=False)


class ExchangeFailed(CrossrefUnavailable):
    """Crossref gave no answer of use; ``answer`` is what it said, if anything."""

    def __init__(self, message: Message, remedy: Message | None = None, answer: Answer | None = None) -> None:
        super().__init__(message, remedy)
        self.answer = answer


class Refused(ExchangeFailed):
    """The server answered, and did not take it. Nothing was stored."""

    answer: Answer  # there always is one

    def __init__(self, message: Message, remedy: Message | None, answer: Answer) -> None:
        super().__init__(message, remedy, answer)

    @property
    def is_for_all(self) -> bool:
        """Whether the answer means "later", whatever was asked (RFC 6585, section 4; RFC 9110, section 15.6.4)."""
        return self.answer.status in (429, 503)


class Uncertain(ExchangeFailed):
    """The deposit may have arrived or not. Ask for its result before it is sent again."""


class NotSent(ExchangeFailed):
    """No connection came about: surely nothing arrived."""
