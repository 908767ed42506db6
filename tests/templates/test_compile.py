"""Compile Word files as templates: what one gives to another, and the message for each that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.document.finish import finish
from specgen.inputs.council.council import Council
from specgen.inputs.models.model import Model
from specgen.problems import WrongInput
from specgen.templates.compile import compile_templates
from specgen.templates.compiled import freeze, thaw
from specgen.templates.environment import jinja_environment
from specgen.templates.library import Library
from specgen.templates.loader import TemplateLoader
from specgen.templates.render import render
from tests.support.word_files import (
    BULLETS,
    CLAUSES,
    HOUSE,
    LANDSCAPE,
    LISTS,
    OFFICE,
    OTHER_PIXEL,
    PIXEL,
    PROPERTIES,
    RECORD,
    SCHEDULES,
    STYLES,
    Drafted,
    Files,
    Style,
    all_of,
    child,
    drafted,
    fault_of,
    field,
    level,
    link,
    numbered,
    paragraph,
    picture,
    run,
    value,
    w,
    word_file,
    write_files,
)

SECTION = "# Scope\n{%p block scope_who %}\n. Adults\n{%p endblock %}\n. Carers"
OWN = child("{{ super() }}\n. Young people", of="specgen/sections/scope.docx", block="scope_who")
TAKE = '{%p include "sections/scope.docx" %}'


# One Word file in another


def test_a_section_is_included_where_its_tag_stands() -> None:
    made = drafted({"main.docx": child(f"before\n{TAKE}\nafter"), "sections/scope.docx": SECTION})
    assert made.lines == ["before", "Scope", "Adults", "Carers", "after"]


def test_a_block_replaces_what_stands_in_the_parent_and_super_brings_it_back() -> None:
    house = "cover\n{%p block body %}\nusual\n{%p endblock %}\nend"
    files = {"house.docx": house, "main.docx": child("mine")}
    assert drafted(files).lines == ["cover", "mine", "end"]
    assert drafted(files | {"main.docx": child("{{ super() }}\nmine")}).lines == ["cover", "usual", "mine", "end"]


def test_what_a_template_has_set_aside_is_printed_where_it_is_asked_for() -> None:
    assert drafted("{%p set text %}\none\ntwo\n{%p endset %}\nfirst\n{{p text }}").lines == ["first", "one", "two"]


def test_three_levels_extend_each_other() -> None:
    files = {
        "house.docx": "cover\n{%p block body %}\n{%p endblock %}",
        "specification.docx": child("start\n{%p block sections %}\nusual\n{%p endblock %}\nend"),
        "main.docx": child("{{ super() }}\nmine", of="specification.docx", block="sections"),
    }
    assert drafted(files).lines == ["cover", "start", "usual", "mine", "end"]


def test_a_council_changes_one_block_of_a_built_in_section() -> None:
    files = {"main.docx": child(TAKE), "sections/scope.docx": SECTION}
    assert drafted(files, own={"sections/scope.docx": OWN}).lines == ["Scope", "Adults", "Young people", "Carers"]


def test_a_council_with_nothing_of_its_own_gets_the_built_in_section() -> None:
    files = {"main.docx": child(TAKE), "sections/scope.docx": SECTION}
    assert drafted(files, own={"other.docx": "not asked for"}).lines == ["Scope", "Adults", "Carers"]


def test_a_councils_house_can_extend_the_built_in_one_and_keeps_its_own_pages() -> None:
    built_in = {"house.docx": "cover\n{%p block body %}\n{%p endblock %}", "main.docx": child("text")}
    house = child("{{ super() }}", of="specgen/house.docx")
    made = drafted(built_in, own={"house.docx": word_file(house, stories={"header1": "Our council"}), "x.docx": ""})
    assert made.lines == ["cover", "text"]
    assert [made.links[node.get(f"{{{OFFICE}}}id", "")][1] for node in all_of(made.body, "headerReference")] == [
        "header1.xml"
    ]


def test_a_loop_includes_each_section_that_its_list_names() -> None:
    files = {
        "main.docx": child("{%p for one in parts %}\n{%p include one %}\n{%p endfor %}"),
        "a.docx": "A {{ x }}",
        "b.docx": "B {{ x }}",
    }
    assert drafted(files, wanted=("a.docx", "b.docx"), parts=("b.docx", "a.docx"), x=1).lines == ["B 1", "A 1"]


def test_a_scoped_block_sees_the_row_it_stands_in_and_any_other_does_not() -> None:
    loop = "{%p for row in rows %}\n{%p block one SCOPED %}\n{{ row }}\n{%p endblock %}\n{%p endfor %}"
    assert drafted(loop.replace("SCOPED", "scoped"), rows=("a", "b")).lines == ["a", "b"]
    assert 'there is no answer or name "row"' in fault_of(loop.replace("SCOPED ", ""), rows=("a", "b"))


def test_what_a_section_sets_stays_in_the_section() -> None:
    files = {
        "main.docx": child('{%p set x = "outer" %}\n{%p include "a.docx" %}\n{{ x }}'),
        "a.docx": '{%p set x = "inner" %}\n{{ x }}',
    }
    assert drafted(files).lines == ["inner", "outer"]


def test_headers_and_footers_of_the_house_are_filled_in() -> None:
    house = word_file(
        HOUSE, stories={"header1": "{{ title }}", "footer1": "{% if draft %}Draft{% endif %} {{ title }}"}
    )
    made = drafted({"house.docx": house, "main.docx": child("text")}, title="Care & <65>", draft=True)
    assert made.story("header1") == ["Care & <65>"]
    assert made.story("footer1") == ["Draft Care & <65>"]


def test_headers_begin_on_the_first_page_even_if_a_section_has_pages_of_its_own() -> None:
    turned = f"<w:p><w:pPr><w:sectPr>{LANDSCAPE}</w:sectPr></w:pPr></w:p>"
    house = word_file(
        HOUSE, stories={"header1": "Our council"}, last_section="<w:pgSz w:w='11906' w:h='16838'/><w:titlePg/>"
    )
    made = drafted({"house.docx": house, "main.docx": child(f"upright\n{turned}\nafter")})
    first, last = all_of(made.body, "sectPr")
    assert [first.find(w(tag)) is not None for tag in ("headerReference", "titlePg", "pgSz")] == [True, True, True]
    assert [last.find(w(tag)) is not None for tag in ("headerReference", "titlePg", "pgSz")] == [False, False, True]
    assert first.find(w("pgSz")).get(w("orient")) == "landscape"  # type: ignore[union-attr]


# Styles, lists, links and pictures


def test_styles_are_carried_by_name_whatever_their_id() -> None:
    fragment = word_file("<w:p><w:pPr><w:pStyle w:val='berschrift1'/></w:pPr>" + run("Scope") + "</w:p>",
                         styles=(Style("Heading 1", id="berschrift1"),))  # fmt: skip
    made = drafted({"main.docx": child(TAKE), "sections/scope.docx": fragment})
    assert made.style_names() == ["heading 1"]
    assert value(next(all_of(made.body, "p")), "pPr/pStyle") == "Heading1"


def test_a_style_that_the_house_lacks_is_copied_with_those_it_is_based_on() -> None:
    own = (*STYLES, Style("Quote base", look="<w:rPr><w:i/></w:rPr>"), Style("Quote", based_on="QuoteBase"))
    made = drafted({"main.docx": child(TAKE), "sections/scope.docx": word_file("[Quote] said", styles=own)})
    styles = {value(node, "name"): node for node in all_of(made.root("word/styles.xml"), "style")}
    assert made.style_names() == ["Quote"]
    assert value(styles["Quote"], "basedOn") == styles["Quote base"].get(w("styleId"))


def test_two_styles_of_one_id_and_different_names_stay_two() -> None:
    files: Files = {
        "main.docx": child('{%p include "a.docx" %}\n{%p include "b.docx" %}'),
        "a.docx": word_file("[Mine] a", styles=(Style("Mine of a", id="Mine"),)),
        "b.docx": word_file("[Mine] b", styles=(Style("Mine of b", id="Mine"),)),
    }
    assert drafted(files).style_names() == ["Mine of a", "Mine of b"]


def test_the_pieces_of_a_numbered_style_go_on_counting_in_the_house() -> None:
    fragment = word_file(
        ". {{ ref('b') }}\n. two {{ mark('b') }}", lists=(numbered("1", level(0, "bullet", "x")), *LISTS[1:])
    )
    made = drafted({"main.docx": child(f"# One\n. a\n{TAKE}"), "sections/scope.docx": fragment})
    assert made.lines == ["One", "a", "1.3", "two"]


def test_a_list_that_words_makes_by_itself_is_copied_and_its_id_meets_no_other() -> None:
    own = numbered("1", level(0, "upperLetter", "%1)"), id="1")
    item = paragraph(
        "item {{ mark('item') }}", "Body Text", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    )
    made = drafted(
        {
            "main.docx": child(f"# One {{{{ ref('item') }}}}\n{TAKE}"),
            "sections/scope.docx": word_file(item, lists=(own,)),
        }
    )
    assert made.lines == ["One A)", "item"]


def test_two_sections_with_lists_of_the_same_id_count_each_from_one() -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    own = (numbered("7", level(0, "decimal", "%1)"), id="7"),)
    files: Files = {
        "main.docx": child('{{ ref("a") }} {{ ref("b") }}\n{%p include "a.docx" %}\n{%p include "b.docx" %}')
    } | {
        f"{one}.docx": word_file(paragraph(f"item {{{{ mark('{one}') }}}}", "Body Text", properties=item), lists=own)
        for one in ("a", "b")
    }
    assert drafted(files).lines[0] == "1) 1)"


def test_a_list_that_starts_again_in_word_starts_again_here() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    again = (
        numbered("7", level(0, "decimal", "%1)"), id="7"),
        ("", f'<w:num w:numId="8"><w:abstractNumId w:val="7"/>{restart}</w:num>'),
    )

    def item(text: str, of: int) -> str:
        return paragraph(text, "Body Text", properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{of}"/></w:numPr>')

    items = item("a", 7) + "\n" + item("b", 7) + "\n" + item("c {{ mark('c') }}", 8)
    made = drafted({"main.docx": word_file(child("see {{ ref('c') }}\n" + items), lists=(*LISTS, *again))})
    assert made.lines[0] == "see 1)"


def test_a_clause_that_word_numbers_directly_is_a_clause_of_the_house() -> None:
    """Word writes the list into the paragraph when somebody restarts or indents by hand."""
    direct = paragraph(
        "by hand {{ mark('x') }}", "Body Text", properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    )
    made = drafted(
        {"main.docx": child(f"# One\n. a\n{TAKE}\n. b {{{{ ref('x') }}}}"), "sections/scope.docx": word_file(direct)}
    )
    assert made.lines == ["One", "a", "by hand", "b 1.2"]


def test_a_bullet_moved_in_by_hand_keeps_its_level() -> None:
    inner = paragraph("inner", "List Bullet", properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>')
    outer = paragraph("outer", "List Bullet", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
    made = drafted({"main.docx": word_file(child(f"{outer}\n{inner}\n{outer}"))})
    assert [value(p, "pPr/numPr/ilvl") for p in all_of(made.body, "p")] == ["", "1", ""]


def test_a_numbered_style_that_the_house_lacks_brings_its_list_and_its_level() -> None:
    own = (*STYLES, Style("Step", list=("9", 0)), Style("Substep", list=("9", 1)))
    lists = (*LISTS, numbered("9", level(0, "decimal", "Step %1", "Step"), level(1, "lowerLetter", "%2.", "Substep")))
    text = "[Step] a\n[Substep] b {{ mark('b') }}\nsee {{ ref('b') }}"
    made = drafted({"main.docx": child(TAKE), "sections/scope.docx": word_file(text, styles=own, lists=lists)})
    assert made.lines == ["a", "b", "see Step 1a"]
    linked = [value(node, "pStyle") for node in all_of(made.root("word/numbering.xml"), "lvl")]
    assert linked[-2:] == ["Step", "Substep"]


def test_a_list_style_is_followed_to_its_list() -> None:
    lists = (
        "<w:abstractNum w:abstractNumId='5'><w:numStyleLink w:val='Ours'/></w:abstractNum>",
        "<w:num w:numId='5'><w:abstractNumId w:val='5'/></w:num>",
    )
    real = numbered("6", level(0, "upperRoman", "%1"))
    styles = (*STYLES, Style("Ours", "numbering", look="<w:pPr><w:numPr><w:numId w:val='6'/></w:numPr></w:pPr>"))
    item = paragraph(
        "item {{ mark('x') }}", "Body Text", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    )
    made = drafted(
        {"main.docx": word_file(child(item + "\nsee {{ ref('x') }}"), styles=styles, lists=(*LISTS, lists, real))}
    )
    assert made.lines == ["item", "see I"]


def test_links_go_where_they_went_even_if_the_house_uses_their_id() -> None:
    house = word_file(HOUSE, links={"rId60": ("external hyperlink", "https://other.example")})
    section = word_file(
        f"<w:p>{link('the code')}</w:p>", links={"rId60": ("external hyperlink", "https://example.org/code?a=1&b=2")}
    )
    made = drafted({"house.docx": house, "main.docx": child(TAKE), "sections/scope.docx": section})
    (found,) = all_of(made.body, "hyperlink")
    assert made.links[found.get(f"{{{OFFICE}}}id", "")] == ("hyperlink", "https://example.org/code?a=1&b=2")


def test_a_picture_travels_and_the_same_one_only_once() -> None:
    def section(name: str, data: bytes) -> bytes:
        return word_file(
            f"<w:p>{picture()}</w:p>", links={"rId50": ("image", f"media/{name}")}, parts={f"word/media/{name}": data}
        )

    files: Files = {
        "main.docx": child('{%p include "a.docx" %}\n{%p include "b.docx" %}\n{%p include "c.docx" %}'),
        "a.docx": section("image1.png", PIXEL),
        "b.docx": section("image2.png", PIXEL),
        "c.docx": section("image1.png", OTHER_PIXEL),
    }
    made = drafted(files)
    media = {name: data for name, data in made.parts.items() if name.startswith("word/media/")}
    assert sorted(media.values()) == sorted([PIXEL, OTHER_PIXEL])
    shown = [made.links[node.get(f"{{{OFFICE}}}embed", "")][1] for node in made.body.iter("{*}blip")]
    assert [made.parts[f"word/{target}"] for target in shown] == [PIXEL, PIXEL, OTHER_PIXEL]
    assert len({node.get("id") for node in made.body.iter("{*}docPr")}) == 3


def test_what_a_newer_word_adds_gives_way_to_the_form_that_every_word_knows() -> None:
    either = (
        '<w:p xmlns:new="urn:new"><mc:AlternateContent><mc:Choice Requires="new"><new:thing/></mc:Choice>'
        f"<mc:Fallback>{run('the usual form')}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    made = drafted({"main.docx": child(TAKE), "sections/scope.docx": either})
    assert made.lines == ["the usual form"]
    assert b"urn:new" not in made.parts["word/document.xml"].replace(b'xmlns:new="urn:new"', b"")


def test_what_the_house_keeps_about_its_author_is_not_handed_on() -> None:
    settings = (
        f'<w:settings xmlns:w="{w("")[1:-1]}" xmlns:r="{OFFICE}"><w:attachedTemplate '
        f'r:id="rId1"/><w:updateFields/></w:settings>'
    )
    house = word_file(HOUSE, parts={
        "word/settings.xml": settings.encode(),
        "word/_rels/settings.xml.rels": (b"<Relationships " b"xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>"),
        "docProps/thumbnail.jpeg": b"x",
    })  # fmt: skip
    made = drafted({"house.docx": house, "main.docx": child("text")})
    assert {"word/_rels/settings.xml.rels", "docProps/thumbnail.jpeg"} & set(made.parts) == set()
    assert len(made.root("word/settings.xml")) == 0


# Tags as Word leaves them

RUNS = {
    "a name over three runs": "{{ na¦me¦ }}",
    "braces apart": "{¦{ name }¦}",
    "a statement over runs": "{¦% i¦f name %}Care{%¦ endif %}",
    "curly double quotes": "{% if name == “Care” %}Care{% endif %}",
    "curly single quotes": "{% if name == ‘Care’ %}Care{% endif %}",
    "less and greater": "{% if 1 < 2 > 0 %}Care{% endif %}",
    "an ampersand in a text": '{% if "Health & Care" == both %}Care{% endif %}',
    "no spaces": "{{name}}",
}


@pytest.mark.parametrize("text", RUNS.values(), ids=RUNS)
def test_a_tag_is_read_however_word_has_cut_it_up(text: str) -> None:
    assert drafted(text, name="Care", both="Health & Care").lines == ["Care"]


SPACES_IN_TAGS = {
    "a no-break space behind the letter p": "{%p\u00a0if x %}\n. yes\n{%p endif %}",
    "narrow and wide spaces": "{%p if\u2009x\u202f%}\n. yes\n{%p\u3000endif %}",
    "a tabulator sign": "{%p\tif x\t%}\n. yes\n{%p endif %}",
    "an optional hyphen in a name": "{% if x %}{{ w\u00adord }}{% endif %}",
    "a space without width": "{% if\u200b x %}{{\u200bword }}{% endif %}",
    "in a tag that Word has cut": "{%p¦\u00a0if¦ x %}\n. yes\n{%p endif %}",
}


@pytest.mark.parametrize("text", SPACES_IN_TAGS.values(), ids=SPACES_IN_TAGS)
def test_every_kind_of_space_in_a_tag_is_a_space(text: str) -> None:
    assert drafted(text, x=True, word="yes").lines == ["yes"]


def test_a_no_break_space_in_the_text_of_a_tag_stays() -> None:
    assert drafted('{{ "5\u00a0km" }} a\u00a0b').lines == ["5\u00a0km a\u00a0b"]


def test_an_apostrophe_in_the_text_of_a_tag_keeps_its_curve() -> None:
    assert drafted('{{ “the Provider’s plan” }} isn’t {{ "Health & <Care>" }}').lines == [
        "the Provider’s plan isn’t Health & <Care>"
    ]


def test_a_tag_takes_the_look_of_the_run_it_begins_in() -> None:
    made = drafted(f"<w:p>{run('{{ na', '<w:rPr><w:b/></w:rPr>')}{run('me }}')}{run(' plain')}</w:p>", name="Care")
    assert [(r.findtext(w("t")), r.find(f"{w('rPr')}/{w('b')}") is not None) for r in all_of(made.body, "r")] == [
        ("Care", True), (" plain", False),
    ]  # fmt: skip


def test_rows_are_repeated_and_paragraphs_in_cells_are_chosen() -> None:
    rows = (
        "| Name | Use |\n| {%tr for row in rows %} |\n| {{ row }} | {% if row == 'a' %}yes{% endif %} "
        "|\n| {%tr endfor %} |"
    )
    assert drafted(rows, rows=("a", "b")).lines == ["Name", "Use", "a", "yes", "b"]


# What is refused, in the very words


def tracked(tag: str) -> str:
    return f'<w:p><w:{tag} w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{run("new")}</w:{tag}></w:p>'


REF = field(r"REF _Ref1 \r \h", "4.2")
TOC = field(r"TOC \o", "Scope 1")
SEQ = field(r"SEQ Table \r 4", "4")
BODY = {
    "a style that is not there": (
        "<w:p><w:pPr><w:pStyle w:val='Gone'/></w:pPr><w:r><w:t>Some words</w:t></w:r></w:p>",
        (
            'paragraph 3 “Some words”: uses the paragraph style "Gone", which the file does not define; '
            "apply a style from the list in Word [style]"
        ),
    ),
    "a character style that is not there": (
        "<w:p><w:r><w:rPr><w:rStyle w:val='Gone'/></w:rPr><w:t>Some words</w:t></w:r></w:p>",
        (
            'paragraph 3 “Some words”: uses the character style "Gone", which the file does not define; '
            "apply a style from the list in Word [style]"
        ),
    ),
    "a list that is not there": (
        paragraph("Some words", "Body Text", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'),
        "paragraph 3 “Some words”: is in a list that the file does not define; apply the list again in Word [carry]",
    ),
    "a chart": (
        (
            "<w:p><w:r><w:t>Chart</w:t></w:r><w:r><w:drawing><c:chart xmlns:c='urn:c' "
            "r:id='rId70'/></w:drawing></w:r></w:p>"
        ),
        "paragraph 3 “Chart”: holds a chart, which cannot be carried; copy it in Word and paste it as a picture "
        "[carry]",
    ),
    "an embedded object": (
        "<w:p><w:r><w:t>Sheet</w:t></w:r><w:r><w:object/></w:r></w:p>",
        "paragraph 3 “Sheet”: holds an embedded object, which cannot be carried; paste it as a picture [carry]",
    ),
    "a picture kept elsewhere": (
        f"<w:p>{run('Map')}{picture('rId71', kind='link')}</w:p>",
        (
            "paragraph 3 “Map”: shows a picture kept elsewhere (https://x.example/map.png); insert the "
            "picture itself [carry]"
        ),
    ),
    "a picture of a kind that not every Word shows": (
        f"<w:p>{run('Map')}{picture('rId72')}</w:p>",
        "paragraph 3 “Map”: shows a picture of the kind emf; use a PNG, JPEG or GIF picture [carry]",
    ),
    "a link to a file": (
        f"<w:p>{link('the plan', 'rId73')}</w:p>",
        (
            "paragraph 3 “the plan”: links to file:///C:/plan.docx; link to an address that starts with "
            "https://, http:// or mailto: [carry]"
        ),
    ),
    "something that is not in the file": (
        f"<w:p>{link('the plan', 'rId99')}</w:p>",
        "paragraph 3 “the plan”: points at something that is not in the file; delete it and insert it again [carry]",
    ),
    "an inserted change": (
        tracked("ins"),
        (
            "paragraph 3 “new”: holds a tracked change; accept or reject all changes before the file is "
            "used as a template [carry]"
        ),
    ),
    "a change of format": (
        "<w:p><w:r><w:rPr><w:rPrChange w:id='1' w:author='A'><w:rPr/></w:rPrChange></w:rPr><w:t>new</w:t></w:r></w:p>",
        (
            "paragraph 3 “new”: holds a tracked change; accept or reject all changes before the file is "
            "used as a template [carry]"
        ),
    ),
    "a comment": (
        "<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:commentReference w:id='0'/></w:r></w:p>",
        "paragraph 3 “Text”: holds a comment; delete it before the file is used as a template [carry]",
    ),
    "a footnote": (
        "<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
        "paragraph 3 “Text”: holds a footnote, which cannot be carried; put its text in the paragraph [carry]",
    ),
    "a cross-reference made in Word": (
        f"<w:p>{run('see ')}{REF}</w:p>",
        "paragraph 3 “see 4.2”: has a cross-reference made in Word (REF), which would not follow its clause; "
        'mark the clause with {{ mark("name") }} and write {{ ref("name") }} here [field]',
    ),
    "a page reference, in the short form": (
        f"<w:p>{run('page ')}<w:fldSimple w:instr=' PAGEREF _Ref1 '>{run('7')}</w:fldSimple></w:p>",
        "paragraph 3 “page 7”: has a cross-reference made in Word (PAGEREF), which would not follow its clause; "
        'mark the clause with {{ mark("name") }} and write {{ ref("name") }} here [field]',
    ),
    "a contents list made in Word": (
        f"<w:p>{TOC}</w:p>",
        "paragraph 3 “Scope 1”: has a list of contents made in Word (TOC), which would go stale; "
        "write {{ contents }} in a paragraph of its own [field]",
    ),
    "a date that changes": (
        f"<w:p>{field('DATE', '1 May')}</w:p>",
        (
            "paragraph 3 “1 May”: has the field DATE, which would show something else later; write its "
            "text, or a tag [field]"
        ),
    ),
    "a field that fetches a file": (
        f"<w:p>{field('INCLUDETEXT c:/x.docx', 'x')}</w:p>",
        (
            "paragraph 3 “x”: has the field INCLUDETEXT, which would show something else later; write its "
            "text, or a tag [field]"
        ),
    ),
    "a field that does not end": (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
        ("paragraph 3: has the field PAGE, which does not end in the same paragraph; insert it again in Word [field]"),
    ),
    "a caption number of its own kind": (
        f"<w:p>{run('Table ')}{SEQ}</w:p>",
        (
            "paragraph 3 “Table 4”: has a caption number of a kind that cannot be counted (SEQ Table \\r "
            "4); write SEQ Table \\* ARABIC [field]"
        ),
    ),
    "a link to a place in its own file": (
        f"<w:p><w:hyperlink w:anchor='_Ref1'>{run('above')}</w:hyperlink></w:p>",
        "paragraph 3 “above”: links to a place in its own file, which is not there in the document; "
        'mark the place with {{ mark("name") }} and write {{ ref("name") }} here [field]',
    ),
}
LINKS = {
    "rId70": ("chart", "charts/chart1.xml"),
    "rId71": ("external image", "https://x.example/map.png"),
    "rId72": ("image", "media/map.emf"),
    "rId73": ("external hyperlink", "file:///C:/plan.docx"),
}


@pytest.mark.parametrize(("xml", "said"), BODY.values(), ids=BODY)
def test_what_cannot_be_carried_is_reported_and_not_lost(xml: str, said: str) -> None:
    file = word_file(child(xml), links=LINKS, parts={"word/media/map.emf": b"x"})
    assert fault_of({"main.docx": file}) == f"main.docx: error: {said}"


TAGS = {
    "opened but not closed": (
        "Some {{ name words",
        (
            "has a tag that is opened but not closed, or closed but not opened; write {{ name }} or {% if "
            "name %} whole, in one paragraph [tag]"
        ),
    ),
    "closed but not opened": (
        "Some name }} words",
        (
            "has a tag that is opened but not closed, or closed but not opened; write {{ name }} or {% if "
            "name %} whole, in one paragraph [tag]"
        ),
    ),
    "a brace alone": (
        "a set {a, b}",
        ("has a single brace, which could be taken for part of a tag; write ( and ) instead [tag]"),
    ),
    "two paragraph tags": (
        "{%p if a %}{%p endif %}",
        ("has two paragraph or row tags; give each tag a paragraph of its own [tag]"),
    ),
    "text beside a paragraph tag": (
        "{%p if a %} Lost",
        (
            "has text beside a paragraph or row tag, and the text would be lost; give the tag a paragraph "
            "of its own [tag]"
        ),
    ),
    "another tag beside a paragraph tag": (
        "{%p if a %}{{ a }}",
        (
            "has text beside a paragraph or row tag, and the text would be lost; give the tag a paragraph "
            "of its own [tag]"
        ),
    ),
    "a row tag outside a table": (
        "{%tr if a %}",
        ("has a row tag outside a table; use {%p ... %} between paragraphs [tag]"),
    ),
    "a tag of docxtpl's that is not taken": (
        "{{r a }}",
        (
            "has a kind of tag that specgen does not take; use {{ name }}, {% if %}, {%p if %} and {%tr for "
            "%} only [tag]"
        ),
    ),
    "a tag that eats the space before it": (
        "words {{- a }}",
        (
            "has a kind of tag that specgen does not take; use {{ name }}, {% if %}, {%p if %} and {%tr for "
            "%} only [tag]"
        ),
    ),
    "an if without its end": (
        "{% if a %} words",
        (
            "{% if a %} is not closed: there is no {% endif %} after it in its paragraph; "
            "write {% endif %} where it ends [pair]"
        ),
    ),
    "an end without its if": (
        "words {% endif %}",
        (
            "{% endif %} ends nothing: there is no {% if ... %} before it in its paragraph; "
            "write the tag that begins it, or take this one out [pair]"
        ),
    ),
    "a syntax error": (
        "words {{ a b }}",
        (
            '{{ a b }} goes on with "b" where it should end; '
            "a name has dots and no spaces: {{ availability.start }} [tag]"
        ),
    ),
    "an unknown filter": (
        "{% if no %}{{ a | mony }}{% endif %}",
        'there is no filter "mony"; did you mean "money"? [tag]',
    ),
    "an unknown test": (
        "{% if a is answerd %}x{% endif %}",
        ('there is no test "answerd"; did you mean "answered"? [tag]'),
    ),
    "a filter that Jinja has and specgen has not": ("{{ a | safe }}", 'there is no filter "safe"; there are: '),
    "an include that may be missing": (
        '{% include "no.docx" ignore missing %}',
        ("has an include that may be missing; take the words ignore missing out [tag]"),
    ),
    "an escape from escaping": (
        ("{% filter upper %}{% autoescape false %}{{ a }}{% endautoescape %}{% endfilter %}"),
        "",
    ),
}


@pytest.mark.parametrize(("text", "said"), TAGS.values(), ids=TAGS)
def test_a_faulty_tag_is_reported_with_its_paragraph(text: str, said: str) -> None:
    first = fault_of(text, a="A & B", no=False).split("\n")[0]
    assert first.startswith("main.docx: error: ")
    assert said in first
    assert text[:50].rstrip() in first


HIDDEN = {
    "alternative text": (
        f"<w:p>{picture(words='{{ a }}')}</w:p>",
        ("has a tag in a hidden place (alternative text, an address or a name)"),
    ),
    "the address of a link": (
        (f"<w:p><w:hyperlink r:id='rId60' w:tooltip='{{{{ a }}}}'>{run('x')}</w:hyperlink></w:p>"),
        ("has a tag in a hidden place (alternative text, an address or a name)"),
    ),
    "the instruction of a field": (
        f"<w:p>{field('STYLEREF {{ a }}', 'x')}</w:p>",
        "has a tag in the instruction of a field",
    ),
    "a short field": (
        (f"<w:p><w:fldSimple w:instr='STYLEREF {{{{ a }}}}'>{run('x')}</w:fldSimple></w:p>"),
        "has a tag in the instruction of a field",
    ),
    "an equation": (
        (
            "<w:p><m:oMath "
            "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>{{ a "
            "}}</m:t></m:r></m:oMath></w:p>"
        ),
        "has a tag in an equation or a drawing",
    ),
}


ADDRESSES = {
    "as it is typed": "https://a.example/{{ a }}",
    "as Word writes it": "https://a.example/%7B%7B%20a%20%7D%7D",
    "a statement": "mailto:x@a.example?subject=%7B%25%20if%20a%20%25%7D",
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
@pytest.mark.parametrize("template", ["main.docx", "house.docx"])
def test_a_tag_in_an_address_is_refused_however_it_is_written(address: str, template: str) -> None:
    text = f"<w:p>{link('x')}</w:p>\n{HOUSE}" if template == "house.docx" else child(f"<w:p>{link('x')}</w:p>")
    file = word_file(text, links={"rId60": ("external hyperlink", address)})
    said = fault_of({"main.docx": child("words"), template: file}, a="A")
    assert said.startswith(template)
    assert "has a tag in the address of a link" in said


@pytest.mark.parametrize(("xml", "said"), HIDDEN.values(), ids=HIDDEN)
def test_a_tag_where_nobody_sees_it_is_refused(xml: str, said: str) -> None:
    file = word_file(
        child(xml),
        links={"rId50": ("image", "media/a.png"), "rId60": ("external hyperlink", "https://a.example")},
        parts={"word/media/a.png": PIXEL},
    )
    assert f"{said}; write tags only in the text of the document [tag]" in fault_of({"main.docx": file}, a="A")


LOST = {
    "text in another cell of a tag's row": "| {%tr for a in rows %} | Lost |\n| {{ a }} | x |\n| {%tr endfor %} |",
    "a page break beside a tag": (
        "<w:p><w:r><w:t>{%p if rows %}</w:t></w:r><w:r><w:br w:type='page'/></w:r></w:p>\nx\n{%p endif %}"
    ),
    "a picture beside a tag": f"<w:p>{run('{%p if rows %}')}{picture()}</w:p>\nx\n{{%p endif %}}",
    "a section break beside a tag": (
        f"<w:p><w:pPr><w:sectPr>{LANDSCAPE}</w:sectPr></w:pPr>{run('{%p if rows %}')}</w:p>\nx\n{{%p endif %}}"
    ),
}


@pytest.mark.parametrize("text", LOST.values(), ids=LOST)
def test_what_stands_beside_a_tag_is_not_lost_without_a_word(text: str) -> None:
    file = word_file(child(text), links={"rId50": ("image", "media/a.png")}, parts={"word/media/a.png": PIXEL})
    assert "would be lost; give the" in fault_of({"main.docx": file}, rows=("a",))


UNPAIRED = {
    "opens in the text and closes in a cell": (
        "{%p if a %}\n| {%p endif %} |\nx",
        "begins in paragraph 3 and ends in table 1, row 1, column 1; keep both in one cell, or both outside the table",
    ),
    "opens in one cell and closes in the next": (
        "| {%p if a %} | {%p endif %} |",
        "begins in table 1, row 1, column 1 and ends in table 1, row 1, column 2; keep both in one cell",
    ),
    "opens in one table and closes in another": (
        "| {%tr if a %} |\n| x |\nbetween\n| {%tr endif %} |",
        "begins in table 1, row 1, column 1 and ends in table 2, row 1, column 1; keep both in one table [pair]",
    ),
    "a row tag closed by a paragraph tag": (
        "| {%tr if a %} |\n| x |\n{%p endif %}",
        "is closed by {%p endif %}, a tag of another kind (paragraph 5); write {%tr endif %} [pair]",
    ),
    "never closed": (
        "{%p if a %}\nx",
        "is not closed: there is no {%p endif %} after it in the text; write {%p endif %} where it ends [pair]",
    ),
    "crossed": (
        "{%p if a %}\n{%p for b in c %}\n{%p endif %}\n{%p endfor %}",
        "begins inside {%p if a %} and ends after it; put {%p endfor %} before {%p endif %} [pair]",
    ),
}


@pytest.mark.parametrize(("text", "said"), UNPAIRED.values(), ids=UNPAIRED)
def test_tags_that_do_not_pair_up_are_reported(text: str, said: str) -> None:
    assert said in fault_of(text, a=False, c=())


OUTSIDE = {
    "text before the blocks": '{%p extends "house.docx" %}\nLost\n{%p block body %}\n{%p endblock %}',
    "text after the blocks": child("x") + "\nLost",
    "text beside an inline block": '{%p extends "house.docx" %}\nLost {% block body %}x{% endblock %}',
    "a table": child("x") + "\n| |",
    "a picture": child("x") + f"\n<w:p>{picture()}</w:p>",
    "a page break": child("x") + "\n<w:p><w:r><w:br w:type='page'/></w:r></w:p>",
}


@pytest.mark.parametrize("text", OUTSIDE.values(), ids=OUTSIDE)
def test_what_stands_outside_the_blocks_of_a_child_is_reported(text: str) -> None:
    file = word_file(text, links={"rId50": ("image", "media/a.png")}, parts={"word/media/a.png": PIXEL})
    said = (
        "stands outside the blocks of a template that extends another, and would not be printed; put it "
        "between {%p block name %} and {%p endblock %} [block]"
    )
    assert said in fault_of({"main.docx": file})


def test_an_inline_block_is_filled_inline() -> None:
    house = "Title: {% block name %}none{% endblock %}."
    assert drafted(
        {"house.docx": house, "main.docx": '{%p extends "house.docx" %}\n{% block name %}Care{% endblock %}'}
    ).lines == ["Title: Care."]


MAIN = {
    "a block that the parent does not have": (
        {"main.docx": child("x", block="boody")},
        (
            'main.docx: error: fills the block "boody", which house.docx does not have, and it would not be '
            'printed; did you mean "body"? [block]'
        ),
    ),
    "a block that only an included section has": (
        {
            "main.docx": child("x", of="spec.docx", block="scope_who"),
            "spec.docx": child(TAKE),
            "sections/scope.docx": SECTION,
        },
        (
            'main.docx: error: fills the block "scope_who", which spec.docx does not have, and it would not '
            "be printed; its blocks are: body [block]"
        ),
    ),
    "extends not first": (
        {"main.docx": "{{ 1 }}\n" + child("x")},
        (
            'main.docx: error: paragraph 2 “{%p extends "house.docx" %}”: extends another template, but not in its '
            "first tag; move the extends tag up [block]"
        ),
    ),
    "extends twice": (
        {"main.docx": '{%p extends "house.docx" %}\n' + child("x")},
        (
            'main.docx: error: paragraph 2 “{%p extends "house.docx" %}”: extends another template, but not in its '
            "first tag; move the extends tag up [block]"
        ),
    ),
    "extends what a name says": (
        {"main.docx": "{%p extends parent %}"},
        (
            "main.docx: error: paragraph 1 “{%p extends parent %}”: extends a template whose name is worked out; "
            "write its name in quotation marks [tag]"
        ),
    ),
    "an include that is not there": (
        {"main.docx": child('{%p include "sections/scop.docx" %}'), "sections/scope.docx": SECTION},
        'main.docx: error: there is no template "sections/scop.docx"; did you mean "sections/scope.docx"? [include]',
    ),
    "a section that includes itself": (
        {"main.docx": child(TAKE), "sections/scope.docx": TAKE},
        (
            "sections/scope.docx: error: the template includes or extends itself: sections/scope.docx > "
            "sections/scope.docx; take one of these tags out [include]"
        ),
    ),
    "two templates that include each other": (
        {
            "main.docx": child('{%p include "a.docx" %}'),
            "a.docx": '{%p include "b.docx" %}',
            "b.docx": '{%p include "a.docx" %}',
        },
        (
            "a.docx: error: the template includes or extends itself: a.docx > b.docx > a.docx; take one of "
            "these tags out [include]\n"
            "b.docx: error: the template includes or extends itself: b.docx > a.docx > b.docx; take one of "
            "these tags out [include]"
        ),
    ),
    "a template that extends itself": (
        {"main.docx": child("x", of="main.docx")},
        (
            "main.docx: error: the template includes or extends itself: main.docx > main.docx; take one of "
            "these tags out [include]"
        ),
    ),
    "no Word file": (
        {"main.docx": b"Dear all"},
        (
            "main.docx: error: it is not a Word file (.docx), or it is damaged; open it in Word and save it "
            "as a Word Document (.docx) [template]"
        ),
    ),
    "XML that is not well-formed": (
        {"main.docx": word_file("<w:p>")},
        (
            "main.docx: error: one of its parts is not well-formed XML; open it in Word and save it as a "
            "Word Document (.docx) [template]"
        ),
    ),
    "a house that is no Word file": (
        {"house.docx": b"Dear all", "main.docx": child("x")},
        (
            "house.docx: error: it is not a Word file (.docx), or it is damaged; open it in Word and save "
            "it as a Word Document (.docx) [template]"
        ),
    ),
    "a house with a picture kept elsewhere": (
        {
            "house.docx": word_file(HOUSE, links={"rId8": ("external image", "https://x.example/l.png")}),
            "main.docx": child("x"),
        },
        (
            "house.docx: error: shows a picture kept elsewhere (https://x.example/l.png); insert the "
            "picture itself [carry]"
        ),
    ),
    "a house with a tracked change in its footer": (
        {"house.docx": word_file(HOUSE, stories={"footer1": tracked("del")}), "main.docx": child("x")},
        (
            "house.docx#word/footer1.xml: error: paragraph 1 “new”: holds a tracked change; accept or "
            "reject all changes before the file is used as a template [carry]"
        ),
    ),
    "a section that lies on its side": (
        {"main.docx": child(TAKE), "sections/scope.docx": word_file("wide", last_section=LANDSCAPE)},
        (
            "sections/scope.docx: error: its pages are landscape and those of the house document are not; "
            "put a section break before and after what needs such pages [carry]"
        ),
    ),
}


@pytest.mark.parametrize(("files", "said"), MAIN.values(), ids=MAIN)
def test_templates_that_do_not_fit_together_are_reported(files: Files, said: str) -> None:
    assert fault_of(files) == said


OF_DIFFERENT_KINDS = (
    "compares or puts together things of different kinds, such as a text and a number; write texts in quotation marks "
    "and numbers without; ~ puts texts together [template]"
)
RENDERED = {
    "an unknown name": (
        "{{ availabilty }}",
        ('near "{{ availabilty }}": there is no answer or name "availabilty"; did you mean "availability"? [template]'),
    ),
    "a list": (
        "{{ rows }}",
        ('near "{{ rows }}": a list cannot be printed as it is; use a loop, or the filter and_list [template]'),
    ),
    "yes": (
        "{{ yes }}",
        'near "{{ yes }}": yes or no has no words of its own; say it in words with if and else [template]',
    ),
    "nothing": (
        "{{ nothing }}",
        ('near "{{ nothing }}": nothing has no words of its own; say it in words with if and else [template]'),
    ),
    "what Python knows and nobody asked": (
        "{{ availability.title }}",
        (
            'near "{{ availability.title }}": this is no answer that can be printed; name one of the '
            "answers inside it [template]"
        ),
    ),
    "a function": (
        "{{ mark }}",
        ('near "{{ mark }}": this is no answer that can be printed; name one of the answers inside it [template]'),
    ),
    "a dynamic include that is not there": (
        "{%p include which %}",
        (
            'near "{% include which %}": there is no template "sections/gone.docx"; look at the sections of '
            "the model [template]"
        ),
    ),
    "a macro that calls itself": (
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        (
            'near "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}": the templates include each other '
            "without end [template]"
        ),
    ),
    "a private attribute": (
        "{{ availability.__class__ }}",
        ('near "{{ availability.__class__ }}": there is no answer or name "__class__" [template]'),
    ),
    "paragraphs inside a paragraph": (
        "{%p set text %}\nwords\n{%p endset %}\nalso {{ text }}",
        'near "words": prints paragraphs inside a paragraph; write {{p name }} in a paragraph of its own [template]',
    ),
    "words outside any paragraph": (
        "{{p availability }}",
        'near "x": prints words that stand in no paragraph; write {{ name }}, without the letter p [template]',
    ),
    "a sum of words": (
        "{{ availability + 1 }}",
        f'near "{{{{ availability + 1 }}}}": {OF_DIFFERENT_KINDS}',
    ),
    "a text and a number compared": (
        "{% if availability > 1 %}x{% endif %}",
        f'near "{{% if availability > 1 %}}x{{% endif %}}": {OF_DIFFERENT_KINDS}',
    ),
    "a loop over a number": (
        "{% for one in 5 %}x{% endfor %}",
        f'near "{{% for one in 5 %}}x{{% endfor %}}": {OF_DIFFERENT_KINDS}',
    ),
    "an item too many": (
        "{{ rows[1] }}",
        'near "{{ rows[1] }}": takes item 2 of a list that has 1; ask first how many there are, with length [template]',
    ),
    "a power that has no end": (
        "{{ 9 ** (9 ** (rows | length + 8)) }}",
        'near "{{ 9 ** (9 ** (rows | length + 8)) }}": reckons with a number of more than 4,000 digits, or one that '
        "has no end; write a smaller number [template]",
    ),
    "a text that grows": (
        "{{ availability * 9 ** 9 }}",
        'near "{{ availability * 9 ** 9 }}": repeats a text or a list until it is longer than 100,000; write a smaller '
        "number [template]",
    ),
    "a division by nothing": (
        "{{ 1 / 0 }}",
        'near "{{ 1 / 0 }}": reckons with numbers that have no result, such as a division by 0; ask first whether it '
        "is 0 [template]",
    ),
}


@pytest.mark.parametrize(("text", "said"), RENDERED.values(), ids=RENDERED)
def test_what_goes_wrong_while_printing_is_reported_with_its_paragraph(text: str, said: str) -> None:
    found = fault_of(text, availability="x", rows=("a",), yes=True, nothing=None, which="sections/gone.docx")
    assert found == f"main.docx: error: {said}"


def test_the_fault_of_a_section_names_the_section() -> None:
    files = {"main.docx": child(f"before\n{TAKE}"), "sections/scope.docx": "# Scope\n. The {{ provdier }} helps"}
    assert fault_of(files, provider="x").startswith(
        'sections/scope.docx: error: near "The {{ provdier }} helps": there is no'
    )


IMPORTED = {
    "words that are printed": ("The {{ provider }}", '{%p import "sections/scope.docx" as scope %}'),
    "a macro that is called": (
        "{% macro name() %}{{ provider }}{% endmacro %}",
        '{% from "sections/scope.docx" import name %}{{ name() }}',
    ),
}


@pytest.mark.parametrize(("imported", "text"), IMPORTED.values(), ids=IMPORTED)
def test_the_fault_of_an_import_names_what_imports(imported: str, text: str) -> None:
    said = fault_of({"main.docx": child(text), "sections/scope.docx": imported}, provider="x")
    assert said.startswith(('main.docx: error: near "{%', 'main.docx: error: near "{{'))
    assert 'imports sections/scope.docx, which reads "provider": an imported template sees no answers' in said


def test_paragraphs_inside_a_paragraph_are_said_of_the_file_that_prints_them() -> None:
    section = "# Scope\n{%p macro row(of) %}\n. For {{ of }}\n{%p endmacro %}\n. See {{ row('a') }}"
    said = fault_of({"main.docx": child(TAKE), "sections/scope.docx": section})
    assert said.startswith('sections/scope.docx: error: near "For a": prints paragraphs inside a paragraph')


def test_a_mark_that_a_replaced_section_leaves_out_is_said_of_the_file_that_replaces_it(tmp_path: Path) -> None:
    section, other = "sections/scope.docx", "sections/other.docx"
    shared = {"house.docx": HOUSE, section: '# Scope {{ mark("scope") }}', other: '. See {{ ref("scope") }}'}
    write_files(tmp_path / "shared", shared)
    taken = f'{{%p include "{section}" %}}\n{{%p include "{other}" %}}'
    write_files(tmp_path / "council", {section: "# Ours", "main.docx": child(taken)})
    loader = TemplateLoader((tmp_path / "council", tmp_path / "shared"))
    compiled = thaw(freeze(compile_templates("main.docx", (), loader, jinja_environment())))
    with pytest.raises(WrongInput) as stopped:
        finish(render(compiled, {}), compiled, PROPERTIES, RECORD)
    assert str(stopped.value) == (
        'sections/scope.docx: error: leaves out the mark "scope", to which sections/other.docx refers; write '
        '{{ mark("scope") }} at the end of the heading or clause that says the same [reference]'
    )


PYTHON = {
    "loops": ("{% for x in rows %}" * 30 + "x" + "{% endfor %}" * 30, "stands in more than 15 loops or 60 tags"),
    "an argument twice": ("{{ 1 | count(one='a', one='b') }}", 'has the argument "one" twice'),
    "an argument of a macro twice": ("{% macro a(b, b) %}{% endmacro %}", 'has the argument "b" twice'),
    "a number without end": ("{{ 1e999 }}", "reckons with a number of more than 4,000 digits, or one that has no end"),
    "a long number": (f"{{{{ {'9' * 5_000} }}}}", "reckons with a number of more than 4,000 digits"),
}


@pytest.mark.parametrize(("text", "said"), PYTHON.values(), ids=PYTHON)
def test_what_python_does_not_take_is_said_with_its_paragraph(text: str, said: str) -> None:
    found = fault_of(f"words\n{text}", rows=())
    assert found.startswith("main.docx: error: paragraph ")
    assert said in found


def test_every_fault_of_every_file_is_reported_at_once() -> None:
    files = {"main.docx": child(f"{{{{ a\n{{{{r b }}}}\n{TAKE}"), "sections/scope.docx": "a }}"}
    said = fault_of(files, wanted=("sections/scope.docx",)).split("\n")
    assert [line.split(":")[0] for line in said] == ["main.docx", "main.docx", "sections/scope.docx"]


# Where templates are looked for

NAMES = (
    "../secret.docx", "sections/../../secret.docx", "/etc/secret.docx", "C:\\secret.docx", "C:secret.docx",
    "\\\\server\\secret.docx", "sections\\scope.docx", "specgen/../secret.docx", "specgen//etc/secret.docx",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_points_outside_the_folders_is_refused(name: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"secret.docx": "secret", "templates/house.docx": HOUSE})
    with pytest.raises(WrongInput) as caught:
        TemplateLoader((tmp_path / "templates",)).find(name)
    assert 'the name points outside the template folders; name it like "sections/scope.docx" [template]' in str(
        caught.value
    )


def test_a_link_that_leads_outside_the_folders_is_refused(tmp_path: Path) -> None:
    write_files(tmp_path, {"secret.docx": "secret", "templates/house.docx": HOUSE})
    (tmp_path / "templates" / "scope.docx").symlink_to(tmp_path / "secret.docx")
    with pytest.raises(WrongInput) as caught:
        TemplateLoader((tmp_path / "templates",)).find("scope.docx")
    assert str(caught.value) == (
        "scope.docx: error: the file is a link to a place outside the template folders; copy it in [template]"
    )


def test_what_lies_beside_the_templates_does_no_harm(tmp_path: Path) -> None:
    write_files(tmp_path, {"house.docx": HOUSE, "main.docx": child("x")})
    (tmp_path / "~$main.docx").write_bytes(b"lock")
    (tmp_path / "dangling.docx").symlink_to(tmp_path / "gone.docx")
    (tmp_path / "folder.docx").mkdir()
    assert TemplateLoader((tmp_path,)).names() == ["house.docx", "main.docx"]
    council = Council("", (tmp_path,), (tmp_path,))
    assert Library(council).compiled(MODEL).root == "main.docx"


def test_a_template_that_changes_is_read_again(tmp_path: Path) -> None:
    council = Council("", (tmp_path,), (tmp_path,))
    for words in ("first", "second"):
        write_files(tmp_path, {"house.docx": HOUSE, "main.docx": child(words)})
        assert words in Library(council).compiled(MODEL).sources["main.docx"].text


MODEL = Model("model", "", "", "main.docx", (), {}, "")


def test_the_lists_of_the_tests_are_those_of_the_house() -> None:
    made: Drafted = drafted("# a\n- b")
    assert len(list(all_of(made.root("word/numbering.xml"), "abstractNum"))) == len((CLAUSES, SCHEDULES, BULLETS))
