"""Find a glossary's words in texts, with their places and their case."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from ahocorasick_rs import AhoCorasick
from hypothesis import given
from hypothesis import strategies as st

from specgen.inputs.glossary.concept import article_of, is_plural, plural_of
from specgen.inputs.glossary.matcher import ALIKE, Form, Matcher, case_of, forms_in, in_case_of, key_of


def matcher(*words: str) -> Matcher:
    return Matcher(Form(word, "preferred", word, plural=False) for word in words)


def found(text: str, *words: str) -> list[tuple[str, str]]:
    return [(match.forms[0].text, match.text) for match in matcher(*words).find(text)]


def test_a_longer_word_hides_the_shorter_ones_in_it() -> None:
    words = ("Authority", "Local Authority", "Agreement")
    assert found("The Local Authority and the Authority.", *words) == [
        ("Local Authority", "Local Authority"),
        ("Authority", "Authority"),
    ]
    assert found("Service User Guidelines", "Service User", "Service User Guide") == [("Service User", "Service User")]
    assert found("care planning", "care", "care plan") == [("care", "care")]


@pytest.mark.parametrize(
    "text", ["Councillor", "sub-Provider", "Provider-led", "Providers’s", "xProvider", "Provider_1"]
)
def test_part_of_another_word_is_no_match(text: str) -> None:
    assert found(text, "Council", "Provider") == []


@pytest.mark.parametrize(
    "text",
    "Service User|service  user|Service\N{NO-BREAK SPACE}User|Service-User|SERVICE USER|Service\nUser"
    "|Service\N{NON-BREAKING HYPHEN}User|Service\N{NARROW NO-BREAK SPACE}User".split("|"),
)
def test_spaces_and_hyphens_of_every_kind_match(text: str) -> None:
    assert found(f"a {text}.", "Service User") == [("Service User", text)]


@pytest.mark.parametrize(
    ("text", "possessive"),
    [("the Users' plan", "'"), ("the Users’ plan", "’"), ("the Users's plan", "'s"), ("‘the Users’, he said", "’")],
)
def test_possessives_belong_to_the_word(text: str, possessive: str) -> None:
    (match,) = matcher("Users").find(text)
    assert (match.text, match.possessive) == ("Users", possessive)
    assert text[match.start : match.end] == "Users" + possessive


def test_a_quotation_mark_behind_a_word_is_no_possessive() -> None:
    (match,) = matcher("Provider").find("called ‘the Provider’ here")
    assert (match.possessive, match.end) == ("", 20)


def test_letters_that_grow_when_written_small_move_nothing() -> None:
    text = "İİİ the Provider"
    (match,) = matcher("Provider").find(text)
    assert text[match.start : match.end] == "Provider"


@pytest.mark.parametrize(
    ("text", "label", "case"),
    [
        ("Care Worker", "Care Worker", "exact"),
        ("Care-Worker", "Care Worker", "exact"),
        ("care worker", "Care Worker", "lower"),
        ("Care worker", "Care Worker", "sentence"),
        ("CARE WORKER", "Care Worker", "capitals"),
        ("care Worker", "Care Worker", "mixed"),
        ("Care And Support Plan", "Care and Support Plan", "mixed"),
    ],
)
def test_how_a_label_is_written(text: str, label: str, case: str) -> None:
    assert case_of(text, label) == case


def test_a_new_word_is_written_like_the_old_one() -> None:
    assert in_case_of("Person", "service user", "service user") == "Person"
    assert in_case_of("person", "Service user", "service user") == "Person"
    assert in_case_of("Authority", "council", "Council") == "authority"
    assert in_case_of("CQC", "csci", "CSCI") == "CQC"


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("Provider", "Providers"),
        ("Person", "People"),
        ("Health Body", "Health Bodies"),
        ("Day", "Days"),
        ("Bus", "Buses"),
    ],
)
def test_regular_plurals(word: str, plural: str) -> None:
    assert plural_of(word) == plural


@pytest.mark.parametrize(
    ("word", "several"),
    [
        ("Conditions of Contract", True),
        ("Commissioners", True),
        ("Deprivation of Liberty Safeguards", True),
        ("Process of Care", False),
        ("Provider", False),
    ],
)
def test_words_that_name_several_already(word: str, several: bool) -> None:
    assert is_plural(word) is several


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("Individual", "an"),
        ("Service User", "a"),
        ("User", "a"),
        ("Organisation", "an"),
        ("European", "a"),
        ("Hourly Call", "an"),
        ("Honorary User", "an"),
        ("Honest Broker", "an"),
        ("Heir", "an"),
        ("Home", "a"),
        ("MDT Visit", "an"),
        ("NHS Body", "an"),
        ("GP", "a"),
        ("LPA", "an"),
        ("X-ray", "an"),
        ("UTI", "a"),
        ("NICE Standard", "a"),
        ("OT Visit", "an"),
        ("House", "a"),
        ("Unit", "a"),
        ("Unmet Need", "an"),
        ("One-off Visit", "a"),
        ("Uninsured Risk", "an"),
        ("Hospital", "a"),
        ("Usher", "an"),
        ("Utility", "a"),
    ],
)
def test_articles(word: str, article: str) -> None:
    assert article_of(word) == article


WORDS = st.lists(st.sampled_from(["a", "ab", "b", "ba", "abc", "c"]), min_size=1, max_size=3).map(" ".join)
TEXTS = st.lists(
    st.sampled_from(
        ["a", "ab", "b", "A", "Ba", "abc", "c", " ", "  ", "-", "'", "'s", "’", ".", "_", "\N{NO-BREAK SPACE}"]
    ),
    max_size=24,
).map("".join)


@given(st.lists(WORDS, min_size=1, max_size=8), TEXTS)
def test_the_tree_finds_what_a_slow_and_obvious_search_finds(words: list[str], text: str) -> None:
    fast = [(match.start, match.end, key_of(match.text)) for match in matcher(*words).find(text)]
    assert fast == list(_slowly({key_of(word) for word in words}, text))


@given(st.lists(WORDS, min_size=1, max_size=8), st.lists(TEXTS, max_size=3))
def test_forms_that_stand_nowhere_are_not_missed(words: list[str], texts: list[str]) -> None:
    forms = [Form(word, "preferred", word, plural=False) for word in words]
    assert Matcher(forms_in(forms, texts)).find_all(texts) == Matcher(forms).find_all(texts)


@given(st.lists(WORDS, min_size=1, max_size=8), st.lists(TEXTS | st.just("İ a"), max_size=4))
def test_many_texts_are_searched_as_each_alone(words: list[str], texts: list[str]) -> None:
    one = matcher(*words)
    assert one.find_all(texts) == [one.find(text) for text in texts]


ONE_GAP = TEXTS.map(lambda text: re.sub(" {2,}", " ", text))


@given(st.lists(WORDS, min_size=1, max_size=8), ONE_GAP)
def test_the_tree_finds_what_another_library_finds(words: list[str], text: str) -> None:
    fast = [(match.start, match.end - len(match.possessive)) for match in matcher(*words).find(text)]
    assert fast == list(_by_another(sorted({key_of(word) for word in words}), text))


def _by_another(keys: list[str], text: str) -> Iterator[tuple[int, int]]:
    """The longest of all the words that Aho-Corasick finds at a place, if each stands alone."""
    plain, at = text.translate(ALIKE).lower(), 0
    found = AhoCorasick(keys).find_matches_as_indexes(plain.replace("-", " "), overlapping=True)
    for _, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        behind = re.compile(r"('s|')?(?!\w|-\w)").match(plain, end)
        if start >= at and behind and not re.search(r"[\w-]$", plain[:start]):
            yield start, end
            at = behind.end()


def _slowly(keys: set[str], text: str) -> Iterator[tuple[int, int, str]]:
    """From left to right, the longest stretch of text that is a word on its own and one of the keys."""
    plain, start = text.translate(ALIKE).lower(), 0
    while start < len(plain):
        ends = [end for end in range(len(plain), start, -1) if _is_word(keys, plain, start, end)]
        if not ends:
            start += 1
            continue
        own = _possessive(plain, ends[0])
        yield start, ends[0] + own, key_of(text[start : ends[0]])
        start = ends[0] + max(own, len(_taken(plain, ends[0])))


def _is_word(keys: set[str], text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    if before and (before.isalnum() or before in "_-"):
        return False
    piece = text[start:end]
    if key_of(piece) not in keys or not piece[0].isalnum() or not piece[-1].isalnum() or not _gaps_are_short(piece):
        return False
    return _ends_word(text, end) or (bool(_taken(text, end)) and _ends_word(text, end + len(_taken(text, end))))


def _gaps_are_short(piece: str) -> bool:
    """One hyphen or some spaces stand between words, not both."""
    return all(gap == "-" or set(gap) == {" "} for gap in re.findall(r"[ -]+", piece))


def _taken(text: str, end: int) -> str:
    """The possessive behind a word, if what follows it ends the word too."""
    for own in ("'s", "'"):
        if text.startswith(own, end) and _ends_word(text, end + len(own)):
            return own
    return ""


def _possessive(text: str, end: int) -> int:
    own = _taken(text, end)
    return 0 if own == "'" and text[end - 1] != "s" else len(own)


def _ends_word(text: str, end: int) -> bool:
    after = text[end : end + 1]
    if after and (after.isalnum() or after == "_"):
        return False
    follows = text[end + 1 : end + 2]
    return not (after == "-" and follows and (follows.isalnum() or follows == "_"))
