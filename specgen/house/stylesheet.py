"""Resolve the size, font and colour of each style of a Word file through all the styles it is based on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.formats.word.styles import ON, chain
from specgen.house.colours import fill_colour, resolved_colour, theme_colours

USUAL_SIZE: Final = 20  # half-points: Word's own where a file says nothing
SIZES: Final = range(2, 400)  # that text can have; another stands in no sound file
ORDER: Final = {
    "w:style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
    " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
    " lang eastAsianLayout specVanish oMath",
    "w:p": "pPr",
    "w:r": "rPr",
    "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
}  # fmt: skip
PLACES: Final = {name(tag): {name(f"w:{local}"): at for at, local in enumerate(order.split())}
                 for tag, order in ORDER.items()}  # fmt: skip


class Stylesheet:
    """The styles of one Word file; reads them as they are now, so that they may change meanwhile."""

    def __init__(self, styles: etree._Element, theme: etree._Element | None) -> None:
        self.root = styles
        self.roles: Mapping[str, str] = {}  # style id -> specgen's name for it, where the house calls it otherwise
        self._theme = theme
        self._nodes: Mapping[str, etree._Element] = {}
        self._counted = 0
        self.colours = theme_colours(theme)
        self.default = self._default()

    @property
    def nodes(self) -> Mapping[str, etree._Element]:
        """The styles by their ids, which stay as they are; collected anew when one was added or taken out."""
        if len(self.root) != self._counted:
            self._nodes = {node.get(name("w:styleId"), ""): node for node in self.root.findall(name("w:style"))}
            self._counted = len(self.root)
        return self._nodes

    def bases_first(self) -> list[str]:
        """Return the ids of the styles, each behind those that it rests on."""
        return sorted(self.nodes, key=lambda style: len(list(chain(style, self.nodes))))

    def called(self, style: str) -> str:
        """Return specgen's name of a style in small letters; that of the house if it has no other."""
        return self.roles.get(style, value(self.nodes[style], "w:name")).casefold()

    def shown(self, style: str) -> str:
        """Return the name of a style as Word shows it."""
        written = value(self.nodes[style], "w:name")
        return written[:1].upper() + written[1:]

    def named(self, style: str, kind: str = "paragraph") -> etree._Element | None:
        """Return the style of a name, however its letters are written; one that has it as its role comes first."""
        wanted = style.casefold()
        styles = [node for node in self.root.findall(name("w:style")) if node.get(name("w:type")) == kind]
        in_role = [node for node in styles if self.roles.get(node.get(name("w:styleId"), ""), "").casefold() == wanted]
        by_name = [node for node in styles if value(node, "w:name").casefold() == wanted]
        return next(iter((*in_role, *by_name)), None)

    def id_of(self, style: str, kind: str = "paragraph") -> str:
        """Return the id of the style of a name; "" if there is none."""
        node = self.named(style, kind)
        return "" if node is None else node.get(name("w:styleId"), "")

    def says(self, style: str, properties: str, short: str, *, defaults: bool = True) -> etree._Element | None:
        """Return what a style says of w:sz, w:color and the like: itself, one that it is based on, or the file."""
        return next(self.all_of(style, properties, short, defaults=defaults), None)

    def all_of(self, style: str, properties: str, short: str, *, defaults: bool = True) -> Iterator[etree._Element]:
        """Yield the same of a style and of all that it rests on: each may say some attributes of it."""
        for holder in self._holders(style, defaults=defaults):
            property_group = child(holder, properties)
            property = None if property_group is None else child(property_group, short)
            if property is not None:
                yield property

    def size(self, style: str) -> int:
        """Return the size of a style's text in half-points."""
        declared = self.says(style, "w:rPr", "w:sz")
        size = as_number("" if declared is None else declared.get(name("w:val"), ""), USUAL_SIZE)
        return size if size in SIZES else USUAL_SIZE

    @property
    def base(self) -> int:
        """The size of plain text in half-points."""
        return self.size(self.default)

    def colour(self, style: str) -> str:
        """Return the colour of a style's text; "" for automatic."""
        return resolved_colour(self.says(style, "w:rPr", "w:color"), self.colours)

    def ground(self, style: str) -> str:
        """Return the colour that a style itself puts behind its text; "" where the text stands on the page."""
        fills = (fill_colour(self.says(style, kind, "w:shd"), self.colours) for kind in ("w:rPr", "w:pPr"))
        return next(filter(None, fills), "")

    def font(self, style: str) -> str:
        """Return the name of the font of a style's text; "" if the file leaves it to Word."""
        declared = self.says(style, "w:rPr", "w:rFonts")
        if declared is None:
            return ""
        themed = declared.get(name("w:asciiTheme"), "")
        return self.theme_font(themed[:5]) if themed else declared.get(name("w:ascii"), "")

    def theme_font(self, kind: str) -> str:
        """Return the theme's font for "major" (headings) or "minor" (text)."""
        node = None if self._theme is None else next(self._theme.iter(name(f"a:{kind}Font")), None)
        latin = None if node is None else node.find(name("a:latin"))
        return "" if latin is None else latin.get("typeface", "")

    def is_on(self, style: str, short: str, properties: str = "w:rPr") -> bool:
        """Say whether a style's text is bold (w:b), or something else that is on or off."""
        declared = self.says(style, properties, short)
        return declared is not None and declared.get(name("w:val"), "1") in ON

    def _holders(self, style: str, *, defaults: bool) -> Iterator[etree._Element]:
        yield from chain(style, self.nodes)
        of_all = child(self.root, "w:docDefaults") if defaults else None
        for short in ("w:rPrDefault", "w:pPrDefault"):
            yield from () if of_all is None else of_all.iter(name(short))

    def _default(self) -> str:
        styles = [node for node in self.root.findall(name("w:style")) if node.get(name("w:type")) == "paragraph"]
        marked = [node for node in styles if node.get(name("w:default")) in ON]
        usual = [node for node in styles if value(node, "w:name").casefold() in ("normal", "standard")]
        return next((node.get(name("w:styleId"), "") for node in (*marked, *usual)), "")


def set_property(holder: etree._Element, short: str, values: Mapping[str, str] | None = None) -> etree._Element:
    """Set a property of a style, paragraph or level, empty, in the place where Word wants it; return it."""
    tag = name(short)
    property = holder.find(tag)
    if property is None:
        places = PLACES.get(str(holder.tag), {})
        mine = places.get(tag, len(places))
        after = [sibling for sibling in holder if places.get(str(sibling.tag), len(places)) > mine]
        property = etree.Element(tag)
        if after:
            after[0].addprevious(property)
        else:
            holder.append(property)
    else:
        property.attrib.clear()
        property[:] = []
    for key, text in (values or {}).items():
        property.set(name(f"w:{key}"), text)
    return property


def property_group(holder: etree._Element, short: str) -> etree._Element:
    """Return the w:pPr or w:rPr of something, made if there is none."""
    existing = child(holder, short)
    return set_property(holder, short) if existing is None else existing


def remove_properties(holder: etree._Element | None, *shorts: str) -> None:
    """Take properties away, where they are."""
    for short in shorts:
        for node in [] if holder is None else holder.findall(name(short)):
            holder.remove(node)  # type: ignore[union-attr]


def in_order(holder: etree._Element) -> None:
    """Bring the properties of something into the order that the schema wants; what it does not know comes last."""
    places = PLACES[str(holder.tag)]
    holder[:] = sorted(holder, key=lambda node: places.get(str(node.tag), len(places)))


def as_number(text: str, otherwise: int) -> int:
    """Return a number as Word writes it, or another if it is none."""
    try:
        return round(float(text))
    except (ValueError, OverflowError):
        return otherwise
