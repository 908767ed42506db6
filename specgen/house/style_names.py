"""Match the styles of a house to specgen's names: by name, in any language, by alias, or as council.yaml maps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.formats.yamlfile.fast import read_mapping
from specgen.house.notes import note, refusal
from specgen.house.stylesheet import Stylesheet
from specgen.problems import Problem, about_file
from specgen.system.resources import COUNCIL_FILE, built_in_models

LIKE_HEADINGS: Final = ("Schedule heading", "Front heading")

NEAR: Final = 0.3  # of a name: any that is like it at all helps more than none
KINDS = {"Hyperlink": "character", "Strong": "character"}


class StyleMatch(NamedTuple):
    """What was found out about the names of a house's styles."""

    roles: Mapping[str, str]  # style id -> specgen's name, for styles that keep a name of their own
    problems: tuple[Problem, ...]


def match_style_names(sheet: Stylesheet, wanted: Mapping[str, str], own: Mapping[str, str]) -> StyleMatch:
    """Give styles that another program or language named their English name, and find those that a council maps.

    `wanted` are the names of specgen's own styles with their kinds; `own` is the map of council.yaml.
    """
    notes: list[Problem] = []
    for english, others in localised().items():
        kind = KINDS.get(english, "paragraph")
        if sheet.named(english, kind) is None:
            notes += _renamed(sheet, english, kind, others)
    for style, kind in wanted.items():
        if sheet.named(style, kind) is None:
            alias = _with_alias(sheet, style, kind)
            if alias is not None:
                notes.append(note(f'took its style "{value(alias, "w:name")}" for {style}, as its other name says'))
                own = {style: alias.get(name("w:styleId"), ""), **own}
    roles, faults = _mapped(sheet, wanted, own)
    _follow(sheet, wanted, roles)
    return StyleMatch(roles, (*notes, *faults))


@cache
def localised() -> Mapping[str, tuple[str, ...]]:
    """Return the English name of each built-in style with its names elsewhere, in small letters."""
    names = read_mapping(built_in_models() / "house" / "style-names.yaml")
    return {english: tuple(str(word).casefold() for word in _list(others)) for english, others in names.items()}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _renamed(sheet: Stylesheet, english: str, kind: str, others: tuple[str, ...]) -> Iterator[Problem]:
    for other in others:
        node = sheet.named(other, kind)
        named = None if node is None else child(node, "w:name")
        if node is not None and named is not None:
            was = named.get(name("w:val"), "")
            named.set(name("w:val"), english)
            if name("w:customStyle") in node.attrib:
                del node.attrib[name("w:customStyle")]
            yield note(f'took its style "{was}" for Word\'s own {english}')
            return


def _with_alias(sheet: Stylesheet, style: str, kind: str) -> etree._Element | None:
    for node in sheet.nodes.values():
        aliases = [alias.strip().casefold() for alias in value(node, "w:aliases").split(",")]
        if node.get(name("w:type")) == kind and style.casefold() in aliases:
            return node
    return None


def _as_the_pane_shows(sheet: Stylesheet, shown: str, kind: str) -> etree._Element | None:
    """Return the style that Word's list shows so: its name and its other names behind commas, or one of these."""
    names = [piece.strip() for piece in shown.split(",") if piece.strip()]
    by_name = (sheet.named(piece, kind) for piece in names[:1])
    return next(
        (node for node in (*by_name, *(_with_alias(sheet, one, kind) for one in names)) if node is not None), None
    )


def _follow(sheet: Stylesheet, wanted: Mapping[str, str], roles: Mapping[str, str]) -> None:
    """Let specgen's own styles in a house rest on what a style that they rest on is mapped to."""
    for theirs, style in roles.items():
        replaced = sheet.id_of(style, wanted[style])
        for node in sheet.nodes.values():
            rests_on = child(node, "w:basedOn")
            is_ours = value(node, "w:name") in wanted and node.get(name("w:styleId")) != theirs
            if replaced and is_ours and rests_on is not None and rests_on.get(name("w:val")) == replaced:
                rests_on.set(name("w:val"), theirs)


def _mapped(
    sheet: Stylesheet, wanted: Mapping[str, str], own: Mapping[str, str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return style id -> specgen's name as a map says, and what is wrong with the map."""
    from difflib import get_close_matches

    roles: dict[str, str] = {}
    faults = []
    usual = {style.casefold(): style for style in wanted}
    for style, theirs in own.items():
        if style.casefold() not in usual:
            near = get_close_matches(style, list(wanted), 1)
            remedy = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(sorted(wanted))}"
            faults.append(refusal(f'styles: specgen has no style "{style}"', remedy, "style"))
            continue
        kind = wanted[usual[style.casefold()]]
        node = sheet.named(theirs, kind)
        node = sheet.nodes.get(theirs) if node is None else node
        node = _as_the_pane_shows(sheet, theirs, kind) if node is None else node
        if node is None or node.get(name("w:type")) != kind:
            names = [
                value(node_here, "w:name")
                for node_here in sheet.nodes.values()
                if node_here.get(name("w:type")) == kind
            ]
            plain = {node_here.casefold(): node_here for node_here in names}
            close = [node_here for node_here in plain if theirs.casefold() in node_here] or list(plain)
            near = get_close_matches(theirs.casefold(), close, 1, NEAR)
            remedy = f'did you mean "{plain[near[0]]}"?' if near else "write a name as Word shows it (Home, Styles)"
            message = f'styles, {style}: the house document has no {kind} style "{theirs}"'
            faults.append(about_file(COUNCIL_FILE, message, remedy, "style"))
        elif value(node, "w:name").casefold() != style.casefold():
            roles[node.get(name("w:styleId"), "")] = usual[style.casefold()]
    return roles, faults
