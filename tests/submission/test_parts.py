"""Parts of records and lists of addresses go to Crossref after the whole, and are taken."""

from pathlib import Path

import pytest

from tests.building.support import run
from tests.sources import article, write_journal, write_json
from tests.submission.support import desk


@pytest.mark.usefixtures("official")
def test_deposited(tmp_path: Path) -> None:
    """Parts and addresses go to Crossref after the whole, and are taken."""
    source = write_journal(tmp_path / "metadata", "a")
    cited = [{"id": "r1", "doi": "10.5555/a", "text": "A."}]
    write_json(source / "articles" / "b.json", article("b", references=cited))
    with desk(tmp_path) as office:
        run(source, out=office.out, groups=("crossref", "licenses", "references", "urls"))
        office.submit()
        office.submit(office.out / "crossref-resources", office.out / "crossref-urls")
        assert office.heard.findings == []
        assert set(office.states().values()) == {"registered"}
        operations = {office.ledger.submission(number).operation for number in range(1, 5)}
        assert operations == {
            "doMDUpload",
            "doDOICitUpload doi_citations",
            "doDOICitUpload lic_ref_data",
            "doTransferDOIsUpload",
        }
        messages = {outcome.message for number in range(2, 5) for outcome in office.ledger.outcomes(number)}
        assert any("Resources processed successfully" in message for message in messages)
        assert office.submit(office.out / "crossref-resources").unchanged == 2
