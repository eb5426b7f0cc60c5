"""Both engines on documents made from the schemas alone, in which every element and type comes up some time.

``PIPELINE_SAMPLES`` is how many for each set.
"""

import os

import pytest

from tests.validation.differential.comparing import Tally, engines
from tests.validation.differential.originals import sets
from tests.validation.differential.sampling import sample

IDS = tuple(known.id for known in sets())
COUNT = int(os.environ.get("PIPELINE_SAMPLES", "40"))


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("schema", IDS)
def test_samples(schema: str) -> None:
    """No difference that is not known; a good part is valid, so that it is not the same fault that both find."""
    both, tally = engines(schema), Tally()
    for number in range(COUNT):
        content = sample(schema, number)
        tally.add(f"{schema}: sample {number}\n{content.decode()}\n", both.compare(content))
    assert tally.unexplained == []
    assert 0.1 < tally.invalid / COUNT < 0.9
