"""Compare the engines on as many mutants as wanted: ``python -m tests.validation.differential 20000 [seed [set ...]]``.

Prints a table, and every difference that is not known; exits with 1 where there is one.
"""

import sys
import time

from tests.validation.differential.comparing import Tally, engines
from tests.validation.differential.mutants import mutant
from tests.validation.differential.originals import originals, real_originals, sets


def run(schema: str, count: int, seed: str) -> Tally:
    """Compare the engines on mutants of one set, half of them of real documents where there are any."""
    tally = Tally()
    both = engines(schema)
    own, real = originals(schema), real_originals(schema)
    for number in range(count):
        made = mutant(schema, number, real if real and number % 2 else own, seed)
        tally.add(str(made), both.compare(made.content))
    return tally


def main(count: str = "2000", seed: str = "", *chosen: str) -> int:
    """Run over all sets, or those chosen, and print what comes out."""
    names = chosen or tuple(known.id for known in sets())
    failed = False
    _print(f"{'set':24}{'mutants':>8}{'invalid':>8}{'differ':>8}{'unknown':>8}{'seconds':>8}")
    for name in names:
        start = time.monotonic()
        tally = run(name, -(-int(count) // len(names)), seed)
        causes = ", ".join(f"{cause} {number}" for cause, number in tally.causes.most_common())
        numbers = (tally.compared, tally.invalid, sum(tally.causes.values()), len(tally.unexplained))
        columns = "".join(f"{number:8}" for number in (*numbers, round(time.monotonic() - start)))
        _print(f"{name:24}{columns} {causes}", *tally.unexplained)
        failed = failed or bool(tally.unexplained)
    return int(failed)


def _print(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
