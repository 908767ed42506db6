"""Test which words of a council's models are shared and which are its own, word for word."""

# ruff: noqa: E501 - a report stands as it is printed
from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.certify.certificate import certify
from specgen.certify.report.plain_text import marked_changes
from specgen.compare.align import redline
from specgen.version import VERSION
from tests.support.certified_councils import HOURS, PLAIN, REVIEW, SCOPE, Files, council_of, report_of, section, told
from tests.support.word_files import run, word_file


@dataclass(frozen=True)
class Case:
    """The files of a council, those of a board that it extends, and what the report says."""

    told: str
    own: Files = field(default_factory=dict)
    board: Files | None = None


def changed(name: str, block: str, text: str, of: str = "specgen") -> str:
    """A section that changes one block of another."""
    return f'{{%p extends "{of}/sections/{name}.docx" %}}\n{{%p block {block} %}}\n{text}\n{{%p endblock %}}'


SUPER = "{{ super() }}"
LANGUAGES = ". Each call is answered in Welsh or English."
HEAD, *CLAUSES = REVIEW.splitlines()
BOLD = (
    '<w:p><w:pPr><w:pStyle w:val="Clause"/></w:pPr>'
    f"{run('{{ term.commissioner.The }} may ask for a review ')}{run('at any time', '<w:rPr><w:b/></w:rPr>')}{run('.')}</w:p>"
)

CASES = {
    "nothing of its own": Case(
        told="""\
plain: Each of the 14 passages that the model plain can print (9 numbered clauses, 3 headings and 2 table rows) is word for word that of specgen VERSION.
Word for word the shared ones (3 sections): scope, hours, review""",
    ),
    "one word": Case(
        told="""\
plain: Of the 14 passages that the model plain can print (9 numbered clauses, 3 headings and 2 table rows), 13 are word for word those of specgen VERSION and 1 was changed.
plain                 passages  word for word  changed  added  dropped  moved  other condition  formatted
outside its sections         1              1        0      0        0      0                0          0
review                       4              3        1      0        0      0                0          0
2 other sections             9              9        0      0        0      0                0          0
total                       14             13        1      0        0      0                0          0
Word for word the shared ones (2 sections): scope, hours
Review (sections/review.docx)
  clause changed
    {{ term.provider.The }} shall review each plan every [-six months-]{+twelve weeks+}.
Files of the council
  valley/sections/review.docx: wording, in place of the shared one""",
        own={"sections/review.docx": REVIEW.replace("six months", "twelve weeks")},
    ),
    "one block of a section": Case(
        told="""\
plain: Of the 15 passages that the model plain can print (10 numbered clauses, 3 headings and 2 table rows), 14 are word for word those of specgen VERSION and 1 was added.
plain                 passages  word for word  changed  added  dropped  moved  other condition  formatted
outside its sections         1              1        0      0        0      0                0          0
hours                        7              6        0      1        0      0                0          0
2 other sections             7              7        0      0        0      0                0          0
total                       15             14        0      1        0      0                0          0
Word for word the shared ones (2 sections): scope, review
Hours (sections/hours.docx)
  clause added
    {+Each call is answered in Welsh or English.+}
Files of the council
  valley/sections/hours.docx: wording, in place of the shared one""",
        own={"sections/hours.docx": changed("hours", "hours_night", f"{SUPER}\n{LANGUAGES}")},
    ),
    "a section of its own": Case(
        told="""\
plain: Of the 16 passages that the model plain can print (10 numbered clauses, 4 headings and 2 table rows), 14 are word for word those of specgen VERSION and 2 were added. Sections added: Travel.
plain                 passages  word for word  changed  added  dropped  moved  other condition  formatted
outside its sections         1              1        0      0        0      0                0          0
travel                       2              0        0      2        0      0                0          0
3 other sections            13             13        0      0        0      0                0          0
total                       16             14        0      2        0      0                0          0
Word for word the shared ones (3 sections): scope, hours, review
Travel (sections/travel.docx): a section of the council’s own
  heading added
    {+Travel+}
  clause added
    {+Travel time is paid.+}
Files of the council
  valley/plain.yaml: model, in place of the shared one
  valley/sections/travel.docx: wording
  valley/sections/travel.yaml: questions of a section""",
        own={
            "plain.yaml": b"id: plain\nextends: plain\nsections:\n  - {id: travel, after: hours}\n",
            "sections/travel.yaml": section("travel").encode(),
            "sections/travel.docx": "# Travel\n. Travel time is paid.",
        },
    ),
    "a section dropped": Case(
        told="""\
plain: Each of the 8 passages that the model plain can print (6 numbered clauses and 2 headings) is word for word that of specgen VERSION; 6 shared passages were dropped. Sections dropped: Hours.
plain                 passages  word for word  changed  added  dropped  moved  other condition  formatted
outside its sections         1              1        0      0        0      0                0          0
hours                        0              0        0      0        6      0                0          0
2 other sections             7              7        0      0        0      0                0          0
total                        8              8        0      0        6      0                0          0
Word for word the shared ones (2 sections): scope, review
Hours (sections/hours.docx): no model prints it
  heading dropped
    [-Hours-]
  clause dropped
    [-The service runs from {{ hours.start }} to {{ hours.end }} on every day of the year.-]
  table or break dropped
    [-[table]-]
  table row dropped
    [-Day | From | To | Night cover-]
  condition dropped
    [-{% for day in week %}-]
  table row dropped
    [-{{ day.day }} | {{ day.start }} | {{ day.end }} | {{ day.night }}-]
  condition dropped
    [-{% endfor %}-]
  condition dropped
    [-{% if hours.night %}-]
  clause dropped
    [-At night {{ term.provider.the }} shall answer each call for help within one hour.-]
  condition dropped
    [-{% endif %}-]
  clause dropped
    [-{{ term.provider.The }} shall write down each call and what was done.-]
Files of the council
  valley/plain.yaml: model, in place of the shared one""",
        own={"plain.yaml": PLAIN.replace("scope, hours, review", "scope, review").encode()},
    ),
    "sections in another order": Case(
        told="""\
plain: Each of the 14 passages that the model plain can print (9 numbered clauses, 3 headings and 2 table rows) is word for word that of specgen VERSION. Sections that stand elsewhere: Review, now before Scope, was after Hours.
Word for word the shared ones (3 sections): review, scope, hours
Files of the council
  valley/plain.yaml: model, in place of the shared one""",
        own={"plain.yaml": PLAIN.replace("scope, hours, review", "review, scope, hours").encode()},
    ),
    "a condition": Case(
        told="""\
plain: Each of the 14 passages that the model plain can print (9 numbered clauses, 3 headings and 2 table rows) is word for word that of specgen VERSION. Of the 14 that are the same, 1 is printed under another condition. Of the conditions, repeats, breaks and table titles around them, 1 differs.
plain                 passages  word for word  changed  added  dropped  moved  other condition  formatted
outside its sections         1              1        0      0        0      0                0          0
hours                        6              6        0      0        0      0                1          0
2 other sections             7              7        0      0        0      0                0          0
total                       14             14        0      0        0      0                1          0
Word for word the shared ones (2 sections): scope, review
Hours (sections/hours.docx)
  condition changed
    [-{% if hours.night %}-]{+{% if hours.night is answered %}+}
  clause under another condition
    - printed {% if hours.night %}
    + printed {% if hours.night is answered %}
    At night {{ term.provider.the }} shall answer each call for help within one hour.
Files of the council
  valley/sections/hours.docx: wording, in place of the shared one""",
        own={"sections/hours.docx": HOURS.replace("if hours.night", "if hours.night is answered")},
    ),
    "a cell of a table": Case(
        told="""\
plain: Of the 14 passages that the model plain can print (9 numbered clauses, 3 headings and 2 table rows), 13 are word for word those of specgen VERSION and 1 was changed.
plain                 passages  word for word  changed  added  dropped  moved  other condition  formatted
outside its sections         1              1        0      0        0      0                0          0
hours                        6              5        1      0        0      0                0          0
2 other sections             7              7        0      0        0      0                0          0
total                       14             13        1      0        0      0                0          0
Word for word the shared ones (2 sections): scope, review
Hours (sections/hours.docx)
  table row changed
    Day | From | To | [-Night cover-]{+Cover at night+}
Files of the council
  valley/sections/hours.docx: wording, in place of the shared one""",
        own={"sections/hours.docx": HOURS.replace("Night cover", "Cover at night")},
    ),
    "a clause moved": Case(
        told="""\
plain: Each of the 14 passages that the model plain can print (9 numbered clauses, 3 headings and 2 table rows) is word for word that of specgen VERSION. Of the 14 that are the same, 1 stands elsewhere.
plain                 passages  word for word  changed  added  dropped  moved  other condition  formatted
outside its sections         1              1        0      0        0      0                0          0
review                       4              4        0      0        0      1                0          0
2 other sections             9              9        0      0        0      0                0          0
total                       14             14        0      0        0      1                0          0
Word for word the shared ones (2 sections): scope, hours
Review (sections/review.docx)
  clause moved
    it stood after “{{ term.commissioner.The }} may ask for a review at any tim…”
    Everybody who took part gets a copy of what was agreed.
Files of the council
  valley/sections/review.docx: wording, in place of the shared one""",
        own={"sections/review.docx": "\n".join([HEAD, CLAUSES[2], *CLAUSES[:2]])},
    ),
    "only bold": Case(
        told="""\
plain: Each of the 14 passages that the model plain can print (9 numbered clauses, 3 headings and 2 table rows) is word for word that of specgen VERSION. Of the 14 that are the same, 1 is formatted differently.
plain                 passages  word for word  changed  added  dropped  moved  other condition  formatted
outside its sections         1              1        0      0        0      0                0          0
review                       4              4        0      0        0      0                0          1
2 other sections             9              9        0      0        0      0                0          0
total                       14             14        0      0        0      0                0          1
Word for word the shared ones (2 sections): scope, hours
Review (sections/review.docx)
  clause formatted differently
    bold of “at any time”: no → yes
    {{ term.commissioner.The }} may ask for a review at any time.
Files of the council
  valley/sections/review.docx: wording, in place of the shared one""",
        own={"sections/review.docx": REVIEW.replace(CLAUSES[1], BOLD)},
    ),
    "only words of the glossary": Case(
        told="""\
plain: Each of the 14 passages that the model plain can print (9 numbered clauses, 3 headings and 2 table rows) is word for word that of specgen VERSION.
Where tags stand for terms, 1 term of the glossary prints other words than the shared ones: see “Words of the glossary”.
Word for word the shared ones (3 sections): scope, hours, review
Words of the glossary (no passage counts as changed for them: the tags in all follow)
  Organisation (provider), article: a → an
  Organisation (provider), plural: Providers → Organisations
  Organisation (provider), word: Provider → Organisation
Files of the council
  valley/glossary.yaml: words""",
        own={"glossary.yaml": b"wording: {provider: Organisation}\n"},
    ),
    "a board and a council that extends it": Case(
        told="""\
plain: Of the 15 passages that the model plain can print (10 numbered clauses, 3 headings and 2 table rows), 11 are word for word those of specgen VERSION, 3 were changed and 1 was added. Of the passages that differ, 2 are of board and 2 are of valley.
plain                 passages  word for word  changed  added  dropped  moved  other condition  formatted
outside its sections         1              1        0      0        0      0                0          0
scope                        3              2        1      0        0      0                0          0
hours                        7              5        1      1        0      0                0          0
review                       4              3        1      0        0      0                0          0
total                       15             11        3      1        0      0                0          0
Word for word the shared ones (0 sections): none
Scope (sections/scope.docx)
  clause changed, by valley
    The service is for [-adults-]{+people over 18+} who live in the area of {{ term.commissioner.the }}.
Hours (sections/hours.docx)
  clause changed, by board
    At night {{ term.provider.the }} shall answer each call for help within [-one hour-]{+30 minutes+}.
  clause added, by valley
    {+Each call is answered in Welsh or English.+}
Review (sections/review.docx)
  clause changed, by board
    {{ term.provider.The }} shall review each plan every [-six-]{+three+} months.
Files of the council
  valley/sections/hours.docx: wording, in place of the shared one
  valley/sections/scope.docx: wording, in place of the shared one
  board/sections/hours.docx: wording, in place of the shared one
  board/sections/review.docx: wording, in place of the shared one""",
        own={
            "sections/hours.docx": changed("hours", "hours_night", f"{SUPER}\n{LANGUAGES}", "board"),
            "sections/scope.docx": SCOPE.replace("adults", "people over 18"),
        },
        board={
            "sections/hours.docx": HOURS.replace("within one hour", "within 30 minutes"),
            "sections/review.docx": REVIEW.replace("six", "three"),
        },
    ),
    "a clause moved to another section": Case(
        told="""\
plain: Of the 14 passages that the model plain can print (9 numbered clauses, 3 headings and 2 table rows), 13 are word for word those of specgen VERSION and 1 was added; 1 shared passage was dropped. Of the 1 added, 1 is word for word in another section of the shared text.
plain                 passages  word for word  changed  added  dropped  moved  other condition  formatted
outside its sections         1              1        0      0        0      0                0          0
scope                        4              3        0      1        0      0                0          0
review                       3              3        0      0        1      0                0          0
1 other section              6              6        0      0        0      0                0          0
total                       14             13        0      1        1      0                0          0
Word for word the shared ones (1 section): hours
Scope (sections/scope.docx)
  clause added: from “Review”
    {+Everybody who took part gets a copy of what was agreed.+}
Review (sections/review.docx)
  clause dropped: now in “Scope”
    [-Everybody who took part gets a copy of what was agreed.-]
Files of the council
  valley/sections/review.docx: wording, in place of the shared one
  valley/sections/scope.docx: wording, in place of the shared one""",
        own={
            "sections/review.docx": REVIEW.replace(CLAUSES[2], ""),
            "sections/scope.docx": f"{SCOPE}{CLAUSES[2]}",
        },
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_report_tells_what_is_shared_and_what_is_not(case: Case, tmp_path: Path) -> None:
    assert (
        told(council_of(tmp_path, case.own, case.board)).replace(f"specgen {VERSION}", "specgen VERSION") == case.told
    )


def test_a_hash_is_that_of_the_words_as_they_are_shown(tmp_path: Path) -> None:
    own = {"sections/review.docx": REVIEW.replace("six months", "twelve weeks")}
    found = json.loads(report_of(council_of(tmp_path, own), "json"))
    review = next(part for part in found["sections"] if part["id"] == "review")
    words = "{{ term.provider.The }} shall review each plan every twelve weeks."
    (clause,) = (one for one in review["clauses"] if one["state"] == "changed")
    assert clause["own"]["text"] == words
    assert clause["own"]["hash"] == hashlib.sha256(words.encode()).hexdigest()
    lines = [one["own"]["text"] for one in review["clauses"]]
    assert review["hash"] == hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_json_has_the_keys_that_tools_read(tmp_path: Path) -> None:
    own = {"sections/review.docx": REVIEW.replace("six months", "twelve weeks")}
    found = json.loads(report_of(council_of(tmp_path, own), "json"))
    assert list(found) == [
        "specgen", "council", "layers", "hash", "about", "counted", "columns", "hash_steps", "again", "record_of_drafts",
        "beside", "models", "wording_of_models", "sections", "house", "words", "values", "files", "since_record", "update",
    ]  # fmt: skip
    review = next(part for part in found["sections"] if part["id"] == "review")
    assert {key: review[key] for key in ("id", "title", "template", "state", "models")} == {
        "id": "review",
        "title": "Review",
        "template": "sections/review.docx",
        "state": "changed",
        "models": ["plain"],
    }
    (clause,) = (one for one in review["clauses"] if one["state"] == "changed")
    assert clause["redline"] == [
        ["=", "{{ term.provider.The }} shall review each plan every "],
        ["-", "six months"],
        ["+", "twelve weeks"],
        ["=", "."],
    ]


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_report_names_no_place_of_this_machine(form: str, tmp_path: Path) -> None:
    own: Files = {
        "sections/review.docx": REVIEW.replace("six", "three"),
        "glossary.yaml": b"wording: {provider: Company}\n",
    }
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    here, there = (report_of(council_of(tmp_path / name, own), form) for name in ("here", "there"))
    assert here == there
    assert str(tmp_path) not in here


@pytest.mark.parametrize(
    ("shared", "own"),
    [
        pytest.param("{%p if hours.night %}", "{%p  if hours.night  %}", id="spaces in a tag"),
        pytest.param(
            '{{ hours.start | count("day") }}', "{{ hours.start | count(“day”) }}", id="curly quotes in a tag"
        ),
        pytest.param("each call for help", "each ¦call for¦ help", id="runs cut by Word"),
        pytest.param("washing, dressing", "washing,  dressing", id="two spaces"),
        pytest.param("Café", "Cafe\u0301", id="an accent in two signs"),
        pytest.param("day-to-day", "day\u2011to\u2011day", id="a hyphen that does not break"),
        pytest.param(". Always.", ". Always. {# why: see the minutes #}", id="a comment of the template"),
        pytest.param("{{ term.person }}", "{{term.person}}", id="no spaces in a tag"),
    ],
)
def test_what_nobody_reads_is_no_change(shared: str, own: str, tmp_path: Path) -> None:
    closed = "\n{%p endif %}" if "if" in shared else ""
    before, after = (f"# Review\n{text if text[0] in '.{' else f'. {text}'}{closed}" for text in (shared, own))
    council = council_of(tmp_path, {"sections/review.docx": after}, templates={"sections/review.docx": before})
    assert certify(council).models[0].counts.is_untouched


LINK = '<w:p><w:hyperlink r:id="rId60"><w:r><w:t>the code</w:t></w:r></w:hyperlink></w:p>'


@pytest.mark.parametrize(
    ("shared", "own", "said"),
    [
        pytest.param(
            word_file(LINK, links={"rId60": ("external hyperlink", "https://a.example/")}),
            word_file(LINK, links={"rId60": ("external hyperlink", "https://b.example/")}),
            "the code [-<https://a.example/>-]{+<https://b.example/>+}",
            id="where a link leads",
        ),
        pytest.param("[Clause] Care.", "[Body Text] Care.", "style: clause → body text", id="the style of a clause"),
        pytest.param(
            ". Care.",
            '<w:p><w:pPr><w:pStyle w:val="Clause"/></w:pPr><w:r><w:rPr><w:strike/></w:rPr><w:t>Care.</w:t></w:r></w:p>',
            "struck through of “Care.”: no → yes",
            id="words struck through",
        ),
        pytest.param(
            ". Care {{ term.person.a }}.", ". Care {{ term.provider.a }}.", "Care [-{{ term.person.a }}-]{+{{ term.provider.a }}+}.",
            id="a tag, whole",
        ),
        pytest.param(
            '. Care {% if a %}by day{% endif %}.', '. Care {% if b %}by day{% endif %}.',
            "Care [-{% if a %}-]{+{% if b %}+}by day{% endif %}.", id="a condition inside a clause",
        ),
        pytest.param(". Care.", ". Care.\u200b", "Care.{+<U+200B>+}", id="a sign that nobody sees"),
    ],
)  # fmt: skip
def test_what_changes_the_meaning_unseen_is_reported(
    shared: str | bytes, own: str | bytes, said: str, tmp_path: Path
) -> None:
    council = council_of(tmp_path, {"sections/review.docx": own}, templates={"sections/review.docx": shared})
    assert said in report_of(council)


def test_the_nearest_shared_model_is_the_one_compared_with(tmp_path: Path) -> None:
    own: Files = {
        "short.yaml": b"id: short\ntitle: Short\nsummary: Less.\ntemplate: main.docx\nsections: [scope, review]\n",
        "longer.yaml": b"id: longer\ntitle: Longer\nsummary: More.\nextends: plain\nsections: []\n",
    }
    found = certify(council_of(tmp_path, own))
    assert {model.id: model.compared_with for model in found.models} == {
        "longer": "plain",
        "plain": "plain",
        "short": "plain",
    }


def test_the_words_that_a_house_prints_are_listed_and_not_counted(tmp_path: Path) -> None:
    house = "Valley Council, County Hall\n{%p block body %}\n{%p endblock %}\nThe council may change this document."
    found = certify(council_of(tmp_path, {"house.docx": word_file(house)}))
    assert [line.text for line in found.house.after] == [
        "[cover]",
        "Valley Council, County Hall",
        "The council may change this document.",
    ]
    assert found.models[0].counts.is_untouched


def test_where_a_picture_stands_is_none_of_the_words_of_a_house(tmp_path: Path) -> None:
    place = "<wp:positionH><wp:posOffset>4860000</wp:posOffset></wp:positionH>"
    drawing = f'<w:drawing><wp:anchor>{place}<wp:docPr id="1" name="Line" descr="A line"/></wp:anchor></w:drawing>'
    house = (
        f"<w:p><w:r>{drawing}</w:r><w:r><w:t>Valley Council</w:t></w:r></w:p>\n{{%p block body %}}\n{{%p endblock %}}"
    )
    found = certify(council_of(tmp_path, {"house.docx": word_file(house)}))
    assert [line.text for line in found.house.after] == ["[cover]", "Valley Council"]


def test_the_report_lists_what_a_house_prints_beside_the_shared_one(tmp_path: Path) -> None:
    shared = "Confidential\n{%p block body %}\n{%p endblock %}\nEnd"
    own = "Valley Council\n{%p block body %}\n{%p endblock %}\nEnd"
    council = council_of(tmp_path, {"house.docx": own}, templates={"house.docx": shared})
    assert """\
House document (house.docx): what it prints is not counted among the passages
  Cover
    [-Confidential-]
    {+Valley Council+}
""" in report_of(council)


def test_a_section_of_the_board_is_counted_as_the_board_s(tmp_path: Path) -> None:
    board: Files = {
        "plain.yaml": PLAIN.replace("review]", "review, travel]").encode(),
        "sections/travel.yaml": section("travel").encode(),
        "sections/travel.docx": "# Travel\n. Travel time is paid.",
    }
    lines = told(council_of(tmp_path, {}, board)).split("\n")
    assert "Travel (sections/travel.docx): a section of board" in lines


WORDS = st.sampled_from(
    [
        "the",
        "Provider",
        "shall",
        "not",
        "Provider’s",
        "24-hour",
        "£1,000.50",
        "{{ term.person.a }}",
        "{% if a %}",
        ",",
        "(",
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


@given(TEXTS, TEXTS)
def test_a_redline_holds_both_texts_and_cuts_no_word(before: str, after: str) -> None:
    changes = redline(before, after)
    assert "".join(words for sign, words in changes if sign != "+") == before
    assert "".join(words for sign, words in changes if sign != "-") == after
    pieces = re.compile(r"\{[{%].*?[%}]\}|[^\s{]+")
    known = {*pieces.findall(before), *pieces.findall(after), "£", "1,000.50"}
    assert {piece for _, words in changes for piece in pieces.findall(words)} <= known


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("within 24 hours of notice", "within two working days of notice", "within [-24 hours-]{+two working days+} of notice"),
        ("the Provider shall act", "the Provider shall not act", "the Provider shall {+not +}act"),
        ("shall be paid", "shall be repaid", "shall be [-paid-]{+repaid+}"),
        ("a, b and c", "x, y and c", "[-a, b-]{+x, y+} and c"),
        ("£1,000.50 a week", "£1,000.60 a week", "£[-1,000.50-]{+1,000.60+} a week"),
        ("Provider’s plan", "Providers’ plan", "[-Provider’s-]{+Providers’+} plan"),
    ],
)  # fmt: skip
def test_a_redline_reads_as_a_lawyer_would_write_it(before: str, after: str, shown: str) -> None:
    assert marked_changes(redline(before, after)) == shown
