"""The languages of a record: BCP 47 tags, and what each output needs to know of them."""

import re
from functools import lru_cache

import langcodes

from pipeline.errors import InvalidValue
from pipeline.messages import msg

_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})

# Codes of the IANA registry that languages5.5.0.xsd does not list: groups of languages (ISO 639-5), withdrawn codes.
# A test compares them with the official file.
_UNKNOWN_TO_CROSSREF = frozenset(
    """
    aav afa ajp ajt alg alv aoh apa aqa aql art ath auf aus awd ayy azc bad bai bat bbz ber bij bmy bnt bpb btk btl
    bxx byy cai cau cba cbe cbh cca ccn ccs cdc cdd cdg cel cmc cpe cpf cpp crp csu cug cum cus day dek dgu dha dmn
    dra egx ekc emo esx euq fiu fox gem gji gme gmq gmw grk him hmx hok hyx iap iir ijo ime inc ine ira iro itc jpx
    kar kbf kdo kgm khi kjf kox kro ksa kxu lak lba lmz lno lsg map mhh mja mkh mld mno mun mvm mwx mwy myi myn myq
    nah nai ngf ngo nic nom nte nub ome omq omv oto paa pbz pgy phi pii plf plj plp pmk pod poz pqe pqw pra prb prp
    puk qwe rie rna roa rsi sai sal sdm sdv sem sgn sgo sio sit sla slq smd smi snb snh son sqj ssa svr syd szd tai
    tbb tbq tmk toe tpw trk tup tut tuw urj uun vki wak wen wra wrd wya xbx xgn xip xnd xss xtz yds ynh ypk yri zhx
    zkb zle zls zlw znd zua
    """.split()  # noqa: SIM905 - as a list it would be ten times as long
)
_PRIVATE = re.compile(r"q[a-t][a-z]")  # ISO 639-2: reserved for local use


@lru_cache(maxsize=4096)
def tag(text: str) -> str:
    """Give a BCP 47 language tag in its canonical spelling (RFC 5646): ``fr-ca`` becomes ``fr-CA``.

    Raises ``InvalidValue`` for what is no language of the IANA registry.
    """
    written = text.strip().replace("_", "-")
    if not written or not written.isascii() or len(written) > 60 or not langcodes.tag_is_valid(written):
        raise InvalidValue(
            "language-unknown",
            msg("“{value}” is not a language code.", value=text),
            msg("Write a code such as fr, en, pt-BR or zh-Hant (BCP 47)."),
        )
    return langcodes.standardize_tag(written)


def primary(language: str) -> str:
    """Give the language without region or script: ``fr`` of ``fr-CA``."""
    return language.partition("-")[0]


def crossref(language: str) -> str:
    """Give the code that Crossref's ``language`` attributes take, or nothing for a language that has none there.

    It has no region and no script: ISO 639-1, else ISO 639-3 (languages5.5.0.xsd).
    """
    code = primary(language)
    says_nothing = code in ("und", "mul", "zxx", "mis")
    unknown = len(code) not in (2, 3) or code in _UNKNOWN_TO_CROSSREF or _PRIVATE.fullmatch(code)
    return "" if says_nothing or unknown else code


@lru_cache(maxsize=4096)
def direction(language: str) -> str:
    """Give ``rtl`` or ``ltr``: the direction in which text of this language runs, for the HTML attribute ``dir``."""
    script = langcodes.Language.get(language).maximize().script
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"
