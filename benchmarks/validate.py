"""Speed and memory of the whole command ``validate``, as ratios measured in one run.

Run ``python benchmarks/validate.py [FILES]``; FILES is the number of documents for memory and processes (40,000).

* Start to verdict: a process that validates one small Crossref 5.5.0 file, against one that does the same with the
  ``xmlschema`` package alone and against a bare ``python -c pass``.
* Processes: the same documents with ``--jobs 1`` and ``--jobs 2``.
* Memory: the largest resident size of a process that validates a twentieth of the documents, and of one that validates
  all of them.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from pipeline.schemas import Catalog, ensure_installed
from pipeline.schemas.installing import folder_of

sys.path.insert(0, str(Path(__file__).parent))

from validation import crossref_deposit

FILES = 40_000
ROUNDS = 5
SCHEMA = "crossref-5.5.0"

PLAIN_XMLSCHEMA = """
import sys
from xmlschema import XMLSchema11
folder, document = sys.argv[1:]
schema = XMLSchema11(
    folder + "/crossref5.5.0.xsd", allow="local",
    locations={"http://www.w3.org/1998/Math/MathML": folder + "/standard-modules/mathml3/mathml3.xsd",
               "http://www.w3.org/XML/1998/namespace": folder + "/standard-modules/xml.xsd"},
    uri_mapper=lambda uri: {
        "http://www.w3.org/2009/01/xml.xsd": folder + "/standard-modules/xml.xsd",
        "http://www.w3.org/Math/XMLSchema/mathml3/mathml3.xsd": folder + "/standard-modules/mathml3/mathml3.xsd",
    }.get(uri, uri),
)
sys.exit(not schema.is_valid(document))
"""


def validate(*arguments: str | Path) -> list[str]:
    """Give the command line that validates without the rules beyond the schema."""
    return [sys.executable, "-m", "pipeline", "validate", "--profile", "none", "--quiet", *map(str, arguments)]


def seconds(command: Sequence[str]) -> float:
    """Run a command that has to succeed and give the seconds it took."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def megabytes(command: Sequence[str]) -> float:
    """Run a command and give the largest resident size of any of its processes."""
    measure = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    said = subprocess.run([sys.executable, "-c", measure, *command], check=True, stdout=subprocess.PIPE, text=True)
    unit = 1 if sys.platform == "darwin" else 1024
    return int(said.stdout) * unit / 1e6


def write_documents(folder: Path, number: int) -> None:
    """Write documents that differ in their DOI, a thousand in each folder."""
    content = crossref_deposit()
    for count in range(number):
        path = folder / f"{count // 1000:04}" / f"{count:07}.xml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.replace(b"<doi>10.5555/example</doi>", b"<doi>10.5555/example.%d</doi>" % count))


def start_to_verdict(document: Path) -> None:
    """Print how long a whole process takes for one document."""
    folder = folder_of(Catalog.load().find(SCHEMA))
    commands = {
        "validate": validate(document),
        "xmlschema alone": [sys.executable, "-c", PLAIN_XMLSCHEMA, str(folder), str(document)],
        "python -c pass": [sys.executable, "-c", "pass"],
    }
    rounds = [{name: seconds(command) for name, command in commands.items()} for _ in range(ROUNDS)]
    took = {name: median(one[name] for one in rounds) for name in commands}
    print("start to verdict, one Crossref 5.5.0 file, whole process")
    for name, value in took.items():
        print(f"  {name:28}{value:8.2f} s   {value / took['validate']:8.1f} x")


def processes(folder: Path, number: int) -> None:
    """Print how much quicker two processes are than one."""
    rounds = [{jobs: seconds(validate("--jobs", str(jobs), folder)) for jobs in (1, 2)} for _ in range(3)]
    one, two = (median(found[jobs] for found in rounds) for jobs in (1, 2))
    print(f"{number} files of {len(crossref_deposit()) / 1000:.0f} KB")
    print(f"  --jobs 1                    {one:8.2f} s   {number / one:8.0f} a second")
    print(f"  --jobs 2                    {two:8.2f} s   {one / two:8.2f} x")


def memory(folder: Path, number: int) -> None:
    """Print how memory grows with the number of documents."""
    few = sorted(folder.iterdir())[: max(1, number // 20_000)]
    small, large = megabytes(validate("--jobs", "1", *few)), megabytes(validate("--jobs", "1", folder))
    print(f"largest resident size, {len(few) * 1000} files   {small:8.1f} MB")
    print(f"largest resident size, {number} files  {large:8.1f} MB   {large / small:8.2f} x")


def main() -> None:
    """Print the table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    ensure_installed(Catalog.load().find(SCHEMA))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_documents(folder, number)
        start_to_verdict(folder / "0000" / "0000000.xml")
        processes(folder, number)
        memory(folder, number)


if __name__ == "__main__":
    main()
