"""Identifiers: every way of typing them leads to one form, and check digits catch what is mistyped."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import identifiers
from pipeline.errors import InvalidValue

DIGITS = "0123456789"


def refused(read: Callable[[str], str], value: str) -> str:
    """Give the code with which a value is refused."""
    with pytest.raises(InvalidValue) as caught:
        read(value)
    assert str(caught.value.message)
    assert str(caught.value.remedy)
    return caught.value.code


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10.5555/abc-123", "10.5555/abc-123"),
        (" https://doi.org/10.5555/AbC ", "10.5555/AbC"),
        ("http://dx.doi.org/10.5555/abc", "10.5555/abc"),
        ("doi:10.5555/abc", "10.5555/abc"),
        ("DOI: 10.5555/abc", "10.5555/abc"),
        ("doi.org/10.5555/abc", "10.5555/abc"),
        ("https://www.doi.org/10.5555/abc", "10.5555/abc"),
        ("https://doi:10.1353/jod.2019.0019", "10.1353/jod.2019.0019"),
        ("info:doi/10.5555/abc", "10.5555/abc"),
        ("urn:doi:10.5555/abc", "10.5555/abc"),
        ("https://doi.org/doi:10.5555/abc", "10.5555/abc"),
        ("10.1000.10/123", "10.1000.10/123"),
        (
            "10.1002/(SICI)1097-4571(1999)50:1<1::AID-ASI1>3.0.CO;2-Q",
            "10.1002/(SICI)1097-4571(1999)50:1<1::AID-ASI1>3.0.CO;2-Q",
        ),
        ("10.5555/été", "10.5555/été"),
    ],
)
def test_doi(typed: str, expected: str) -> None:
    """Addresses and prefixes are taken off, damaged ones too; the suffix stays as it is."""
    assert identifiers.doi(typed) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        *("", "10.5555", "10.5555/", "11.5555/x", "10.555/x", "10.5555/a b", "abc", "10.5555/" + "x" * 2048),
        *("10.5555/a\u200b", "10.5555/a\u00adb", "10.5555/\ufeffa", "10.5555/a\u202e", "10.5555/a\x07"),
    ],
)
def test_wrong_doi(wrong: str) -> None:
    """Without suffix, with blanks or with what nobody sees, too long."""
    assert refused(identifiers.doi, wrong) == "doi-malformed"


def test_dois_compare_without_case() -> None:
    """ASCII letters only: ISO 26324 knows no others."""
    assert identifiers.doi_key("10.5555/aBc") == identifiers.doi_key("10.5555/AbC")
    assert identifiers.doi_key("10.5555/é") != identifiers.doi_key("10.5555/É")
    assert identifiers.doi_prefix("10.5555/a/b") == "10.5555"


@pytest.mark.parametrize(
    ("doi", "url"),
    [
        ("10.5555/abc", "https://doi.org/10.5555/abc"),
        ("10.1002/(SICI)1<1::AID>3.0.CO;2-Q", "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0.CO;2-Q"),
        ("10.5555/a#b?c%d", "https://doi.org/10.5555/a%23b%3Fc%25d"),
        ("10.5555/é", "https://doi.org/10.5555/%C3%A9"),
    ],
)
def test_doi_url(doi: str, url: str) -> None:
    """What an address cannot hold is encoded."""
    assert identifiers.doi_url(doi) == url


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.5555/aZ09-._;()/", True),
        ("10.5555/a:b", False),
        ("10.5555/a‐b", False),
        ("10.5555/é", False),
        ("10.5555/a<b", False),
        ("10.5555/" + "a" * 200, True),
        ("10.5555/" + "a" * 201, False),
        ("10.1000.10/a", False),
    ],
)
def test_depositable(doi: str, expected: bool) -> None:
    """Crossref registers new DOIs of few characters."""
    assert identifiers.depositable(doi) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://doi.org/10.5555/abc.", ("10.5555/abc",)),
        ("(doi:10.5555/abc), and “10.5555/d(e)f”;", ("10.5555/abc", "10.5555/d(e)f")),
        ("https://doi:10.1353/jod.2019.0019.", ("10.1353/jod.2019.0019",)),
        ("10.1016/S0140-6736(05)66917-8", ("10.1016/S0140-6736(05)66917-8",)),
        ("pages 110.5555/6", ()),
        ("no DOI: 10.12/x", ()),
        ("10.5555/abc\u200b", ("10.5555/abc",)),
        ("{10.5555/[a](b)])}.", ("10.5555/[a](b)",)),
        ("10.5555/a" + ")" * 500_000, ("10.5555/a",)),
        ("", ()),
    ],
)
def test_find_dois(text: str, expected: tuple[str, ...]) -> None:
    """The punctuation of the sentence is no part of the DOI; balanced brackets are."""
    assert identifiers.find_dois(text) == expected


@given(st.text())
def test_found_dois_are_dois(text: str) -> None:
    """Whatever the text."""
    for doi in identifiers.find_dois(text):
        assert not identifiers.find_dois(doi) or identifiers.find_dois(doi) == (doi,)


@pytest.mark.parametrize(
    "typed",
    [
        "0000-0002-1694-233X",
        "https://orcid.org/0000-0002-1694-233x",
        "http://www.orcid.org/0000-0002-1694-233X/",
        "000000021694233X",
        " 0000 0002 1694 233X ",
        "ORCID: 0000-0002-1694-233X",
        "ORCID iD 0000-0002-1694-233X",
    ],
)
def test_orcid(typed: str) -> None:
    """Addresses, without hyphens, small x."""
    assert identifiers.orcid(typed) == "0000-0002-1694-233X"
    assert identifiers.orcid_url("0000-0002-1694-233X") == "https://orcid.org/0000-0002-1694-233X"


@pytest.mark.parametrize(
    "typed",
    [
        "0000000123423717",
        "0000 0001 2342 3717",
        "https://isni.org/isni/0000000123423717",
        "http://www.isni.org/0000000123423717",
        "ISNI: 0000 0001 2342 3717",
    ],
)
def test_isni(typed: str) -> None:
    """In groups, or as an address."""
    assert identifiers.isni(typed) == "0000000123423717"
    assert identifiers.isni_url("0000000123423717") == "https://isni.org/isni/0000000123423717"


@pytest.mark.parametrize(
    "value", ["021nxhr62", "036rp1748", "01bj3aw27", "05gq02987", "02twcfp32", "04wxnsj81", "00x0ma614"]
)
def test_ror(value: str) -> None:
    """Ids of real institutions, bare and as addresses."""
    assert identifiers.ror(value) == value
    assert identifiers.ror(f" https://ror.org/{value.upper()}/ ") == value
    assert identifiers.ror_url(value) == f"https://ror.org/{value}"


@pytest.mark.parametrize("typed", ["2049-3630", "20493630", "ISSN 2049-3630", "eISSN: 2049-3630", "ISSN-L 2049-3630"])
def test_issn(typed: str) -> None:
    """With and without its name and hyphen."""
    assert identifiers.issn(typed) == "2049-3630"


def test_issn_with_x() -> None:
    """The check digit may be ten."""
    assert identifiers.issn("1050-124x") == "1050-124X"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9782070368228", "978-2-07-036822-8"),
        ("ISBN 978-2-07-036822-8", "978-2-07-036822-8"),
        ("ISBN-10: 207036822x", "2-07-036822-X"),
    ],
)
def test_isbn(typed: str, expected: str) -> None:
    """Ten digits or thirteen; hyphens are set where they belong."""
    assert identifiers.isbn(typed) == expected


@pytest.mark.parametrize(
    "typed", ["Q42", "q42", "https://www.wikidata.org/wiki/Q42", "http://www.wikidata.org/entity/Q42"]
)
def test_wikidata(typed: str) -> None:
    """Items, by their address of either kind."""
    assert identifiers.wikidata(typed) == "Q42"
    assert identifiers.wikidata_url("Q42") == "https://www.wikidata.org/entity/Q42"


@pytest.mark.parametrize("typed", ["501100000038", "10.13039/501100000038", "https://doi.org/10.13039/501100000038"])
def test_funder_id(typed: str) -> None:
    """A number of the registry, or its DOI."""
    assert identifiers.funder_id(typed) == "10.13039/501100000038"


@pytest.mark.parametrize(
    ("read", "wrong", "code"),
    [
        (identifiers.orcid, "0000-0002-1694-2339", "orcid-checksum"),
        (identifiers.orcid, "0000-0002-1694-23", "orcid-malformed"),
        (identifiers.orcid, "X000-0002-1694-2339", "orcid-malformed"),
        (identifiers.isni, "0000000123423718", "isni-checksum"),
        (identifiers.isni, "12345", "isni-malformed"),
        (identifiers.ror, "05gq02988", "ror-checksum"),
        (identifiers.ror, "15gq02987", "ror-malformed"),
        (identifiers.ror, "https://ror.org/", "ror-malformed"),
        (identifiers.issn, "2049-3631", "issn-checksum"),
        (identifiers.issn, "2049-363", "issn-malformed"),
        (identifiers.isbn, "978-2-07-036822-9", "isbn-checksum"),
        (identifiers.isbn, "978", "isbn-malformed"),
        (identifiers.wikidata, "P31", "wikidata-malformed"),
        (identifiers.wikidata, "Q0", "wikidata-malformed"),
        (identifiers.funder_id, "10.5555/1", "funder-id-malformed"),
        (identifiers.funder_id, "xyz abc", "doi-malformed"),
    ],
)
def test_wrong_ones(read: Callable[[str], str], wrong: str, code: str) -> None:
    """What has another form, and what has the form and a wrong check digit, are told apart."""
    assert refused(read, wrong) == code


@given(st.data(), st.sampled_from(["orcid", "isni", "issn", "isbn", "ror"]))
def test_every_single_mistyped_digit_is_caught(data: st.DataObject, scheme: str) -> None:
    """That is what check digits are for."""
    read = getattr(identifiers, scheme)
    right = {
        "orcid": "0000-0002-1825-0097",
        "isni": "0000000123423717",
        "issn": "2049-3630",
        "isbn": "9782070368228",
        "ror": "05gq02987",
    }[scheme]
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz" if scheme == "ror" else DIGITS
    place = data.draw(st.sampled_from([number for number, character in enumerate(right) if character != "-"]))
    wrong = data.draw(st.sampled_from([character for character in alphabet if character != right[place]]))
    with pytest.raises(InvalidValue):
        read(right[:place] + wrong + right[place + 1 :])


@given(st.text(), st.sampled_from(["doi", "orcid", "isni", "ror", "issn", "isbn", "wikidata", "funder_id"]))
def test_any_text_is_taken_or_refused(text: str, scheme: str) -> None:
    """And what is taken is taken again in its own form."""
    read = getattr(identifiers, scheme)
    try:
        value = read(text)
    except InvalidValue:
        return
    assert read(value) == value
