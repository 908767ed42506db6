"""Hold broken templates by name, each with every message about it, and what docxtpl does.

`docxtpl` is "silent" (it makes a document and says nothing of the fault), "loses" (so too, and words of the template
are gone) or "error" (an exception, which names no paragraph).
"""

# ruff: noqa: E501 - what is said stands here in one piece, so that it can be searched for
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.support.word_files import LANDSCAPE, PIXEL, STYLES, Style, link, picture, run, table, word_file
from tests.support.word_files import field as word_field


@dataclass(frozen=True)
class Broken:
    text: str  # in the notation of word_files
    docxtpl: str
    said: tuple[str, ...]
    more: dict[str, Any]  # of the Word file
    name: str  # of the template

    @property
    def data(self) -> bytes:
        return word_file(self.text, **self.more)


def broken(
    text: str, docxtpl: str, *said: str, more: dict[str, Any] | None = None, name: str = "sections/broken.docx"
) -> Broken:
    return Broken(text, docxtpl, said, more or {}, name)


def grid(*rows: str) -> str:
    """A table whose first row is its head."""
    return table(list(rows)).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)


def tracked(kind: str, text: str) -> str:
    """A paragraph with a deletion or an insertion in it."""
    words = run(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ") if kind == "del" else run(text)
    return f'<w:p>{run("Kept ")}<w:{kind} w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{words}</w:{kind}></w:p>'


HEAD = "# Hours\n"
START = "{{ availability.start }}"
LINKS = {"rId50": ("image", "media/a.png"), "rId60": ("external hyperlink", "https://a.example"),
         "rId71": ("external image", "https://x.example/map.png"), "rId73": ("external hyperlink", "file:///C:/plan.docx")}  # fmt: skip
MEDIA = {"links": LINKS, "parts": {"word/media/a.png": PIXEL}}
MAP = {"links": {"rId50": LINKS["rId50"]}, "parts": MEDIA["parts"]}
WIDE = {"styles": (*STYLES, Style("heading 4", based_on="Normal"))}
MERGED = grid("| Name | Use |", "| both | |").replace("<w:tc>", "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>", 3)
MERGED = MERGED.replace("<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>", "<w:tc>", 2)

EMPTY_CELL = "<w:tc><w:p/></w:tc></w:tr>"
BEGINS, GOES_ON = (
    EMPTY_CELL.replace("<w:tc>", f"<w:tc><w:tcPr><w:vMerge{how}/></w:tcPr>") for how in (" w:val='restart'", "")
)
DOWN = grid(
    "| Priority | Start |",
    "| {%tr for row in availability.response %} | |",
    "| {{ row.priority }} | |",
    "| {%tr endfor %} | |",
)
DOWN = DOWN.replace(EMPTY_CELL, BEGINS, 1).replace(EMPTY_CELL, GOES_ON, 1)

BROKEN: dict[str, Broken] = {
    "one brace too few": broken(
        HEAD + "The service starts at {{ availability.start } every day.",
        "error",
        "error: “Hours”, paragraph 2 “The service starts at {{ availability.start } every day.”: has a tag that is opened but not closed, or closed but not opened; write {{ name }} or {% if name %} whole, in one paragraph [tag]",
    ),
    "never closed": broken(
        HEAD + "The service starts at {{ availability.start",
        "error",
        "error: “Hours”, paragraph 2 “The service starts at {{ availability.start”: has a tag that is opened but not closed, or closed but not opened; write {{ name }} or {% if name %} whole, in one paragraph [tag]",
    ),
    "closed and never opened": broken(
        HEAD + "The service starts at availability.start }} every day.",
        "silent",
        "error: “Hours”, paragraph 2 “The service starts at availability.start }} every day.”: has a tag that is opened but not closed, or closed but not opened; write {{ name }} or {% if name %} whole, in one paragraph [tag]",
    ),
    "runs into the next tag": broken(
        HEAD + "From {{ availability.start to {{ availability.end }}.",
        "error",
        "error: “Hours”, paragraph 2 “From {{ availability.start to {{ availability.end }}.”: {{ availability.start to {{ availability.end }} is not closed where it should be; close it with }} or %} before the next words [tag]",
    ),
    "a single brace": broken(
        HEAD + "The days {Monday} count.",
        "silent",
        "error: “Hours”, paragraph 2 “The days {Monday} count.”: has a single brace, which could be taken for part of a tag; write ( and ) instead [tag]",
    ),
    "empty": broken(
        HEAD + "The service starts at {{ }}.",
        "error",
        "error: “Hours”, paragraph 2 “The service starts at {{ }}.”: {{ }} is not finished; write the name of an answer, such as {{ availability.start }} [tag]",
    ),
    "two names without a dot": broken(
        HEAD + "The service starts at {{ availability start }}.",
        "error",
        'error: “Hours”, paragraph 2 “The service starts at {{ availability start }}.”: {{ availability start }} goes on with "start" where it should end; a name has dots and no spaces: {{ availability.start }} [tag]',
    ),
    "a quotation mark that is not closed": broken(
        HEAD + 'See clause {{ ref("availability) }}.',
        "error",
        'error: “Hours”, paragraph 2 “See clause {{ ref("availability) }}.”: {{ ref("availability) }} has a quotation mark that is not closed; write the text as "text" [tag]',
    ),
    "a bracket that is not closed": broken(
        HEAD + 'See clause {{ ref("availability" }}.',
        "error",
        'error: “Hours”, paragraph 2 “See clause {{ ref("availability" }}.”: {{ ref("availability" }} has a ( without a ), or the other way round; write both [tag]',
    ),
    "a sign that no tag holds": broken(
        HEAD + "The service starts at {{ availability.start? }}.",
        "error",
        "error: “Hours”, paragraph 2 “The service starts at {{ availability.start? }}.”: {{ availability.start? }} has the sign ?, which no tag can hold; take it out [tag]",
    ),
    "one = in a condition": broken(
        HEAD + '{% if availability.pattern = "daytime" %}By day{% endif %}',
        "error",
        'error: “Hours”, paragraph 2 “{% if availability.pattern = "daytime" %}By day{% endif %}”: {% if availability.pattern = "daytime" %} has one = where it compares; write == to compare [tag]',
    ),
    "a loop without in": broken(
        HEAD + "{%p for row of availability.response %}\n. Text\n{%p endfor %}",
        "error",
        "error: “Hours”, paragraph 2 “{%p for row of availability.response %}”: {%p for row of availability.response %} does not say what it goes through; write {% for row in measures %} [tag]",
    ),
    "a word that no tag begins with": broken(
        HEAD + "{%p iff availability.night %}\n. Text\n{%p endif %}",
        "error",
        'error: “Hours”, paragraph 2 “{%p iff availability.night %}”: {%p iff availability.night %} begins with "iff", which is no word for a tag; did you mean "if"? [tag]',
    ),
    "a tag of docxtpl's own": broken(
        HEAD + "{{r availability.start }}",
        "silent",
        "error: “Hours”, paragraph 2 “{{r availability.start }}”: has a kind of tag that specgen does not take; use {{ name }}, {% if %}, {%p if %} and {%tr for %} only [tag]",
    ),
    "a tag that eats spaces": broken(
        HEAD + "Starts {{- availability.start }}",
        "silent",
        "error: “Hours”, paragraph 2 “Starts {{- availability.start }}”: has a kind of tag that specgen does not take; use {{ name }}, {% if %}, {%p if %} and {%tr for %} only [tag]",
    ),
    "text beside a paragraph tag": broken(
        HEAD + "{%p if availability.night %} Lost words\n. Text\n{%p endif %}",
        "loses",
        "error: “Hours”, paragraph 2 “{%p if availability.night %} Lost words”: has text beside a paragraph or row tag, and the text would be lost; give the tag a paragraph of its own [tag]",
    ),
    "two paragraph tags in one paragraph": broken(
        HEAD + "{%p if availability.night %}{%p endif %}",
        "error",
        "error: “Hours”, paragraph 2 “{%p if availability.night %}{%p endif %}”: has two paragraph or row tags; give each tag a paragraph of its own [tag]",
    ),
    "another tag beside a paragraph tag": broken(
        HEAD + "{%p if availability.night %}{{ availability.start }}\n. Text\n{%p endif %}",
        "silent",
        "error: “Hours”, paragraph 2 “{%p if availability.night %}{{ availability.start }}”: has text beside a paragraph or row tag, and the text would be lost; give the tag a paragraph of its own [tag]",
    ),
    "a picture beside a paragraph tag": broken(
        HEAD + f"<w:p>{run('{%p if availability.night %}')}{picture()}</w:p>\n. Text\n{{%p endif %}}",
        "loses",
        "error: “Hours”, paragraph 2 “{%p if availability.night %}”: has a picture, a break or a field beside a paragraph or row tag, and it would be lost; give the tag a paragraph of its own [tag]",
        more=MEDIA,
    ),
    "a row tag outside a table": broken(
        HEAD + "{%tr if availability.night %}\n. Text",
        "error",
        "error: “Hours”, paragraph 2 “{%tr if availability.night %}”: has a row tag outside a table; use {%p ... %} between paragraphs [tag]",
        "error: “Hours”, paragraph 2 “{%tr if availability.night %}”: {%tr if availability.night %} is not closed: there is no {%tr endif %} after it in its paragraph; write {%tr endif %} where it ends [pair]",
    ),
    "text in the row of a row tag": broken(
        HEAD
        + grid(
            "| Name | Use |",
            "| {%tr for row in availability.response %} | Lost words |",
            "| {{ row.priority }} | x |",
            "| {%tr endfor %} |",
        ),
        "loses",
        "error: “Hours”, table 1, row 2, column 2 “Lost words”: has text in a row with a row tag, and the text would be lost; give the row tag a row of its own [tag]",
    ),
    "in the alternative text of a picture": broken(
        HEAD + f"<w:p>{run('Map ')}{picture(words='{{ availability.start }}')}</w:p>",
        "silent",
        "error: “Hours”, paragraph 2 “Map”: has a tag in a hidden place (alternative text, an address or a name); write tags only in the text of the document [tag]",
        more=MEDIA,
    ),
    "in the instruction of a field": broken(
        HEAD + f"<w:p>{run('Page ')}{word_field('STYLEREF {{ availability.start }}', 'x')}</w:p>",
        "silent",
        "error: “Hours”, paragraph 2 “Page x”: has a tag in the instruction of a field; write tags only in the text of the document [tag]",
    ),
    "in two links": broken(
        HEAD + f"<w:p>{run('See {{ availa')}{link('bility.start }}')}</w:p>",
        "silent",
        "error: “Hours”, paragraph 2 “See {{ availability.start }}”: has a tag that begins in a link or a content control and ends outside; write the tag again, whole [tag]",
        more=MEDIA,
    ),
    "an if that is not closed": broken(
        HEAD + "{%p if availability.night %}\n. Text",
        "error",
        "error: “Hours”, paragraph 2 “{%p if availability.night %}”: {%p if availability.night %} is not closed: there is no {%p endif %} after it in the text; write {%p endif %} where it ends [pair]",
    ),
    "an end of nothing": broken(
        HEAD + ". Text\n{%p endif %}",
        "error",
        "error: “Hours”, paragraph 3 “{%p endif %}”: {%p endif %} ends nothing: there is no {%p if ... %} before it in the text; write the tag that begins it, or take this one out [pair]",
    ),
    "an if without its end in a sentence": broken(
        HEAD + ". By day{% if availability.night %} and night.",
        "error",
        "error: “Hours”, paragraph 2 “By day{% if availability.night %} and night.”: {% if availability.night %} is not closed: there is no {% endif %} after it in its paragraph; write {% endif %} where it ends [pair]",
    ),
    "an if whose end is in the next paragraph": broken(
        HEAD + ". By day{% if availability.night %} and\n. night{% endif %}.",
        "silent",
        "error: “Hours”, paragraph 2 “By day{% if availability.night %} and”: {% if availability.night %} begins in paragraph 2 and ends in paragraph 3; keep both in one paragraph, or write both as {%p ... %} in paragraphs of their own [pair]",
    ),
    "crossed": broken(
        HEAD
        + "{%p if availability.night %}\n{%p for row in availability.response %}\n. {{ row.priority }}\n{%p endif %}\n{%p endfor %}",
        "error",
        "error: “Hours”, paragraph 3 “{%p for row in availability.response %}”: {%p for row in availability.response %} begins inside {%p if availability.night %} and ends after it; put {%p endfor %} before {%p endif %} [pair]",
    ),
    "from the text into a cell": broken(
        HEAD + "{%p if availability.night %}\n" + grid("| Name | Use |", "| x | {%p endif %} |"),
        "silent",
        "error: “Hours”, paragraph 2 “{%p if availability.night %}”: {%p if availability.night %} begins in paragraph 2 and ends in table 1, row 2, column 2; keep both in one cell, or both outside the table [pair]",
    ),
    "from one cell into the next": broken(
        HEAD + grid("| Name | Use |", "| {%p if availability.night %} | {%p endif %} |"),
        "silent",
        "error: “Hours”, table 1, row 2, column 1 “{%p if availability.night %}”: {%p if availability.night %} begins in table 1, row 2, column 1 and ends in table 1, row 2, column 2; keep both in one cell, or both outside the table [pair]",
    ),
    "from one row into the next": broken(
        HEAD + grid("| Name | Use |", "| {% if availability.night %}x | y |", "| z{% endif %} | y |"),
        "silent",
        "error: “Hours”, table 1, row 2, column 1 “{% if availability.night %}x”: {% if availability.night %} begins in table 1, row 2, column 1 and ends in table 1, row 3, column 1; keep both in one paragraph, or write both as {%p ... %} in paragraphs of their own [pair]",
    ),
    "from one table into another": broken(
        HEAD
        + grid("| Name |", "| {%tr for row in availability.response %} |", "| {{ row.priority }} |")
        + "\nBetween\n"
        + grid("| Name |", "| {%tr endfor %} |"),
        "silent",
        "error: “Hours”, table 1, row 2, column 1 “{%tr for row in availability.response %}”: {%tr for row in availability.response %} begins in table 1, row 2, column 1 and ends in table 2, row 2, column 1; keep both in one table [pair]",
    ),
    "a row tag closed by a paragraph tag": broken(
        HEAD + grid("| Name |", "| {%tr if availability.night %} |", "| x |") + "\n{%p endif %}",
        "silent",
        "error: “Hours”, table 1, row 2, column 1 “{%tr if availability.night %}”: {%tr if availability.night %} is closed by {%p endif %}, a tag of another kind (paragraph 5); write {%tr endif %} [pair]",
    ),
    "an else of nothing": broken(
        HEAD + "{%p else %}\n. Text",
        "error",
        "error: “Hours”, paragraph 2 “{%p else %}”: {%p else %} stands in no if or for of the same kind and place; write it as its {%p if ... %}, between that and {%p endif %} [pair]",
    ),
    "a block that is not closed": broken(
        HEAD + "{%p block hours_own %}\n. Text",
        "error",
        "error: “Hours”, paragraph 2 “{%p block hours_own %}”: {%p block hours_own %} is not closed: there is no {%p endblock %} after it in the text; write {%p endblock %} where it ends [pair]",
    ),
    "a set that is not closed": broken(
        HEAD + "{%p set words %}\n. Text",
        "error",
        "error: “Hours”, paragraph 2 “{%p set words %}”: {%p set words %} is not closed: there is no {%p endset %} after it in the text; write {%p endset %} where it ends [pair]",
    ),
    "an end of another word": broken(
        HEAD + "{%p if availability.night %}\n. Text\n{%p endfor %}",
        "error",
        "error: “Hours”, paragraph 2 “{%p if availability.night %}”: {%p if availability.night %} is not closed: there is no {%p endif %} after it in the text; write {%p endif %} where it ends [pair]",
        "error: “Hours”, paragraph 4 “{%p endfor %}”: {%p endfor %} ends nothing: there is no {%p for ... %} before it in the text; write the tag that begins it, or take this one out [pair]",
    ),
    "a block twice": broken(
        HEAD + "{%p block hours_own %}\n. One\n{%p endblock %}\n{%p block hours_own %}\n. Two\n{%p endblock %}",
        "error",
        'error: “Hours”, paragraph 5 “{%p block hours_own %}”: fills the block "hours_own", which paragraph 2 fills already; give each block a name of its own [block]',
    ),
    "an answer that is not there": broken(
        HEAD + ". From {{ availability.strat }}.",
        "silent",
        'error: “Hours”, paragraph 2 “From {{ availability.strat }}.”: there is no answer or name "availability.strat"; did you mean "start"? [unknown]',
    ),
    "a group that is not there": broken(
        HEAD + ". From {{ availabilty.start }}.",
        "error",
        'error: “Hours”, paragraph 2 “From {{ availabilty.start }}.”: there is no answer or name "availabilty"; did you mean "availability"? [unknown]',
    ),
    "an answer without its group": broken(
        HEAD + ". Aged {{ age_minimum }} or over.",
        "silent",
        'error: “Hours”, paragraph 2 “Aged {{ age_minimum }} or over.”: there is no answer or name "age_minimum"; did you mean "scope.age_minimum"? [unknown]',
    ),
    "a column that is not there": broken(
        HEAD
        + grid(
            "| Priority | Start |",
            "| {%tr for row in availability.response %} |",
            "| {{ row.priority }} | {{ row.strat_hours }} |",
            "| {%tr endfor %} |",
        ),
        "silent",
        'error: “Hours”, table 1, row 3, column 2 “{{ row.strat_hours }}”: there is no answer or name "row.strat_hours"; did you mean "start_hours"? [unknown]',
    ),
    "the wrong loop's row": broken(
        HEAD + "{%p for line in availability.response %}\n. {{ row.priority }}\n{%p endfor %}",
        "silent",
        "error: “Hours”, paragraph 3 “{{ row.priority }}”: row is a function here, and no row; write the name that the loop round it gives to a row [unknown]",
    ),
    "behind its loop": broken(
        HEAD + "{%p for line in availability.response %}\n. {{ line.priority }}\n{%p endfor %}\n. {{ line.priority }}",
        "error",
        'error: “Hours”, paragraph 5 “{{ line.priority }}”: there is no answer or name "line" behind its loop; print it inside the loop that gives it [unknown]',
    ),
    "a column of a list": broken(
        HEAD + ". {{ availability.response.priority }}",
        "silent",
        "error: “Hours”, paragraph 2 “{{ availability.response.priority }}”: availability.response is a list and has no priority of its own; go through it: {% for one in availability.response %} [unknown]",
    ),
    "a column of an id": broken(
        HEAD + "{%p for measure in measures %}\n. {{ measure.outcome.statement }}\n{%p endfor %}",
        "silent",
        'error: “Hours”, paragraph 3 “{{ measure.outcome.statement }}”: measure.outcome is the id of a row and has no statement; write row("outcomes.list", measure.outcome).statement [unknown]',
    ),
    "a list of rows that is not there": broken(
        HEAD
        + '{%p for measure in measures %}\n. {{ row("outcomes.lists", measure.outcome).statement }}\n{%p endfor %}',
        "silent",
        'error: “Hours”, paragraph 3 “{{ row("outcomes.lists", measure.outcome).statement }}”: there is no list of rows with an id "outcomes.lists"; did you mean "outcomes.list"? [unknown]',
    ),
    "a column behind row()": broken(
        HEAD + '{%p for measure in measures %}\n. {{ row("outcomes.list", measure.outcome).statment }}\n{%p endfor %}',
        "silent",
        'error: “Hours”, paragraph 3 “{{ row("outcomes.list", measure.outcome).statment }}”: there is no answer or name "row("outcomes.list", measure.outcome).statment"; did you mean "statement"? [unknown]',
    ),
    "a column in a filter": broken(
        HEAD + '. {{ availability.response | map(attribute="prioritty") | and_list }}',
        "error",
        'error: “Hours”, paragraph 2 “{{ availability.response | map(attribute="prioritty") | and…”: there is no column "prioritty" in availability.response; did you mean "priority"? [unknown]',
    ),
    "a name set and misspelt": broken(
        HEAD + "{%p set first = availability.start %}\n. From {{ frist }}.",
        "silent",
        'error: “Hours”, paragraph 3 “From {{ frist }}.”: there is no answer or name "frist"; did you mean "first"? [unknown]',
    ),
    "in a block that does not see the loop": broken(
        HEAD
        + "{%p for line in availability.response %}\n{%p block hours_line %}\n. {{ line.priority }}\n{%p endblock %}\n{%p endfor %}",
        "error",
        'error: “Hours”, paragraph 4 “{{ line.priority }}”: the block does not see "line" of the loop round it; write the word scoped behind the block\'s name, so that it sees the loop round it [unknown]',
    ),
    "a term that is not there": broken(
        HEAD + ". {{ term.providr.The }} shall help.",
        "error",
        'error: “Hours”, paragraph 2 “{{ term.providr.The }} shall help.”: there is no term "term.providr"; did you mean "provider"? [unknown]',
    ),
    "a form of a term that is not there": broken(
        HEAD + ". {{ term.provider.plurals }} shall help.",
        "silent",
        'error: “Hours”, paragraph 2 “{{ term.provider.plurals }} shall help.”: there is no form of a term "term.provider.plurals"; did you mean "plural"? [unknown]',
    ),
    "a law that is not there": broken(
        HEAD + ". See {{ law.main_akt }}.",
        "silent",
        'error: “Hours”, paragraph 2 “See {{ law.main_akt }}.”: there is no name in the law files "law.main_akt"; did you mean "main_act"? [unknown]',
    ),
    "a filter that is not there": broken(
        HEAD + '. {{ availability.out_of_hours.answer_minutes | cuont("minute") }}',
        "error",
        'error: “Hours”, paragraph 2 “{{ availability.out_of_hours.answer_minutes | cuont("minute…”: there is no filter "cuont"; did you mean "count"? [tag]',
    ),
    "a test that is not there": broken(
        HEAD + "{% if availability.night is answerd %}By night{% endif %}",
        "error",
        'error: “Hours”, paragraph 2 “{% if availability.night is answerd %}By night{% endif %}”: there is no test "answerd"; did you mean "answered"? [tag]',
    ),
    "a choice that is not there": broken(
        HEAD + '{% if availability.pattern == "dayime" %}x{% else %}By day{% endif %}',
        "silent",
        'warning: “Hours”, paragraph 2 “{% if availability.pattern == "dayime" %}x{% else %}By day{…”: availability.pattern is never "dayime"; did you mean "daytime"? [choice]',
    ),
    "a section that is not there": broken(
        HEAD + '{% if has_section("paymnt") %}x{% else %}By day{% endif %}',
        "silent",
        'warning: “Hours”, paragraph 2 “{% if has_section("paymnt") %}x{% else %}By day{% endif %}”: there is no section "paymnt"; did you mean "payment"? [section]',
    ),
    "a list as it is": broken(
        HEAD + ". Days: {{ availability.days }}.",
        "silent",
        "error: “Hours”, paragraph 2 “Days: {{ availability.days }}.”: prints availability.days: a list cannot be printed as it is; use a loop, or the filter and_list [print]",
    ),
    "a group as it is": broken(
        HEAD + ". Office: {{ availability.office }}.",
        "silent",
        "error: “Hours”, paragraph 2 “Office: {{ availability.office }}.”: prints availability.office: this is no answer that can be printed; name one of the answers inside it [print]",
    ),
    "yes or no as it is": broken(
        HEAD + ". Shared: {{ gain_sharing.used }}.",
        "error",
        "error: “Hours”, paragraph 2 “Shared: {{ gain_sharing.used }}.”: prints gain_sharing.used: yes or no has no words of its own; say it in words with if and else [print]",
    ),
    "a text letter by letter": broken(
        HEAD + "{%p for text in scope.description %}\n. {{ text }}\n{%p endfor %}",
        "silent",
        "error: “Hours”, paragraph 2 “{%p for text in scope.description %}”: goes through the text scope.description letter by letter; write scope.description | paragraphs [print]",
    ),
    "an optional answer without a guard": broken(
        HEAD + ". Help goes on: {{ availability.continuity.workers }}.",
        "silent",
        "warning: “Hours”, paragraph 2 “Help goes on: {{ availability.continuity.workers }}.”: prints availability.continuity, an optional question; without an answer the draft stops here; put {% if availability.continuity %} and {% endif %} around it [absent]",
    ),
    "an include that is not there": broken(
        HEAD + '{%p include "sections/availabilty.docx" %}',
        "error",
        'error: “Hours”, paragraph 2 “{%p include "sections/availabilty.docx" %}”: there is no template "sections/availabilty.docx"; did you mean "sections/availability.docx"? [include]',
    ),
    "extends what is not there": broken(
        '{%p extends "specgen/sections/availabilty.docx" %}\n{%p block availability_hours %}\n. Text\n{%p endblock %}',
        "error",
        'error: paragraph 1 “{%p extends "specgen/sections/availabilty.docx" %}”: there is no template "specgen/sections/availabilty.docx"; did you mean "sections/availability.docx"? [include]',
    ),
    "a block that the parent does not have": broken(
        '{%p extends "specgen/sections/availability.docx" %}\n{%p block availability_huors %}\n. Text\n{%p endblock %}',
        "error",
        'error: paragraph 2 “{%p block availability_huors %}”: fills the block "availability_huors", which specgen/sections/availability.docx does not have, and it would not be printed; did you mean "availability_hours"? [block]',
    ),
    "text outside the blocks": broken(
        '{%p extends "specgen/sections/scope.docx" %}\nLost words\n{%p block scope_people %}\n. Text\n{%p endblock %}',
        "error",
        "error: paragraph 2 “Lost words”: stands outside the blocks of a template that extends another, and would not be printed; put it between {%p block name %} and {%p endblock %} [block]",
    ),
    "extends not first": broken(
        '. Text {{ availability.start }}\n{%p extends "specgen/sections/scope.docx" %}\n{%p block scope_people %}\n. Text\n{%p endblock %}',
        "error",
        "error: paragraph 1 “Text {{ availability.start }}”: stands outside the blocks of a template that extends another, and would not be printed; put it between {%p block name %} and {%p endblock %} [block]",
        'error: paragraph 2 “{%p extends "specgen/sections/scope.docx" %}”: extends another template, but not in its first tag; move the extends tag up [block]',
    ),
    "a reference to nothing": broken(
        HEAD + '. See clause {{ ref("availability.respons") }}.',
        "silent",
        'error: “Hours”, paragraph 2 “See clause {{ ref("availability.respons") }}.”: refers to "availability.respons", a mark that no template sets; did you mean "availability.response"? [reference]',
    ),
    "a mark twice": broken(
        HEAD + '. One {{ mark("hours.own") }}\n. Two {{ mark("hours.own") }}',
        "silent",
        'error: “Hours”, paragraph 3 “Two {{ mark("hours.own") }}”: sets the mark "hours.own", which paragraph 2 sets already; give each clause a mark of its own [reference]',
    ),
    "a mark that another template sets": broken(
        HEAD + '. One {{ mark("scope.people") }}',
        "silent",
        'error: “Hours”, paragraph 2 “One {{ mark("scope.people") }}”: sets the mark "scope.people", which sections/scope.docx sets too; give each clause a mark of its own [reference]',
    ),
    "a mark in a loop": broken(
        HEAD
        + '{%p for line in availability.response %}\n. {{ line.priority }} {{ mark("hours.line") }}\n{%p endfor %}',
        "silent",
        'warning: “Hours”, paragraph 3 “{{ line.priority }} {{ mark("hours.line") }}”: sets the mark "hours.line" in a loop, and so once for each row; put the mark into a clause before the loop [reference]',
    ),
    "a style that is not there": broken(
        HEAD + "<w:p><w:pPr><w:pStyle w:val='Gone'/></w:pPr><w:r><w:t>Some words</w:t></w:r></w:p>",
        "silent",
        'error: “Hours”, paragraph 2 “Some words”: uses the paragraph style "Gone", which the file does not define; apply a style from the list in Word [style]',
    ),
    "a tag in a deletion": broken(
        HEAD + tracked("del", "{{ availability.start }}"),
        "silent",
        "error: “Hours”, paragraph 2 “Kept”: the tag {{ availability.start }} stands in a tracked deletion; accept or reject the change: Review, Accept [tracked]",
        "error: “Hours”, paragraph 2 “Kept”: holds a tracked change; accept or reject all changes before the file is used as a template [carry]",
    ),
    "half a tag in a deletion": broken(
        HEAD + tracked("del", " {% if availability.night %}") + "\nwords{% endif %}",
        "silent",
        "error: “Hours”, paragraph 2 “Kept”: the tag {% if availability.night %} stands in a tracked deletion; accept or reject the change: Review, Accept [tracked]",
        "error: “Hours”, paragraph 2 “Kept”: holds a tracked change; accept or reject all changes before the file is used as a template [carry]",
        "error: “Hours”, paragraph 3 “words{% endif %}”: {% endif %} ends nothing: there is no {% if ... %} before it in its paragraph; write the tag that begins it, or take this one out [pair]",
    ),
    "an inserted change": broken(
        HEAD + tracked("ins", "new words"),
        "silent",
        "error: “Hours”, paragraph 2 “Kept new words”: holds a tracked change; accept or reject all changes before the file is used as a template [carry]",
    ),
    "a comment": broken(
        HEAD + "<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:commentReference w:id='0'/></w:r></w:p>",
        "silent",
        "error: “Hours”, paragraph 2 “Text”: holds a comment; delete it before the file is used as a template [carry]",
    ),
    "a footnote": broken(
        HEAD + "<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
        "silent",
        "error: “Hours”, paragraph 2 “Text”: holds a footnote, which cannot be carried; put its text in the paragraph [carry]",
    ),
    "a cross-reference made in Word": broken(
        HEAD + f"<w:p>{run('see ')}{word_field('REF _Ref1 ', '4.2')}</w:p>",
        "silent",
        'error: “Hours”, paragraph 2 “see 4.2”: has a cross-reference made in Word (REF), which would not follow its clause; mark the clause with {{ mark("name") }} and write {{ ref("name") }} here [field]',
    ),
    "a picture kept elsewhere": broken(
        HEAD + f"<w:p>{run('Map')}{picture('rId71', kind='link')}</w:p>",
        "silent",
        "error: “Hours”, paragraph 2 “Map”: shows a picture kept elsewhere (https://x.example/map.png); insert the picture itself [carry]",
        more=MEDIA,
    ),
    "a link to a file": broken(
        HEAD + f"<w:p>{link('the plan', 'rId73')}</w:p>",
        "silent",
        "error: “Hours”, paragraph 2 “the plan”: links to file:///C:/plan.docx; link to an address that starts with https://, http:// or mailto: [carry]",
        more=MEDIA,
    ),
    "a tag in a header": broken(
        HEAD + ". Text",
        "silent",
        "warning: header, paragraph 1 “{{ document.title }}”: the header of this file is not printed: every page has that of the house document; move the tag into the text, or into house.docx [unprinted]",
        more={"stories": {"header1": "{{ document.title }}"}},
    ),
    "pages on their side": broken(
        HEAD + ". Text",
        "silent",
        "error: its pages are landscape and those of the house document are not; put a section break before and after what needs such pages [carry]",
        more={"last_section": LANDSCAPE},
    ),
    "a table without a header row": broken(
        HEAD + "| Name | Use |\n| a | b |",
        "silent",
        "warning: “Hours”, table 1, row 1, column 1 “Name”: the table has no header row; click into its first row, then Layout, Repeat Header Rows [header-row]",
    ),
    "a picture without alternative text": broken(
        HEAD + f"<w:p>{run('Map')}{picture(words='')}</w:p>",
        "silent",
        "warning: “Hours”, paragraph 2 “Map”: the picture has no alternative text; right click it, then View Alt Text, and say what it shows [accessibility]",
        more=MAP,
    ),
    "a heading that skips a level": broken(
        HEAD + "[heading 4] Start",
        "silent",
        "warning: paragraph 2 “Start”: a heading of level 4 follows one of level 1; make it level 2 [accessibility]",
        more=WIDE,
    ),
    "an empty heading": broken(
        HEAD + '# {{ mark("hours.own") }}',
        "silent",
        'warning: paragraph 2 “{{ mark("hours.own") }}”: the heading is empty; write its words, or give the paragraph another style [accessibility]',
    ),
    "merged cells": broken(
        HEAD + MERGED,
        "silent",
        "warning: “Hours”, table 1, row 2, column 1 “both”: the table has merged cells, which a screen reader cannot follow; split them: Layout, Split Cells [accessibility]",
    ),
    "a mark in the header of a house": broken(
        "Cover {{ document.title }}\n{%p block body %}\n{%p endblock %}",
        "silent",
        'error: header, paragraph 1 “{{ document.titel }} {{ mark("top") }}”: there is no answer or name "document.titel"; did you mean "title"? [unknown]',
        'error: header, paragraph 1 “{{ document.titel }} {{ mark("top") }}”: has a mark in a header or footer; move it into the text [reference]',
        more={"stories": {"header1": '{{ document.titel }} {{ mark("top") }}'}},
        name="house.docx",
    ),
    "an if in a footer that is not closed": broken(
        "Cover\n{%p block body %}\n{%p endblock %}",
        "error",
        "error: footer, paragraph 1 “{% if document.version %}Version”: {% if document.version %} is not closed: there is no {% endif %} after it in its paragraph; write {% endif %} where it ends [pair]",
        more={"stories": {"footer1": "{% if document.version %}Version"}},
        name="house.docx",
    ),
    "a style that the house does not define": broken(
        "<w:p><w:pPr><w:pStyle w:val='Gone'/></w:pPr><w:r><w:t>Cover</w:t></w:r></w:p>\n{%p block body %}\n{%p endblock %}",
        "silent",
        'warning: paragraph 1 “Cover”: uses the paragraph style "Gone", which the file does not define; apply a style from the list in Word [style]',
        name="house.docx",
    ),
    "a date that changes": broken(
        HEAD + f"<w:p>{run('On ')}{word_field('DATE', '1 May')}</w:p>",
        "silent",
        "error: “Hours”, paragraph 2 “On 1 May”: has the field DATE, which would show something else later; write its text, or a tag [field]",
    ),
    "a contents list made in Word": broken(
        HEAD + f"<w:p>{word_field('TOC', 'Scope 1')}</w:p>",
        "silent",
        "error: “Hours”, paragraph 2 “Scope 1”: has a list of contents made in Word (TOC), which would go stale; write {{ contents }} in a paragraph of its own [field]",
    ),
    "a number compared with a text": broken(
        HEAD + '{% if scope.people == "640" %}x{% endif %}',
        "silent",
        'warning: “Hours”, paragraph 2 “{% if scope.people == "640" %}x{% endif %}”: compares scope.people, a number, with "640", a text; write 640 without quotation marks [kind]',
    ),
    "a number in a list of texts": broken(
        HEAD + '{% if scope.people in ["640"] %}x{% endif %}',
        "silent",
        'warning: “Hours”, paragraph 2 “{% if scope.people in ["640"] %}x{% endif %}”: compares scope.people, a number, with "640", a text; write 640 without quotation marks [kind]',
    ),
    "a choice compared with a number": broken(
        HEAD + "{% if availability.pattern == 5 %}x{% endif %}",
        "silent",
        'warning: “Hours”, paragraph 2 “{% if availability.pattern == 5 %}x{% endif %}”: compares availability.pattern, a choice, with 5, a number; write it in quotation marks: "5" [kind]',
    ),
    "a needed yes or no that may be open": broken(
        HEAD + "{% if gain_sharing.used %}Gains are shared.{% else %}No gain is shared.{% endif %}",
        "error",
        "warning: “Hours”, paragraph 2 “{% if gain_sharing.used %}Gains are shared.{% else %}No gai…”: decides by gain_sharing.used; while that has no answer the draft says what is meant for yes; write {% if gain_sharing.used is open %}{{ gain_sharing.used }}{% elif gain_sharing.used %} [open]",
    ),
    "a needed yes or no that may be open, within a line": broken(
        HEAD + "Gains are {{ 'kept' if not gain_sharing.used else 'shared' }}.",
        "error",
        "warning: “Hours”, paragraph 2 “Gains are {{ 'kept' if not gain_sharing.used else 'shared'…”: decides by gain_sharing.used; while that has no answer the draft says what is meant for yes; write {% if gain_sharing.used is open %}{{ gain_sharing.used }}{% elif gain_sharing.used %} [open]",
    ),
    "yes or no compared with a text": broken(
        HEAD + '{% if gain_sharing.used == "yes" %}x{% endif %}',
        "error",
        'warning: “Hours”, paragraph 2 “{% if gain_sharing.used == "yes" %}x{% endif %}”: compares gain_sharing.used, yes or no, with "yes", a text; write {% if name %} or {% if not name %}, without a comparison [kind]',
    ),
    "a date compared with a text": broken(
        HEAD + '{% if contract.start > "2027-04-05" %}x{% endif %}',
        "silent",
        'error: “Hours”, paragraph 2 “{% if contract.start > "2027-04-05" %}x{% endif %}”: compares contract.start, a date, with "2027-04-05", a text; compare it with another date, such as {{ contract.start }} [operands]',
    ),
    "a list compared with a number": broken(
        HEAD + "{% if measures > 3 %}x{% endif %}",
        "error",
        "error: “Hours”, paragraph 2 “{% if measures > 3 %}x{% endif %}”: compares measures, a list, with 3, a number; write name | length to compare how many there are, or go through it with a loop [operands]",
    ),
    "an answer compared with none": broken(
        HEAD + "{% if availability.pattern == none %}x{% endif %}",
        "silent",
        "warning: “Hours”, paragraph 2 “{% if availability.pattern == none %}x{% endif %}”: availability.pattern is never none: an answer that is not there is no none; write availability.pattern is answered, or leave the comparison out [kind]",
    ),
    "a text in a reckoning": broken(
        HEAD + "{{ availability.pattern * 2 }}",
        "silent",
        "warning: “Hours”, paragraph 2 “{{ availability.pattern * 2 }}”: reckons with availability.pattern, a choice; name an answer that is a number [kind]",
    ),
    "a text and a number added": broken(
        HEAD + '{{ scope.people + " people" }}',
        "error",
        'error: “Hours”, paragraph 2 “{{ scope.people + " people" }}”: adds scope.people, a number, and " people", a text; write ~ to put texts together [operands]',
    ),
    "a quotation mark of another language": broken(
        HEAD + "{% if availability.pattern == „daytime“ %}x{% endif %}",
        "error",
        'error: “Hours”, paragraph 2 “{% if availability.pattern == „daytime“ %}x{% endif %}”: {% if availability.pattern == „daytime“ %} has the quotation mark „, which no tag reads; write the text as "text" [tag]',
    ),
    "a prime for a quotation mark": broken(
        HEAD + "{% if availability.pattern == ″daytime″ %}x{% endif %}",
        "error",
        'error: “Hours”, paragraph 2 “{% if availability.pattern == ″daytime″ %}x{% endif %}”: {% if availability.pattern == ″daytime″ %} has the quotation mark ″, which no tag reads; write the text as "text" [tag]',
    ),
    "a dash for a minus": broken(
        HEAD + "{{ scope.people – 1 }}",
        "error",
        "error: “Hours”, paragraph 2 “{{ scope.people – 1 }}”: {{ scope.people – 1 }} has the sign –, which no tag can hold; write - in its place [tag]",
    ),
    "a sign of mathematics": broken(
        HEAD + "{% if scope.people ≥ 3 %}x{% endif %}",
        "error",
        "error: “Hours”, paragraph 2 “{% if scope.people ≥ 3 %}x{% endif %}”: {% if scope.people ≥ 3 %} has the sign ≥, which no tag can hold; write >= in its place [tag]",
    ),
    "an exclamation mark for not": broken(
        HEAD + "{% if !scope.people %}x{% endif %}",
        "error",
        "error: “Hours”, paragraph 2 “{% if !scope.people %}x{% endif %}”: {% if !scope.people %} has the sign !, which no tag can hold; write not in its place [tag]",
    ),
    "hidden text": broken(
        HEAD + f"<w:p>{run('Seen. ')}{run('Note to drafter', '<w:rPr><w:vanish/></w:rPr>')}</w:p>",
        "silent",
        'warning: “Hours”, paragraph 2 “Seen. Note to drafter”: the hidden text "Note to drafter" is left out of the draft; delete it, or show it: Home, Font, Hidden [hidden]',
    ),
    "a merged cell that begins in a row of tags": broken(
        HEAD + DOWN,
        "silent",
        "error: “Hours”, table 1, row 2, column 2: has a merged cell that begins in a row with a row tag, and the row goes; let the cell begin in the row below: Layout, Split Cells [tag]",
        "warning: “Hours”, table 1, row 3, column 2: the table has merged cells, which a screen reader cannot follow; split them: Layout, Split Cells [accessibility]",
    ),
    "an embedded object": broken(
        HEAD + "<w:p><w:r><w:t>Sheet</w:t></w:r><w:r><w:object/></w:r></w:p>",
        "silent",
        "error: “Hours”, paragraph 2 “Sheet”: holds an embedded object, which cannot be carried; paste it as a picture [carry]",
    ),
    "a loop over a group": broken(
        HEAD + "{%p for one in availability.office %}\n. {{ one }}\n{%p endfor %}",
        "silent",
        "error: “Hours”, paragraph 2 “{%p for one in availability.office %}”: goes through availability.office, which is no list; take the loop out, or name a list [print]",
    ),
    "a private name": broken(
        HEAD + ". {{ availability.__class__ }}",
        "silent",
        'error: “Hours”, paragraph 2 “{{ availability.__class__ }}”: there is no answer or name "availability.__class__"; there are: pattern, days, start, end, other_hours, night_minutes, night, office, out_of_hours, response, clock, hospital, and more [unknown]',
    ),
    "a tag in a cell of a row that is repeated": broken(
        HEAD
        + grid(
            "| Priority | Start |",
            "| {%tr for row in availability.response %} |",
            "| {{ row.priority }} | {% if row.start_huors %}soon{% endif %} |",
            "| {%tr endfor %} |",
        ),
        "loses",
        'error: “Hours”, table 1, row 3, column 2 “{% if row.start_huors %}soon{% endif %}”: there is no answer or name "row.start_huors"; did you mean "start_hours"? [unknown]',
    ),
    "four faults in one file": broken(
        HEAD
        + ". From {{ availability.strat }}.\n{%p if availability.nigth %}\n. {{ term.providr.The }} and {{ availability.end | uper_first }}\n{%p endif %}\n{%p endfor %}",
        "error",
        'error: “Hours”, paragraph 2 “From {{ availability.strat }}.”: there is no answer or name "availability.strat"; did you mean "start"? [unknown]',
        'error: “Hours”, paragraph 3 “{%p if availability.nigth %}”: there is no answer or name "availability.nigth"; did you mean "night"? [unknown]',
        'error: “Hours”, paragraph 4 “{{ term.providr.The }} and {{ availability.end | uper_first…”: there is no filter "uper_first"; did you mean "upper_first"? [tag]',
        'error: “Hours”, paragraph 4 “{{ term.providr.The }} and {{ availability.end | uper_first…”: there is no term "term.providr"; did you mean "provider"? [unknown]',
        "error: “Hours”, paragraph 6 “{%p endfor %}”: {%p endfor %} ends nothing: there is no {%p for ... %} before it in the text; write the tag that begins it, or take this one out [pair]",
    ),
    "a total counted in a loop": broken(
        HEAD
        + "{%p set total = 0 %}\n{%p for line in availability.response %}\n{%p set total = total + line.start_hours %}\n{%p endfor %}\n. {{ total }} hours",
        "silent",
        'warning: “Hours”, paragraph 4 “{%p set total = total + line.start_hours %}”: adds to total in a loop, and each turn begins again with what total was before the loop; write availability.response | sum_of("start_hours") for the total [loop]',
    ),
    "a number counted in a loop": broken(
        HEAD
        + "{% set count = 0 %}{% for line in availability.response %}{% set count = count + 1 %}{% endfor %}{{ count }}",
        "silent",
        "warning: “Hours”, paragraph 2 “{% set count = 0 %}{% for line in availability.response %}{…”: adds to count in a loop, and each turn begins again with what count was before the loop; write availability.response | length for their number [loop]",
    ),
    "a text put together in a loop": broken(
        HEAD
        + '{% set all = "" %}{% for line in availability.response %}{% set all = all ~ line.priority %}{{ all }}{% endfor %}',
        "silent",
        'warning: “Hours”, paragraph 2 “{% set all = "" %}{% for line in availability.response %}{%…”: adds to all in a loop, and each turn begins again with what all was before the loop; use a filter in place of the loop, such as map and join [loop]',
    ),
    "set in a loop and read after it": broken(
        HEAD
        + "{% set late = 0 %}{% for line in availability.response %}{% if line.start_hours > 4 %}{% set late = 1 %}{% endif %}{% endfor %}{% if late == 1 %}Late{% endif %}",
        "loses",
        "warning: “Hours”, paragraph 2 “{% set late = 0 %}{% for line in availability.response %}{%…”: reads late as it was before: what a loop or a block sets is lost after it; print it where it is set, or use a filter in place of the loop, such as selectattr [loop]",
    ),
    "set in a loop alone and read after it": broken(
        HEAD + "{% for line in availability.response %}{% set late = line.priority %}{% endfor %}{{ late }}",
        "silent",
        'error: “Hours”, paragraph 2 “{% for line in availability.response %}{% set late = line.p…”: there is no answer or name "late" behind its loop; print it inside the loop that gives it [unknown]',
    ),
    "set in a block and read after it": broken(
        HEAD + "{% set word = 1 %}{% block own_word scoped %}{% set word = 2 %}{% endblock %}{{ word }}",
        "silent",
        "warning: “Hours”, paragraph 2 “{% set word = 1 %}{% block own_word scoped %}{% set word =…”: reads word as it was before: what a loop or a block sets is lost after it; print it where it is set, or use a filter in place of the loop, such as selectattr [loop]",
    ),
    "a number without end": broken(
        HEAD + "{{ 1e400 }}",
        "silent",
        "error: “Hours”, paragraph 2 “{{ 1e400 }}”: reckons with a number of more than 4,000 digits, or one that has no end; write a smaller number [tag]",
    ),
    "a number of many digits": broken(
        HEAD + "{{ " + "9" * 5000 + " }}",
        "error",
        "error: “Hours”, paragraph 2 “{{ 99999999999999999999999999999999999999999999999999999999…”: reckons with a number of more than 4,000 digits, or one that has no end; write a smaller number [tag]",
    ),
    "an argument twice": broken(
        HEAD + '{{ scope.people | count(one="person", one="people") }}',
        "error",
        'error: “Hours”, paragraph 2 “{{ scope.people | count(one="person", one="people") }}”: has the argument "one" twice; take one of them out [tag]',
    ),
    "a comparison as it is": broken(
        HEAD + "{{ scope.people > 3 }}",
        "silent",
        "error: “Hours”, paragraph 2 “{{ scope.people > 3 }}”: prints scope.people > 3: yes or no has no words of its own; say it in words with if and else [print]",
    ),
    "whether something is held": broken(
        HEAD + '{{ "x" in scope.groups }}',
        "silent",
        'error: “Hours”, paragraph 2 “{{ "x" in scope.groups }}”: prints "x" in scope.groups: yes or no has no words of its own; say it in words with if and else [print]',
    ),
    "not as it is": broken(
        HEAD + "{{ not scope.people }}",
        "silent",
        "error: “Hours”, paragraph 2 “{{ not scope.people }}”: prints not scope.people: yes or no has no words of its own; say it in words with if and else [print]",
    ),
    "and as it is": broken(
        HEAD + "{{ scope.people > 3 and true }}",
        "silent",
        "error: “Hours”, paragraph 2 “{{ scope.people > 3 and true }}”: prints scope.people > 3 and true: yes or no has no words of its own; say it in words with if and else [print]",
    ),
    "an item that may not be there": broken(
        HEAD + "{{ scope.groups[9] }}",
        "silent",
        "warning: “Hours”, paragraph 2 “{{ scope.groups[9] }}”: takes item 10 of scope.groups; if there are fewer the draft stops here; put {% if scope.groups | length > 9 %} and {% endif %} around it [absent]",
    ),
    "an item of a number": broken(
        HEAD + "{{ scope.people[0] }}",
        "silent",
        "error: “Hours”, paragraph 2 “{{ scope.people[0] }}”: takes item 1 of scope.people, a number; name a list, or an answer inside it [operands]",
    ),
    "an item too many of a pair": broken(
        HEAD + '{{ ("a", "b")[2] }}',
        "silent",
        'error: “Hours”, paragraph 2 “{{ ("a", "b")[2] }}”: takes item 3 of 2; count from [0] [operands]',
    ),
    "a macro of paragraphs in a paragraph": broken(
        HEAD + '{%p macro line(of) %}\n. For {{ of }}\n{%p endmacro %}\n{{ line("a") }}',
        "silent",
        'error: “Hours”, paragraph 5 “{{ line("a") }}”: prints paragraphs inside a paragraph with {{ line("a") }}; write {{p line("a") }} in a paragraph of its own [print]',
    ),
    "set paragraphs in a paragraph": broken(
        HEAD + "{%p set words %}\n. Text\n{%p endset %}\n. See {{ words }}",
        "silent",
        "error: “Hours”, paragraph 5 “See {{ words }}”: prints paragraphs inside a paragraph with {{ words }}; write {{p words }} in a paragraph of its own [print]",
    ),
    "set words outside of any paragraph": broken(
        HEAD + "{% set words %}Text{% endset %}\n{{p words }}",
        "loses",
        "error: “Hours”, paragraph 3 “{{p words }}”: prints words that stand in no paragraph with {{p words }}; write {{ words }}, without the letter p [print]",
    ),
    "an answer outside of any paragraph": broken(
        HEAD + "{{p scope.people }}",
        "silent",
        "error: “Hours”, paragraph 2 “{{p scope.people }}”: prints words that stand in no paragraph with {{p scope.people }}; write {{ scope.people }}, without the letter p [print]",
    ),
    "the words of the parent beside others": broken(
        '{%p extends "specgen/sections/scope.docx" %}\n{%p block scope_people %}\n. Also {{ super() }}\n{%p endblock %}',
        "error",
        "error: paragraph 3 “Also {{ super() }}”: prints paragraphs inside a paragraph with {{ super() }}; write {{p super() }} in a paragraph of its own [print]",
    ),
    "a call of a macro of paragraphs in a paragraph": broken(
        HEAD + "{%p macro line() %}\n. For {{ caller() }}\n{%p endmacro %}\n. See {% call line() %}x{% endcall %}",
        "silent",
        "error: “Hours”, paragraph 5 “See {% call line() %}x{% endcall %}”: prints paragraphs inside a paragraph with {% call line() %}; write {%p call line() %} in a paragraph of its own [print]",
    ),
    "a reference to a mark inside an if": broken(
        HEAD
        + '{%p if availability.night == "none" %}\n. No {{ mark("hours.none") }}\n{%p endif %}\n. See {{ ref("hours.none") }}',
        "silent",
        'warning: “Hours”, paragraph 5 “See {{ ref("hours.none") }}”: refers to "hours.none", which is there only if availability.night == "none"; elsewhere the draft stops here; put the reference into the same if, or mark a clause that is always there [reference]',
    ),
    "a reference to a mark of another template inside an if": broken(
        HEAD + '. See {{ ref("availability.surge") }}',
        "silent",
        'warning: “Hours”, paragraph 2 “See {{ ref("availability.surge") }}”: refers to "availability.surge", which is there only if availability.surge; elsewhere the draft stops here; put the reference into the same if, or mark a clause that is always there [reference]',
    ),
    "an import of words": broken(
        HEAD + '{%p import "specgen/sections/contract.docx" as contract_words %}\n. Text',
        "error",
        'error: “Hours”, paragraph 2 “{%p import "specgen/sections/contract.docx" as contract_wor…”: imports specgen/sections/contract.docx, which reads "contract": an imported template sees no answers; write {%p include "specgen/sections/contract.docx" %} to print it, or the words with context at the end of this tag [include]',
    ),
    "an import of what is not there": broken(
        HEAD + '{%p from "specgen/sections/contract.docx" import nothing with context %}\n. {{ nothing() }}',
        "error",
        'error: “Hours”, paragraph 2 “{%p from "specgen/sections/contract.docx" import nothing wi…”: specgen/sections/contract.docx sets no name "nothing" and has no such macro; to print it, write {%p include "specgen/sections/contract.docx" %} [include]',
    ),
    "a macro that is not there": broken(
        HEAD + '{%p import "specgen/sections/contract.docx" as other with context %}\n. {{ other.line() }}',
        "error",
        'error: “Hours”, paragraph 3 “{{ other.line() }}”: specgen/sections/contract.docx sets no name "line" and has no such macro; to print it, write {%p include "specgen/sections/contract.docx" %} [include]',
    ),
}

ENDLESS: dict[str, Broken] = {  # docxtpl would work on them for hours, so nobody asks it
    "a power without end": broken(
        HEAD + "{{ 9**(9**9) }}",
        "silent",
        "error: “Hours”, paragraph 2 “{{ 9**(9**9) }}”: reckons with a number of more than 4,000 digits, or one that has no end; write a smaller number [tag]",
    ),
    "loops inside fifteen others": broken(
        HEAD + "{%p for x in measures %}\n" * 16 + ". {{ x.name }}\n" + "{%p endfor %}\n" * 16,
        "silent",
        "warning: “Hours”, paragraph 6 “{%p for x in measures %}”: stands in 4 other loops: so many turns can take longer than a draft may; use fewer loops inside each other [loop]",
        "error: “Hours”, paragraph 17 “{%p for x in measures %}”: stands in more than 15 loops or 60 tags; make it simpler [tag]",
    ),
    "loops inside four others": broken(
        HEAD + "{%p for x in measures %}\n" * 5 + ". {{ x.name }}\n" + "{%p endfor %}\n" * 5,
        "silent",
        "warning: “Hours”, paragraph 6 “{%p for x in measures %}”: stands in 4 other loops: so many turns can take longer than a draft may; use fewer loops inside each other [loop]",
    ),
}
