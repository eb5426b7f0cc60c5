"""What the messages of Crossref mean, and what to do: for editors, not for programmers.

The names of the codes are Crossref's own classes where it has one (the ``msg`` classes of its deposit notifications);
sources of the sentences: Crossref documentation, "Troubleshooting submissions" and its list of error messages, answers
of its staff in the community forum, and published logs. A message that is not known here is shown as it came.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.messages import Message, msg

LONGEST = 4000
"""Characters of a message that are looked at."""

NOT_MENTIONED = "not-mentioned"
"""The code of the one sentence that is ours: it stands in the ledger where Crossref says nothing of a DOI."""

_MEND = msg("Mend the record, build, and submit again.")
_SUPPORT = msg("Write to support@crossref.org, with this message; then: python -m pipeline resubmit")
_LATER = msg("The fault is Crossref's. Try again later: python -m pipeline resubmit")
_OWNER = msg(
    "If the journal is yours, ask support@crossref.org to transfer it to your prefix, then: python -m pipeline "
    "resubmit. Else check that title and ISSN are written as they were registered first."
)
_VALIDATE = msg(
    "See the fault explained, with its line: python -m pipeline validate FILE. What is built here is checked before; "
    "tell us if this file was."
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a message means. ``retry`` tells that sending the same again may help."""

    code: str
    meaning: Message
    remedy: Message | None
    retry: bool = False


@dataclass(frozen=True, slots=True)
class KnownMessage:
    """A message of Crossref: its pattern, whose named groups fill the placeholders of ``meaning``."""

    code: str
    pattern: "re.Pattern[str]"
    meaning: Message
    remedy: Message | None
    retry: bool = False

    def explained(self, found: "re.Match[str]") -> Explanation:
        """Fill in the values of a message."""
        values = {name: " ".join((value or "").split()) for name, value in found.groupdict().items()}
        meaning = Message(self.meaning.id, tuple(sorted(values.items())))
        return Explanation(self.code, meaning, self.remedy, self.retry)


def _known(code: str, pattern: str, meaning: Message, remedy: Message | None, *, retry: bool = False) -> KnownMessage:
    """Make an entry; a blank in ``pattern`` is any white space, since messages come with line breaks in them."""
    spaced = pattern.replace(" ", r"\s+")
    return KnownMessage(code, re.compile(spaced, re.IGNORECASE | re.DOTALL), meaning, remedy, retry)


MESSAGES = (
    _known("added", r"^Successfully added\.?$", msg("The DOI is registered."), None),
    _known("updated", r"^Successfully updated\.?$", msg("The record of the DOI was replaced."), None),
    _known(
        "resources-processed",
        r"^(?:([A-Za-z-]{1,40}) )?Resources processed successfully\.?$",
        msg("This part of the record was replaced."),
        None,
    ),
    _known(
        "submission-added-with-conflict",
        r"added with conflict \((?P<dois>[^\n]{1,2000})\)",
        msg("The DOI is registered, but has the same metadata as {dois}: one article may have two DOIs."),
        msg("If they are two articles, tell them apart (pages, article number, title), build, and submit again."),
    ),
    _known(
        "submission-added-with-conflict",
        r"added with conflict",
        msg("The DOI is registered, but another DOI has the same metadata: one article may have two DOIs."),
        msg("If they are two articles, tell them apart (pages, article number, title), build, and submit again."),
    ),
    _known(
        "preprint-pair",
        r"possible preprint/VoR pair",
        msg("Crossref thinks that this article and a preprint are the same work."),
        msg("If they are, add the relation to the record; else nothing has to be done."),
    ),
    _known(
        "submission-version-older-than-last",
        r"submitted version:\s?(?P<timestamp>\d{1,25}) is less or equal to previously submitted version",
        msg("Crossref has this DOI with the timestamp {timestamp} or a higher one, and takes only higher ones."),
        msg("If the metadata have changed, submit with --restamp; else nothing has to be done."),
    ),
    _known(
        "submission-version-is-null",
        r"Submission version NULL is invalid",
        msg("The attribute “version” of <doi_batch> is missing."),
        _VALIDATE,
    ),
    _known(
        "permission-not-your-handle",
        r"User with ID:\s?(?P<user>\S{1,100}) can['’]?t submit into handle",
        msg("Crossref cannot register DOIs for your login at the moment: the set-up of your prefix is at fault."),
        _SUPPORT,
        retry=True,
    ),
    _known(
        "handle-authentication",
        r"Error\(\d+\): AUTHENTICATION FAILED",
        msg("Crossref could not register the DOI with the Handle System: the set-up of your prefix is at fault."),
        _SUPPORT,
        retry=True,
    ),
    _known(
        "permission-not-your-prefix",
        r"(?:User not allowed to add records for prefix"
        r"|does not have permission to add or modify records for the prefix):\s?(?P<prefix>[\w.]{0,99}\w)",
        msg("Your login may not register or change DOIs of the prefix {prefix}."),
        msg("Check the DOI, and which login is used; if the prefix is yours, write to support@crossref.org."),
        retry=True,
    ),
    _known(
        "xml-content-differing-prefixes",
        r"All prefixes in a submission must match",
        msg("The file has DOIs with several prefixes; Crossref takes one prefix per file."),
        msg("Build again: deposits are cut by prefix."),
    ),
    _known(
        "permission-not-your-title",
        r"user not allowed to add or update records for the title \"(?P<title>.{0,500})\"",
        msg("The journal “{title}” belongs to another member of Crossref."),
        _OWNER,
        retry=True,
    ),
    _known(
        "submission-title-deleted-by-crossref-admin",
        r"title \"(?P<title>.{0,500}?)\" was previously deleted by a Crossref admin",
        msg("The journal “{title}” was removed from Crossref's list of titles."),
        _SUPPORT,
        retry=True,
    ),
    _known(
        "title-spelled-differently",
        r"ISSN \"(?P<issn>[^\"]{1,40})\" has already been assigned, issn \(([^)]{0,40})\) is assigned to another title "
        r"\((?P<title>(?:[^()]|\([^()]{0,200}\)){0,500})\)",
        msg("The ISSN {issn} is registered for the title “{title}”: yours is spelled differently."),
        msg("Write the title in journal.yaml exactly so, or ask support@crossref.org to change it."),
    ),
    _known(
        "permission-not-your-issn",
        r"(?P<kind>ISSN|ISBN) \"(?P<number>[^\"]{1,200})\" has already been assigned",
        msg("The {kind} {number} is registered for another title or another member of Crossref."),
        _OWNER,
        retry=True,
    ),
    _known(
        "number-invalid",
        r"(?:ISSN|ISBN) \"(?P<number>[^\"]{1,100})\" is invalid",
        msg("The check digit of {number} is wrong."),
        _MEND,
    ),
    _known(
        "doi-characters",
        r"DOI:\s?(?P<doi>.{1,300}?)\s?, contains invalid characters",
        msg("The DOI {doi} has characters that Crossref does not take: only a–z A–Z 0–9 - . _ ; ( ) / are allowed."),
        msg("A long hyphen or a blank that was copied is the usual cause. Mend the DOI, build, and submit again."),
    ),
    _known(
        "orcid-checksum",
        r"ORCID \"(?P<orcid>[^\"]{0,100})\" has invalid checksum",
        msg("The check digit of the ORCID iD {orcid} is wrong."),
        _MEND,
    ),
    _known(
        "orcid-duplicate",
        r"ORCID URL \"(?P<orcid>[^\"]{0,100})\" has duplicates in contributor list",
        msg("Two contributors of an article have the ORCID iD {orcid}."),
        _MEND,
    ),
    _known(
        "relation-target-missing",
        r"Relation target DOI does not exist:\s?(?P<doi>\S{1,299}[^\s.])",
        msg("The record is related to the DOI {doi}, which is not registered."),
        msg(
            "Register that one first, then: python -m pipeline resubmit. Where the relation is wrong, mend it, build, "
            "and submit again."
        ),
        retry=True,
    ),
    _known(
        "xml-content-invalid-year",
        r"year:\s?(?P<year>.{0,50}?) i[ns] not a valid integer",
        msg("“{year}” is no year."),
        _MEND,
    ),
    _known(
        "journal-unidentified",
        r"A title must be supplied, as well as an ISSN",
        msg("The journal has neither an ISSN nor a DOI of its own."),
        msg("Add one of them to journal.yaml, build, and submit again."),
    ),
    _known(
        "xml-syntax-content-in-prolog",
        r"Content is not allowed in prolog",
        msg("The file does not begin with XML: something stands before the declaration, or it is no XML."),
        _VALIDATE,
    ),
    _known(
        "xml-syntax-bad-character-encoding",
        r"UTFDataFormatException|invalid byte \d+ of \d+-byte UTF-8",
        msg("The file is not in the encoding UTF-8."),
        _VALIDATE,
    ),
    _known(
        "xml-syntax-bad-character-data",
        r"must consist of well-formed character data or markup",
        msg("The file is not well-formed: a & or < stands in a text as it is."),
        _VALIDATE,
    ),
    _known(
        "xml-syntax-schema-validation-fail",
        r"\bcvc-[a-z]|Invalid content starting with element",
        msg("The file does not satisfy the schema; nothing of it was registered."),
        _VALIDATE,
    ),
    _known(
        "xml-syntax-malformed",
        r"MalformedXmlException|JDOMParseException|\[fatal error\]",
        msg("The file is not well-formed XML; nothing of it was registered."),
        _VALIDATE,
    ),
    _known(
        "submission-unique-doi",
        r"unique constraint",
        msg("Crossref worked on the DOI twice at the same time."),
        _LATER,
        retry=True,
    ),
    _known(
        "submission-npe",
        r"NullPointerException|No exception localized message",
        msg("The server of Crossref has failed."),
        _LATER,
        retry=True,
    ),
    _known(
        "citation-without-container",
        r"Either ISSN or Journal title or Proceedings title must be supplied",
        msg("The reference names no journal, so that it cannot be matched with a DOI."),
        msg("Add the journal or the DOI to the reference."),
    ),
    _known(
        NOT_MENTIONED,
        r"^The log does not mention this DOI\.$",
        msg("Crossref has worked on the file and says nothing of this DOI."),
        msg("Look whether https://doi.org/ leads from the DOI to its page; else: python -m pipeline resubmit"),
        retry=True,
    ),
)
"""The known messages; the first that fits explains."""


def explain(text: str) -> Explanation | None:
    """Explain a message of Crossref, or give nothing where it is not known."""
    fit = _fitting(text.strip())
    return fit[0].explained(fit[1]) if fit else None


def hide_values(text: str, hide: Callable[[str], str]) -> str:
    """Give a message with ``hide`` done to all of it but Crossref's own words, by which it is known."""
    fit = _fitting(text)
    if not fit:
        return hide(text)
    found = fit[1]
    parts, at = [hide(text[: found.start()])], found.start()
    spans = (found.span(number) for number in range(1, found.re.groups + 1))
    for start, end in sorted(span for span in spans if span[0] >= 0):
        parts += [text[at:start], hide(text[start:end])]
        at = end
    return "".join((*parts, text[at : found.end()], hide(text[found.end() :])))


def _fitting(text: str) -> "tuple[KnownMessage, re.Match[str]] | None":
    for known in MESSAGES:
        found = known.pattern.search(text, 0, LONGEST)
        if found:
            return known, found
    return None
