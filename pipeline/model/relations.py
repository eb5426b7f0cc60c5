"""How the work is related to others: translations, versions, data, reviews."""

from typing import Literal, get_args

from pydantic import Field, model_validator

from pipeline import identifiers
from pipeline.errors import InvalidValue
from pipeline.model.base import Doi, LanguageTag, Line, Record, problem
from pipeline.model.text import LocalizedText

IntraWorkRelation = Literal[
    "isDerivedFrom",
    "hasDerivation",
    "isFormatOf",
    "hasFormat",
    "isIdenticalTo",
    "isManifestationOf",
    "hasManifestation",
    "isManuscriptOf",
    "hasManuscript",
    "isPreprintOf",
    "hasPreprint",
    "isReplacedBy",
    "replaces",
    "isSameAs",
    "isTranslationOf",
    "hasTranslation",
    "isVariantFormOf",
    "isOriginalFormOf",
    "isVersionOf",
    "hasVersion",
    "isExpressionOf",
    "hasExpression",
]
"""Relations between forms of the same work (relations.xsd, intra_work_relation)."""

InterWorkRelation = Literal[
    "isReviewOf",
    "hasReview",
    "isCommentOn",
    "hasComment",
    "isReplyTo",
    "hasReply",
    "basedOnData",
    "isDataBasisFor",
    "hasRelatedMaterial",
    "isRelatedMaterial",
    "isCompiledBy",
    "compiles",
    "isDocumentedBy",
    "documents",
    "isSupplementTo",
    "isSupplementedBy",
    "isContinuedBy",
    "continues",
    "isPartOf",
    "hasPart",
    "references",
    "isReferencedBy",
    "isBasedOn",
    "isBasisFor",
    "requires",
    "isRequiredBy",
    "finances",
    "isFinancedBy",
]
"""Relations between different works (relations.xsd, inter_work_relation)."""

TargetType = Literal[
    "doi",
    "issn",
    "isbn",
    "uri",
    "pmid",
    "pmcid",
    "purl",
    "arxiv",
    "ark",
    "handle",
    "uuid",
    "ecli",
    "accession",
    "other",
]
"""Kinds of identifiers of a related work (relations.xsd, identifier-type)."""


class TranslationOf(Record):
    """The original that this work translates, where each language version has its own DOI."""

    doi: Doi
    """DOI of the original."""
    language: LanguageTag
    """Language of the original."""
    title: LocalizedText | None = None
    """Title of the original, in its own language."""
    subtitle: LocalizedText | None = None
    """Subtitle of the original, in its own language."""


class Translation(Record):
    """A translation of this work that has its own DOI."""

    doi: Doi
    """DOI of the translation."""
    language: LanguageTag
    """Language of the translation."""


class Relation(Record):
    """Any other relation; translations have their own keys."""

    type: Literal[InterWorkRelation, IntraWorkRelation]
    """What this work is to the other."""
    target: Line = Field(max_length=2048)
    """Identifier of the other work."""
    target_type: TargetType = "doi"
    """Kind of that identifier."""
    description: LocalizedText | None = None
    """What the other work is, per language."""

    @model_validator(mode="after")
    def _target_fits_its_type(self) -> "Relation":
        try:
            if self.target_type == "doi" and identifiers.doi(self.target) != self.target:
                return self.model_copy(update={"target": identifiers.doi(self.target)})
        except InvalidValue as invalid:
            raise problem(invalid) from None
        return self

    @property
    def is_within_work(self) -> bool:
        """Tell whether both are forms of the same work (Crossref's intra_work_relation)."""
        return self.type in get_args(IntraWorkRelation)
