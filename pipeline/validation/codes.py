"""The codes of all findings about documents, with what each stands for in a few words."""

from pipeline.messages import Message


def title_of(code: str) -> Message | None:
    """Name the fault that a code stands for, or nothing for a code that is not ours."""
