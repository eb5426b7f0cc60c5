"""What is said of a fault."""

from dataclasses import dataclass

from pipeline.messages import Message


@dataclass(frozen=True, slots=True)
class Said:
    """A code, what is wrong, and how to mend it."""

    code: str
    message: Message
    remedy: Message | None
