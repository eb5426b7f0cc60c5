"""Formulas on one line mean what they mean in two dimensions."""

import pytest

from pipeline.markup import parse


@pytest.mark.parametrize(
    ("mathml", "line"),
    [
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x^2"),
        ("<msup><mi>h</mi><mrow><mo>−</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow></msup>", "h^(−1/2)"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>10</mn></mfrac>", "(a+b)/10"),
        ("<mi>E</mi><mo>=</mo><msub><mi>k</mi><mn>0</mn></msub>", "E=k_0"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "x^(1/3)"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", "∑_i^n"),
        ("\n  <mi>a</mi>\n  <mtext>and b</mtext>\n", "aand b"),
    ],
)
def test_line(mathml: str, line: str) -> None:
    """What stands above or below is written with ^ and _, and bracketed where it has parts."""
    assert parse(f"<math>{mathml}</math>").plain == line


def test_own_words() -> None:
    """The author's alternative text goes first."""
    assert parse('<math alttext="E equals m c squared"><mi>E</mi></math>').plain == "E equals m c squared"
