"""Plant sentences in the body, header, notes and tables of a draft."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import parse_part, read_package, write_package, write_part
from specgen.inputs.glossary.forms import Glossary, filled

DOCUMENT = "word/document.xml"


@dataclass(frozen=True)
class Fault:
    """A sentence with {concept} for the contract's words, the rule that must find it, and the words it must find."""

    text: str
    rule: str
    words: str
    how: str = "clause"  # clause, heading, cell, inserted, header, runs
    only: str = ""  # wales or england; "" for both


FAULTS = (
    Fault("Each end user has a say.", "TERM-DEPRECATED", "end user"),
    Fault("The vendor tells {commissioner.the} early.", "TERM-DEPRECATED", "vendor"),
    Fault("Some care agency can help.", "TERM-DEPRECATED", "care agency"),
    Fault("Every care recipients’ forum counts.", "TERM-DEPRECATED", "care recipients’"),
    Fault("Progress on a personal goal is noted.", "TERM-DEPRECATED", "personal goal", "cell"),
    Fault("A care package can change.", "TERM-DEPRECATED", "care package", "inserted"),
    Fault("No home call is cut short.", "TERM-DEPRECATED", "home call", "runs"),
    Fault("A failed visit is recorded.", "TERM-DEPRECATED", "failed visit"),
    Fault("The domiciliary care of the area", "TERM-DEPRECATED", "domiciliary care", "heading"),
    Fault("The scope of works follows.", "TERM-DEPRECATED", "scope of works", "header"),
    Fault("An action plan follows within a month.", "TERM-DEPRECATED", "action plan"),
    Fault("The standard conditions apply to it.", "TERM-DEPRECATED", "standard conditions"),
    Fault("Informal carers may take part.", "TERM-DEPRECATED", "Informal carers"),
    Fault("Each patient is asked.", "TERM-CONFUSED", "patient"),
    Fault("A vulnerable adult is listened to.", "TERM-CONFUSED", "vulnerable adult"),
    Fault("It was registered with CSSIW.", "TERM-SUPERSEDED", "CSSIW", only="wales"),
    Fault("It was registered with CSCI.", "TERM-SUPERSEDED", "CSCI", only="england"),
    Fault("It replies within 3 {working_day.lower_plural}.", "TERM-CASE", "{working_day.lower_plural}"),
    Fault("It goes by {trusted_assessor.a} or a Trusted assessor.", "TERM-CASE", "Trusted assessor"),
    Fault("It tells the Regulater soon.", "TERM-NEAR-MISS", "Regulater", only="base"),
    Fault("It asks the Trusted Asessor.", "TERM-NEAR-MISS", "Trusted Asessor"),
    Fault("It reports to the Quality Panel.", "TERM-UNDEFINED", "Quality Panel"),
    Fault("“Night Warden” means someone awake at night.", "TERM-UNUSED", "Night Warden"),
    Fault("“Day Warden” means someone there by day. A Day Warden comes.", "", ""),
    Fault("“Day Warden” means someone else.", "TERM-DUPLICATE", "Day Warden"),
    Fault("A Day Warden leaves.", "", ""),
    Fault("The MARAC decides.", "ACRONYM-UNDEFINED", "MARAC"),
    Fault("The JSNA says so.", "ACRONYM-EARLY", "JSNA"),
    Fault("A Joint Strategic Needs Assessment (JSNA) is made.", "", ""),
    Fault("A rapid help team (RHT) comes.", "ACRONYM-UNUSED", "RHT"),
    Fault("Each KPI counts.", "ACRONYM-REFUSED", "KPI"),
    Fault("{provider.The} must reply at once.", "DUTY-VERB", "must"),
    Fault("{commissioner.The} shall reply at once.", "DUTY-VERB", "shall"),
    Fault("Each carer on the rota is told.", "CARER-PAID", "carer"),
    Fault("It takes 5 (six) weeks.", "NUMBER-WORDS", "5 (six)"),
    Fault("It takes twelve (10) weeks.", "NUMBER-WORDS", "twelve (10)"),
    Fault("The date is TBC.", "PLACEHOLDER", "TBC"),
    Fault("The address is [insert address].", "PLACEHOLDER", "[insert address]"),
)


def planted(draft: bytes, faults: tuple[Fault, ...], glossary: Glossary) -> bytes:
    """Return the draft with each fault at the end of its body, or where the fault says."""
    parts = read_package(draft)
    root = parse_part(parts[DOCUMENT])
    body = root.find(name("w:body"))
    assert body is not None
    last = body[-1]
    for fault in faults:
        text = filled(fault.text, glossary)
        if fault.how == "header":
            part = next(part for part in parts if part.startswith("word/header") and b"<w:t" in parts[part])
            header = parse_part(parts[part])
            header.append(_paragraph(text, ""))
            parts[part] = write_part(header)
            continue
        style = "Heading2" if fault.how == "heading" else "ScheduleClause"
        made = _paragraph(text, style, fault.how)
        if fault.how == "cell":
            table = etree.Element(name("w:tbl"))
            etree.SubElement(etree.SubElement(table, name("w:tr")), name("w:tc")).append(made)
            made = table
        last.addprevious(made)
    parts[DOCUMENT] = write_part(root)
    return write_package(parts)


def expected(faults: tuple[Fault, ...], glossary: Glossary) -> list[tuple[str, str]]:
    """Return rule and words of what must be found."""
    return sorted((fault.rule, filled(fault.words, glossary)) for fault in faults if fault.rule)


def _paragraph(text: str, style: str, how: str = "") -> etree._Element:
    paragraph = etree.Element(name("w:p"))
    if style:
        properties = etree.SubElement(paragraph, name("w:pPr"))
        etree.SubElement(properties, name("w:pStyle")).set(name("w:val"), style)
    holder = paragraph
    if how == "inserted":
        holder = etree.SubElement(paragraph, name("w:ins"))
        holder.set(name("w:id"), "9001")
    pieces = [text[at : at + 4] for at in range(0, len(text), 4)] if how == "runs" else [text]
    for piece in pieces:
        node = etree.SubElement(etree.SubElement(holder, name("w:r")), name("w:t"))
        node.text = piece
        node.set(name("xml:space"), "preserve")
    return paragraph
