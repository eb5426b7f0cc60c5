"""Each content type of the record has its file, and each file a template."""

from typing import get_args

from pipeline import resources
from pipeline.content_types import content_types
from pipeline.model.work import ContentType


def test_every_content_type_of_the_record_has_its_file() -> None:
    """And no file is for a type that no record can have."""
    assert set(content_types()) == set(get_args(ContentType))


def test_every_template_is_there() -> None:
    """Found where the renderer looks."""
    for made in content_types().values():
        assert (resources.templates() / made.template).is_file()
