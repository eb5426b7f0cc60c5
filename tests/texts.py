"""Any text that a record can hold: strategies for property tests."""

from hypothesis import strategies as st

from pipeline.errors import InvalidValue
from pipeline.model.base import read_line


def _is_line(text: str) -> bool:
    try:
        read_line(text)
    except InvalidValue:
        return False
    return True


_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs"])

# characters that mean something to HTML, TeX, RIS or their readers come up often
LINES = st.text(
    _CHARACTERS | st.sampled_from(" {}\\%&#$_~^<>\"'-@=,.:;?!»\u00a0\u202f\u2028\u0085éאم中"), min_size=1
).filter(_is_line)
"""Texts of one line, without the characters that XML forbids."""
