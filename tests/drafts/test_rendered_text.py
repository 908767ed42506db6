"""Test that what is written in an answer is read in the document: every character, break and number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from specgen.context.values import Choice, OpenPoint, template_value
from tests.support.questions import AT, CONTENTS, group, question
from tests.support.word_files import Drafted, all_of, child, drafted, fault_of, paragraph, run, w, word_file

HARD = 'Health & Care <65> "quoted" {{ braces }} £ ŵŷ'

TEXTS = {
    "signs that XML knows": HARD,
    "tags of a template": "{% if x %}{{ y }}{# z #}{%p endif %}",
    "an entity": "&amp; &lt;w:p&gt; &#65;",
    "markup": "</w:t></w:r></w:p><w:p><w:r><w:t>",
    "the end of a comment": "--> ]]> <!--",
    "Welsh": "Cŵn, tŷ, môr, ïon, Llŷn",
    "beyond the first plane": "🏠 𝒜",
    "marks and joins": "e\u0301 \u200d \u00ad \u00a0 \u2011 ‘ ’ “ ”",
    "right to left": "שלום",
    "a backslash and a percent": r"C:\new 100% {50%}",
    "spaces at both ends": "  two and two  ",
    "many spaces inside": "a    b",
    "one brace": "{",
    "a private sign": "\ue019",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_comes_out_exactly(text: str) -> None:
    assert drafted("{{ answer }}", answer=text).lines == [text]


PLACES = {
    "in a sentence": "The answer is {{ answer }}.",
    "in a clause": ". {{ answer }}.",
    "in a heading": "# {{ answer }}",
    "in a cell": "| {{ answer }} |",
    "in a caption": "= Table: {{ answer }}",
    "twice": "{{ answer }}{{ answer }}",
    "in a loop": "{% for one in [answer] %}{{ one }}{% endfor %}",
    "in a text put together": '{{ "a " ~ answer }}',
    "in a set-aside text": "{% set kept %}{{ answer }}{% endset %}{{ kept }}",
    "in a list": "{{ [answer, answer] | and_list }}",
    "with a capital first": "{{ answer | upper_first }}",
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_text_comes_out_exactly_wherever_it_is_printed(text: str) -> None:
    assert HARD in "".join(drafted(text, answer=HARD).lines)


def test_text_comes_out_exactly_in_headings_contents_and_table_titles() -> None:
    made = drafted("{{ contents }}\n# {{ answer }}\n= Table: {{ answer }}\n| x |", answer=HARD, contents=CONTENTS)
    assert made.lines == [f"1\t{HARD}", HARD, f"Table 1: {HARD}", "x"]
    assert next(all_of(made.body, "tblCaption")).get(w("val")) == f"Table 1: {HARD}"


def test_text_comes_out_exactly_in_headers_and_footers() -> None:
    house = word_file("{%p block body %}\n{%p endblock %}", stories={"header1": "{{ answer }}"})
    assert drafted({"house.docx": house, "main.docx": child("x")}, answer=HARD).story("header1") == [HARD]


def test_text_comes_out_exactly_whichever_way_word_saved_the_spaces() -> None:
    plain = "<w:p><w:r><w:t>Say {{ an</w:t></w:r><w:r><w:t>swer }}{{ answer }} twice</w:t></w:r></w:p>"
    made = drafted(plain, answer="  x  ")
    assert made.lines == ["Say   x    x   twice"]
    assert all(node.get("{http://www.w3.org/XML/1998/namespace}space") for node in all_of(made.body, "t"))


BREAKS = {
    "lines": ("a\nb\n\nc", "a\nb\n\nc"),
    "lines of Windows": ("a\r\nb", "a\nb"),
    "lines of an old Mac": ("a\rb", "a\nb"),
    "breaks at the end": ("a\nb\n\n", "a\nb"),
    "tabs": ("a\tb\t\tc", "a\tb\t\tc"),
    "a break beside signs": ("<a>\n&b", "<a>\n&b"),
}


@pytest.mark.parametrize(("text", "read"), BREAKS.values(), ids=BREAKS)
def test_breaks_and_tabs_are_those_of_word(text: str, read: str) -> None:
    made = drafted("{{ answer }}", answer=text)
    assert made.lines == [read]
    assert not any(sign in (node.text or "") for node in all_of(made.body, "t") for sign in "\n\r\t")


def test_prose_comes_out_in_paragraphs() -> None:
    prose = "One and\none more.\n\nTwo & <three>.\n \t\nFour.\r\n\r\nFive.\n"
    text = "{%p for one in prose | paragraphs %}\n. {{ one }}\n{%p endfor %}"
    assert drafted(text, prose=prose).lines == ["One and one more.", "Two & <three>.", "Four.", "Five."]


PRINTED = {
    "a small number": (7, "{{ x }}", "7"),
    "nothing counted": (0, "{{ x }}", "0"),
    "a large number": (1234567, "{{ x }}", "1,234,567"),
    "a year is a number of years": (2000, "{{ x | count('year') }}", "2,000 years"),
    "one": (1, "{{ x | count('hour') }}", "1 hour"),
    "half": (Decimal("0.5"), "{{ x | count('hour') }}", "0.5 hours"),
    "one, written as a fraction": (Decimal("1.0"), "{{ x | count('hour') }}", "1 hour"),
    "an irregular plural": (2, "{{ x | count('person', 'people') }}", "2 people"),
    "a fraction keeps what counts": (Decimal("12.50"), "{{ x }}", "12.5"),
    "a whole number with zeros": (Decimal("1200.00"), "{{ x }}", "1,200"),
    "a hundred keeps its zeros": (Decimal("100"), "{{ x }}", "100"),
    "a power of ten": (Decimal("1E+3"), "{{ x }}", "1,000"),
    "a small fraction": (Decimal("0.0001"), "{{ x }}", "0.0001"),
    "pounds": (Decimal("1234.5"), "{{ x | money }}", "£1,234.50"),
    "whole pounds": (7, "{{ x | money }}", "£7.00"),
    "whole pounds in a sentence": (25000, "{{ x | pounds }}", "£25,000"),
    "pounds and pence in a sentence": (Decimal("1234.5"), "{{ x | pounds }}", "£1,234.50"),
    "pounds written with pence that are none": (Decimal("30000.00"), "{{ x | pounds }}", "£30,000"),
    "pence that floats get wrong": (Decimal("0.29"), "{{ (x * 100) | money }}", "£29.00"),
    "percent": (Decimal("1.50"), "{{ x | percent }}", "1.5%"),
    "a date": (date(2027, 4, 5), "{{ x }}", "5 April 2027"),
    "the last day of a year": (date(2027, 12, 31), "{{ x }}", "31 December 2027"),
    "a division": (1, "{{ x / 4 }}", "0.25"),
    "rounded half up": (Decimal("2.5"), "{{ x | round }}", "3"),
    "rounded to pence": (Decimal("1.005"), "{{ x | round(2) }}", "1.01"),
    "text that looks like a number": ("12.10", "{{ x }}", "12.10"),
    "text that looks like a date": ("2027-04-05", "{{ x }}", "2027-04-05"),
    "a list of one": (("a & b",), "{{ x | and_list }}", "a & b"),
    "a list of two": (("a", "b"), "{{ x | or_list }}", "a or b"),
    "a list of three": (("a", "b", "c"), "{{ x | and_list }}", "a, b and c"),
    "a list of dates": (
        (date(2027, 1, 1), date(2027, 1, 2)),
        "{{ x | and_list }}",
        "1 January 2027 and 2 January 2027",
    ),
    "an empty list": ((), "x{{ x | and_list }}", "x"),
    "a capital": ("ŵyr", "{{ x | upper_first }}", "Ŵyr"),
    "no capital before a sign": ("<a", "{{ x | upper_first }}", "<a"),
    "a small letter": ("Help with meals", "{{ x | lower_first }}", "help with meals"),
    "a small letter before a name": ("The Royal College", "{{ x | lower_first }}", "the Royal College"),
    "a place stays": ("Swansea and Neath", "{{ x | lower_first }}", "Swansea and Neath"),
    "a name of common words stays": ("Age Cymru", "{{ x | lower_first }}", "Age Cymru"),
    "a term of contracts stays": ("People who use it", "{{ x | lower_first }}", "People who use it"),
    "an abbreviation stays": ("NHS staff", "{{ x | lower_first }}", "NHS staff"),
    "capitals with signs": ("a & <b>", "{{ x | upper }}", "A & <B>"),
    "spaces taken off": ("  a ", "{{ x | trim }}", "a"),
}


@pytest.mark.parametrize(("value", "text", "read"), PRINTED.values(), ids=PRINTED)
def test_values_come_out_in_british_words(value: object, text: str, read: str) -> None:
    assert drafted(text, x=value).lines == [read]


REFUSED = {
    "yes": (True, "{{ x }}"),
    "no": (False, "{{ x }}"),
    "yes, counted": (True, "{{ x | count('hour') }}"),
    "yes, as money": (True, "{{ x | money }}"),
    "yes, as pounds": (True, "{{ x | pounds }}"),
    "yes, as percent": (True, "{{ x | percent }}"),
    "nothing": (None, "{{ x }}"),
    "yes, in a list": ((True,), "{{ x | and_list }}"),
    "rows": ((1, 2), "{{ x }}"),
    "a mapping": ({"a": 1}, "{{ x }}"),
    "any object": (object(), "{{ x }}"),
    "an escape sign": ("a\x1bb", "{{ x }}"),
    "half a sign": ("a\ud83db", "{{ x }}"),
    "a sign that is none": ("a\ufffeb", "{{ x }}"),
    "a zero": ("a\0b", "{{ x }}"),
}


@pytest.mark.parametrize(("value", "text"), REFUSED.values(), ids=REFUSED)
def test_what_has_no_words_is_refused_and_not_printed_as_python_would(value: object, text: str) -> None:
    said = fault_of(text, x=value)
    assert said.startswith(f'main.docx: error: near "{text}": ')
    assert said.endswith("[template]")
    assert "object at" not in said


CHOICE = Choice("daytime", "by day & <night>", AT.log)
CHOSEN = {
    "printed": ("{{ x }}", "by day & <night>"),
    "compared": ("{% if x == 'daytime' %}yes{% endif %}", "yes"),
    "with a capital": ("{{ x | upper_first }}", "By day & <night>"),
    "in capitals": ("{{ x | upper }}", "BY DAY & <NIGHT>"),
    "put together": ("{{ 'open ' ~ x }}", "open by day & <night>"),
    "in a list": ("{{ [x, x] | and_list }}", "by day & <night> and by day & <night>"),
    "joined": ("{{ [x, x] | join('; ') }}", "by day & <night>; by day & <night>"),
    "trimmed": ("{{ x | trim }}", "by day & <night>"),
    "as paragraphs": ("{% for one in x | paragraphs %}{{ one }}{% endfor %}", "by day & <night>"),
    "the first of a list": ("{{ [x] | first }}", "by day & <night>"),
}


@pytest.mark.parametrize(("text", "read"), CHOSEN.values(), ids=CHOSEN)
def test_a_choice_is_always_read_in_words_and_never_as_its_code(text: str, read: str) -> None:
    assert drafted(text, x=CHOICE).lines == [read]


# Open points and what is absent

OPEN = {
    "printed": "{{ x }}",
    "with a capital": "{{ x | upper_first }}",
    "in capitals": "{{ x | upper }}",
    "in small letters": "{{ x | lower }}",
    "trimmed": "{{ x | trim }}",
    "rounded": "{{ x | round(1) }}",
    "counted": "{{ x | count('minute') }}",
    "as money": "{{ x | money }}",
    "put together": "{{ '' ~ x }}",
    "in a list": "{{ [x] | and_list }}",
    "joined": "{{ [x] | join(', ') }}",
    "as paragraphs": "{% for one in x | paragraphs %}{{ one }}{% endfor %}",
    "looped over": "{% for one in x %}{{ one }}{% endfor %}",
    "the first of a list": "{{ [x] | first }}",
    "set aside": "{% set kept %}{{ x }}{% endset %}{{ kept }}",
    "with another for none": "{{ x | default('nothing') }}",
    "referred to": "{{ ref(x) }}",
}


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_an_open_point_stays_one_through_every_filter(text: str) -> None:
    point = template_value(None, question("start", title="Start & <end>"), AT.below("start"))
    AT.log.points.clear()
    made = drafted(text, x=point)
    assert made.lines == ["[To complete: Start & <end>]"]
    assert list(AT.log.points) == ["availability.start"]
    assert [node.get(w("val")) for node in all_of(made.body, "highlight")] == ["yellow"]


def test_an_open_point_is_true_equal_to_nothing_and_open() -> None:
    point = template_value(None, question("start"), AT.below("start"))
    text = (
        "{% if x %}a{% endif %}{% if x == 'daytime' %}b{% endif %}{% if x > 3 or x < 3 %}c{% endif %}{% "
        "if x is answered %}d{% endif %}{% if x is open %}e{% endif %}"
    )
    assert drafted(text, x=point).lines == ["ae"]


def test_an_absent_answer_is_false_and_empty_and_says_how_to_guard_it() -> None:
    rows = template_value(None, question("rows", "rows", need="optional", inside=(question("name"),)), AT.below("rows"))
    assert drafted("{% if x %}a{% endif %}{% for row in x %}b{% endfor %}{{ x | and_list }}c", x=rows).lines == ["c"]
    files = {"main.docx": child('{%p include "sections/scope.docx" %}'), "sections/scope.docx": "The {{ x.name }}"}
    assert fault_of(files, x=rows) == (  # not the section of the question
        'sections/scope.docx: error: near "The {{ x.name }}": prints availability.rows.name, an optional question that '
        "has no answer here;"
        " put {%p if availability.rows.name %} and {%p endif %} around it [absent]"
    )


def test_a_missing_list_prints_one_row_of_placeholders() -> None:
    columns = (question("name", title="Name"), question("hours", title="Hours"), question("note", need="optional"))
    rows = template_value(None, question("rows", "rows", title="Rows", inside=columns), AT.below("rows"))
    text = (
        "| {%tr for row in x %} |\n| {{ row.name "
        "}} | {{ row.hours }} "
        "| {% if row.note %}{{ row.note "
        "}}{% endif %} |\n| {%tr endfor %} |"
    )
    AT.log.points.clear()
    assert drafted(text, x=rows).lines == ["[To complete]", "[To complete]"]
    assert list(AT.log.points) == ["availability.rows"]


NAMES = ("items", "values", "keys", "get", "title", "count", "index", "copy", "pop", "update", "format")


@pytest.mark.parametrize("name", NAMES)
def test_a_question_may_have_any_name(name: str) -> None:
    answers = template_value({name: "the answer"}, group("availability", question(name)), AT)
    assert drafted(f"{{{{ x.{name} }}}}", x=answers).lines == ["the answer"]


def test_an_unknown_question_is_an_error_that_names_the_nearest() -> None:
    answers = template_value({"start": "07:00"}, group("availability", question("start"), question("end")), AT)
    assert fault_of("{{ x.strat }}", x=answers) == (
        'main.docx: error: near "{{ x.strat }}": there is no answer or name "strat"; did you mean "start"? [template]'
    )
    assert "[template]" in fault_of("{% if x.strat %}a{% endif %}", x=answers)
    assert "[template]" in fault_of("{{ x }}", x=answers)


def test_a_placeholder_has_the_style_of_the_house_and_its_neighbours_keep_theirs() -> None:
    point = template_value(None, question("start", title="Start"), AT.below("start"))
    bold = "<w:rPr><w:b/></w:rPr>"
    made: Drafted = drafted(paragraph("", "Clause", run("From {{ x }} on", bold)), x=point)
    shown = [
        (r.findtext(w("t")), [str(look.tag).split("}")[1] for look in r.iterfind(f"{w('rPr')}/*")])
        for r in all_of(made.body, "r")
    ]
    assert shown == [("From ", ["b"]), ("[To complete: Start]", ["rStyle", "highlight"]), (" on", ["b"])]


def test_open_points_compare_as_themselves() -> None:
    assert isinstance(template_value(None, question("start"), AT), OpenPoint)
