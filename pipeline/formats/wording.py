"""What pages call the values of closed lists: roles, kinds of articles, relations. A test compares the lists."""

from collections.abc import Mapping

from pipeline.messages import Message, Translator, msg

ROLES: Mapping[str, Message] = {
    "author": msg("Author"),
    "editor": msg("Editor"),
    "chair": msg("Chair"),
    "reviewer": msg("Reviewer"),
    "review-assistant": msg("Review assistant"),
    "stats-reviewer": msg("Statistical reviewer"),
    "reviewer-external": msg("External reviewer"),
    "reader": msg("Reader"),
    "translator": msg("Translator"),
    "other": msg("Contributor"),
}

CREDIT: Mapping[str, Message] = {
    "conceptualization": msg("Conceptualization"),
    "data-curation": msg("Data curation"),
    "formal-analysis": msg("Formal analysis"),
    "funding-acquisition": msg("Funding acquisition"),
    "investigation": msg("Investigation"),
    "methodology": msg("Methodology"),
    "project-administration": msg("Project administration"),
    "resources": msg("Resources"),
    "software": msg("Software"),
    "supervision": msg("Supervision"),
    "validation": msg("Validation"),
    "visualization": msg("Visualization"),
    "writing-original-draft": msg("Writing – original draft"),
    "writing-review-editing": msg("Writing – review & editing"),
}

ARTICLE_TYPES: Mapping[str, Message] = {
    "abstract": msg("Conference abstract"),
    "addendum": msg("Addendum"),
    "announcement": msg("Announcement"),
    "article-commentary": msg("Commentary"),
    "book-review": msg("Book review"),
    "brief-report": msg("Brief report"),
    "calendar": msg("Calendar"),
    "case-report": msg("Case report"),
    "collection": msg("Collection"),
    "correction": msg("Correction"),
    "data-paper": msg("Data paper"),
    "discussion": msg("Discussion"),
    "dissertation": msg("Dissertation"),
    "editorial": msg("Editorial"),
    "expression-of-concern": msg("Expression of concern"),
    "in-brief": msg("In brief"),
    "introduction": msg("Introduction"),
    "letter": msg("Letter"),
    "meeting-report": msg("Meeting report"),
    "methods-article": msg("Methods article"),
    "news": msg("News"),
    "obituary": msg("Obituary"),
    "oration": msg("Oration"),
    "other": msg("Article"),
    "partial-retraction": msg("Partial retraction"),
    "product-review": msg("Product review"),
    "rapid-communication": msg("Rapid communication"),
    "registered-report": msg("Registered report"),
    "reply": msg("Reply"),
    "reprint": msg("Reprint"),
    "research-article": msg("Research article"),
    "retraction": msg("Retraction"),
    "review-article": msg("Review article"),
    "systematic-review": msg("Systematic review"),
    "translation": msg("Translation"),
}

ABSTRACTS: Mapping[str, Message] = {
    "plain-language": msg("Plain-language summary"),
    "graphical": msg("Graphical abstract"),
    "teaser": msg("In one sentence"),
    "key-points": msg("Key points"),
    "executive-summary": msg("Executive summary"),
    "short": msg("Short abstract"),
}

STATEMENTS: Mapping[str, Message] = {
    "acknowledgements": msg("Acknowledgements"),
    "competing-interests": msg("Competing interests"),
    "data-availability": msg("Data availability"),
    "ethics": msg("Ethics statement"),
    "funding": msg("Funding"),
    "author-contributions": msg("Author contributions"),
    "note": msg("Note"),
}

STEPS: Mapping[str, Message] = {
    "preprint": msg("Preprint"),
    "received": msg("Received"),
    "rev-request": msg("Revision requested"),
    "rev-recd": msg("Revised"),
    "resub": msg("Resubmitted"),
    "accepted": msg("Accepted"),
    "published-online": msg("Published online"),
    "published-print": msg("Published in print"),
    "corrected": msg("Corrected"),
    "expression-of-concern": msg("Expression of concern"),
    "withdrawn": msg("Withdrawn"),
    "retracted": msg("Retracted"),
}
"""Dated steps; a record may hold others, which are shown by their own names."""

GRAVE_STEPS = ("corrected", "expression-of-concern", "withdrawn", "retracted")
"""Steps that readers must see before they read on."""

UPDATES: Mapping[str, Message] = {
    "addendum": msg("Addendum"),
    "clarification": msg("Clarification"),
    "correction": msg("Correction"),
    "corrigendum": msg("Corrigendum"),
    "erratum": msg("Erratum"),
    "expression_of_concern": msg("Expression of concern"),
    "new_edition": msg("New edition"),
    "new_version": msg("New version"),
    "partial_retraction": msg("Partial retraction"),
    "removal": msg("Removal"),
    "retraction": msg("Retraction"),
    "withdrawal": msg("Withdrawal"),
}

RELATIONS: Mapping[str, Message] = {
    "isDerivedFrom": msg("Derived from"),
    "hasDerivation": msg("Derived work"),
    "isFormatOf": msg("Another format of"),
    "hasFormat": msg("Other format"),
    "isIdenticalTo": msg("Identical to"),
    "isManifestationOf": msg("Manifestation of"),
    "hasManifestation": msg("Manifestation"),
    "isManuscriptOf": msg("Manuscript of"),
    "hasManuscript": msg("Manuscript"),
    "isPreprintOf": msg("Preprint of"),
    "hasPreprint": msg("Preprint"),
    "isReplacedBy": msg("Replaced by"),
    "replaces": msg("Replaces"),
    "isSameAs": msg("Same as"),
    "isTranslationOf": msg("Translation of"),
    "hasTranslation": msg("Translation"),
    "isVariantFormOf": msg("Variant of"),
    "isOriginalFormOf": msg("Original of"),
    "isVersionOf": msg("Version of"),
    "hasVersion": msg("Other version"),
    "isExpressionOf": msg("Expression of"),
    "hasExpression": msg("Expression"),
    "isReviewOf": msg("Review of"),
    "hasReview": msg("Review"),
    "isCommentOn": msg("Comment on"),
    "hasComment": msg("Comment"),
    "isReplyTo": msg("Reply to"),
    "hasReply": msg("Reply"),
    "basedOnData": msg("Based on the data"),
    "isDataBasisFor": msg("Data for"),
    "hasRelatedMaterial": msg("Related material"),
    "isRelatedMaterial": msg("Related to"),
    "isCompiledBy": msg("Compiled by"),
    "compiles": msg("Compilation of"),
    "isDocumentedBy": msg("Documented by"),
    "documents": msg("Documentation of"),
    "isSupplementTo": msg("Supplement to"),
    "isSupplementedBy": msg("Supplement"),
    "isContinuedBy": msg("Continued by"),
    "continues": msg("Continuation of"),
    "isPartOf": msg("Part of"),
    "hasPart": msg("Part"),
    "references": msg("Refers to"),
    "isReferencedBy": msg("Referred to by"),
    "isBasedOn": msg("Based on"),
    "isBasisFor": msg("Basis for"),
    "requires": msg("Requires"),
    "isRequiredBy": msg("Required by"),
    "finances": msg("Gives funding to"),
    "isFinancedBy": msg("Financed by"),
}

COMPONENTS: Mapping[str, Message] = {
    "figure": msg("Figure"),
    "supplement": msg("Supplement"),
    "dataset": msg("Dataset"),
    "video": msg("Video"),
    "audio": msg("Audio recording"),
    "software": msg("Software"),
    "other": msg("Other material"),
}

LICENCE_SCOPES: Mapping[str, Message] = {
    "vor": msg("Version of record"),
    "am": msg("Accepted manuscript"),
    "tdm": msg("Text and data mining"),
    "stm-asf": msg("Article sharing (STM framework)"),
}

TRIAL_STAGES: Mapping[str, Message] = {
    "pre-results": msg("Before results"),
    "results": msg("Results"),
    "post-results": msg("After results"),
}

IDENTIFIERS: Mapping[str, Message] = {
    "publisher-id": msg("Publisher’s identifier"),
    "pmid": msg("PubMed"),
    "pmcid": msg("PubMed Central"),
    "arxiv": msg("arXiv"),
    "hal": msg("HAL"),
    "handle": msg("Handle"),
    "ark": msg("ARK"),
    "pii": msg("PII"),
    "manuscript": msg("Manuscript number"),
    "other": msg("Other identifier"),
}

VOCABULARIES: Mapping[str, Mapping[str, Message]] = {
    "abstract": ABSTRACTS,
    "article type": ARTICLE_TYPES,
    "component": COMPONENTS,
    "credit": CREDIT,
    "identifier": IDENTIFIERS,
    "licence scope": LICENCE_SCOPES,
    "relation": RELATIONS,
    "role": ROLES,
    "statement": STATEMENTS,
    "step": STEPS,
    "trial stage": TRIAL_STAGES,
    "update": UPDATES,
}
"""The lists by the names that templates call them."""


def word(value: str, vocabulary: str, translator: Translator) -> str:
    """Give what people call a value of one of the ``VOCABULARIES``; a value of an open list stands for itself."""
    known = VOCABULARIES[vocabulary].get(value)
    return known.text(translator) if known else value.replace("-", " ").capitalize()


def season(name: str, year: int) -> Message:
    """Name a season (one of ``pipeline.model.dates.SEASONS``) of a year."""
    match name:
        case "spring":
            return msg("Spring {year}", year=str(year))
        case "summer":
            return msg("Summer {year}", year=str(year))
        case "autumn":
            return msg("Autumn {year}", year=str(year))
        case _:
            return msg("Winter {year}", year=str(year))
