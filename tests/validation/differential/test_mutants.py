"""Both engines on mutants of our own documents and of real ones: they agree, but for what is known.

More than CI runs: ``PIPELINE_MUTANTS`` is how many in all, ``PIPELINE_MUTANTS_SEED`` a word that makes others.
"""

import os
from collections.abc import Iterable

import pytest

from tests.validation.differential.comparing import Tally, engines
from tests.validation.differential.mutants import Mutant, mutant
from tests.validation.differential.originals import originals, real_originals, sets

IDS = tuple(known.id for known in sets())
COUNT = int(os.environ.get("PIPELINE_MUTANTS", "2400"))
SEED = os.environ.get("PIPELINE_MUTANTS_SEED", "")

# the schemas of today get twice as many as others
_WEIGHTS = {name: 2 if name in ("crossref-5.5.0", "jats-publishing-1.3") else 1 for name in IDS}
_SHARE = -(-COUNT // sum(_WEIGHTS.values()))
_REAL = -(-COUNT // (5 * len(IDS)))
_CHUNKS = [(name, part * _SHARE) for name in IDS for part in range(_WEIGHTS[name])]


def _tally(schema: str, mutants: Iterable[Mutant]) -> Tally:
    both, tally = engines(schema), Tally()
    for made in mutants:
        tally.add(f"{made}\n{made.content.decode()}\n", both.compare(made.content))
    return tally


def test_there_are_enough() -> None:
    """CI compares at least 2,000 mutants, spread over Crossref, resource-only deposits and JATS."""
    assert len(_CHUNKS) * _SHARE >= min(COUNT, 2000)
    assert {known.kind for known in sets()} == {"crossref", "doi_resources", "jats"}
    assert len(IDS) >= 2


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("schema", IDS)
def test_originals_are_valid(schema: str) -> None:
    """What the mutants are made of is valid by both engines, so that each fault is the mutation's."""
    both = engines(schema)
    for original in originals(schema):
        comparison = both.compare(original.content)
        assert (comparison.ours, comparison.judged) == (True, True), original.name


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("schema", "start"), _CHUNKS)
def test_mutants(schema: str, start: int) -> None:
    """No difference that is not known; many mutants are valid and many are not."""
    own = originals(schema)
    tally = _tally(schema, (mutant(schema, start + number, own, SEED) for number in range(_SHARE)))
    assert tally.unexplained == []
    assert tally.compared == _SHARE
    assert 0.3 < tally.invalid / tally.compared < 0.95 or tally.compared < 100


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("schema", IDS)
def test_mutants_of_real_documents(schema: str) -> None:
    """The same for the small real documents of each set."""
    if real := real_originals(schema):
        tally = _tally(schema, (mutant(schema, number, real, f"real{SEED}") for number in range(_REAL)))
        assert tally.unexplained == []
        assert tally.compared == _REAL


@pytest.mark.usefixtures("official")
def test_mutants_are_repeatable() -> None:
    """A mutant is made again from its number, and is another for another seed or number."""
    own = originals(IDS[0])
    first, again, another, other_seed = (
        mutant(IDS[0], number, own, seed).content for number, seed in ((7, ""), (7, ""), (8, ""), (7, "x"))
    )
    assert first == again
    assert len({first, another, other_seed}) == 3
