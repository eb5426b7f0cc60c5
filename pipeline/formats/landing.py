"""The page of an article, in each interface language."""

from pipeline.formats.base import Format, Unit
from pipeline.formats.descriptions import description, pdf
from pipeline.formats.jsonld import jsonld
from pipeline.formats.meta_tags import dublin_core, highwire
from pipeline.formats.page_filters import FILTERS
from pipeline.formats.pages import path
from pipeline.formats.reference_text import reference_text
from pipeline.messages import msg

FORMATS = (
    Format(
        name="article-page",
        label=msg("Article pages"),
        group="site",
        unit=Unit.WORK,
        media_type="text/html",
        path=path,
        template="landing/article.html.jinja",
        per_language=True,
        filters={
            **FILTERS,
            "description": description,
            "dublin_core": dublin_core,
            "highwire": highwire,
            "jsonld": jsonld,
            "pdf": pdf,
            "reference_text": reference_text,
        },
    ),
)
