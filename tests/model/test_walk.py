"""All texts of a record, one by one."""

from pipeline.model.walk import texts
from tests.works import RECORD, full_work


def test_paths_lead_to_the_texts() -> None:
    """Each path is the text's alone, and is written as the record writes it; prose has one for each paragraph."""
    found = texts(full_work())
    assert len(found) > 300
    paths = {item.path: item for item in found}
    assert paths["title", "ar"].text == RECORD["title"]["ar"]
    assert paths["title", "ar"].language == "ar"
    assert paths["abstracts", 0, "text", "fr", 1].text == "Second alinéa."
    assert paths["keywords", 0, "terms", "fr", 0].text == "vers libre"
    assert paths["contributors", 0, "other_names", 0, "family"].text == "نكومو"
    assert paths["references", 1, "authors", 0, "family"].text == "Carberry"
    assert len(paths) == len(found)


def test_parts_can_be_left_out() -> None:
    """A journal has a file of its own."""
    everything, without = texts(full_work()), texts(full_work(), "journal", "issue")
    assert [item for item in everything if item.path[0] not in ("journal", "issue")] == without
    assert len(without) < len(everything)
