"""Set the document settings and the language of a house to those of a British document of today."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.house.notes import note
from specgen.house.stylesheet import Stylesheet, property_group, set_property
from specgen.problems import Problem

BRITISH: Final = "en-GB"
KEPT_LANGUAGES: Final = ("en-GB", "cy-GB", "gd-GB", "ga-IE", "en-IE")
MODE: Final = "compatibilityMode"
OF_TODAY: Final = {MODE: "15", "overrideTableStyleFontSizeAndJustification": "1", "enableOpenTypeFeatures": "1",
                   "doNotFlipMirrorIndents": "1", "differentiateMultirowTableHeaders": "1"}  # fmt: skip
OF_WORD: Final = "http://schemas.microsoft.com/office/word"
# What a house's settings may say; all else is about its author, his computer or how he works.
KEPT: Final = ("zoom", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
               "bordersDoNotSurroundFooter", "gutterAtTop", "defaultTabStop", "autoHyphenation",
               "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders",
               "characterSpacingControl", "compat",
               "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator")  # fmt: skip
SCHEME: Final = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}  # w:clrSchemeMapping
ORDER: Final = KEPT  # is that of the schema


def modernise_settings(settings: etree._Element) -> None:
    """Change the settings of a house: only what is about its pages stays, and Word does not open it as an old file."""
    kept = {name(f"w:{row}") for row in KEPT}
    for node in list(settings):
        if node.tag not in kept:
            settings.remove(node)
    _set(settings, "compat")
    compat = settings.find(name("w:compat"))
    if compat is not None:
        compat[:] = [
            node for node in compat if node.tag == name("w:compatSetting") and node.get(name("w:name")) != MODE
        ]
        present = {node.get(name("w:name")) for node in compat}
        for at, (setting, how) in enumerate(row for row in OF_TODAY.items() if row[0] not in present):
            node = etree.Element(name("w:compatSetting"))
            for key, text in (("name", setting), ("uri", OF_WORD), ("val", how)):
                node.set(name(f"w:{key}"), text)
            compat.insert(at, node)
    language = _set(settings, "themeFontLang")
    if language.get(name("w:val"), "") not in KEPT_LANGUAGES:
        language.attrib.clear()
        language.set(name("w:val"), BRITISH)


def plain_scheme(settings: etree._Element) -> Iterator[Problem]:
    """Let the theme's dark colours be those of text and its light ones those of grounds, as on white pages."""
    scheme = settings.find(name("w:clrSchemeMapping"))
    swapped = [key for key, slot in SCHEME.items() if scheme is not None and scheme.get(name(f"w:{key}"), slot) != slot]
    for key in swapped:
        scheme.set(name(f"w:{key}"), SCHEME[key])  # type: ignore[union-attr]
    if swapped:
        yield note("its theme showed light text on dark; that of a draft shows dark text on light")


def set_language(sheet: Stylesheet) -> Iterator[Problem]:
    """Give the text of a house a language that a British council writes in."""
    defaults = next(sheet.root.iter(name("w:docDefaults")), None)
    if defaults is None:
        defaults = etree.Element(name("w:docDefaults"))
        sheet.root.insert(0, defaults)
    holder = defaults.find(name("w:rPrDefault"))
    if holder is None:
        holder = etree.Element(name("w:rPrDefault"))
        defaults.insert(0, holder)
    look = property_group(holder, "w:rPr")
    language = look.find(name("w:lang"))
    was = "" if language is None else language.get(name("w:val"), "")
    if was not in KEPT_LANGUAGES:
        yield from _changed(look, was)
    for style in sheet.root.findall(name("w:style")):
        for node in style.iter(name("w:lang")):
            if node.get(name("w:val"), BRITISH) not in KEPT_LANGUAGES:
                node.set(name("w:val"), BRITISH)


def _changed(look: etree._Element, was: str) -> Iterator[Problem]:
    set_property(look, "w:lang", {"val": BRITISH, "eastAsia": BRITISH, "bidi": "ar-SA"})
    if was:
        yield note(f"its language is {BRITISH} now, for the spelling checker; it was {was}")


def _set(settings: etree._Element, local: str) -> etree._Element:
    """Return one setting, made in its place if it is not there."""
    setting = settings.find(name(f"w:{local}"))
    if setting is None:
        places = {name(f"w:{tag}"): at for at, tag in enumerate(ORDER)}
        setting = etree.Element(name(f"w:{local}"))
        after = [node for node in settings if places.get(str(node.tag), 0) > places[name(f"w:{local}")]]
        if after:
            after[0].addprevious(setting)
        else:
            settings.append(setting)
    return setting
