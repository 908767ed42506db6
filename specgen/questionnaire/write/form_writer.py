"""Write the questions of a model as a Word form, in the house of a council, with the answers that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from specgen.document.record.provenance import Provenance, replace_provenance, reseal
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, STYLES_PART, parse_part, read_package, write_package, write_part
from specgen.formats.word.elements import paragraph_text
from specgen.formats.word.page_layout import text_width
from specgen.formats.word.styles import style_names
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.generate import print_report
from specgen.inputs.council.council import Council
from specgen.inputs.models.model import Model
from specgen.problems import WrongInput, about_file
from specgen.questionnaire.form_keys import COLUMN, FIELD, ROW, bookmark_name
from specgen.questionnaire.form_plan import FormField, FormSection, QuestionTable, RowList, lists_in
from specgen.questionnaire.normal_values import dumped
from specgen.questionnaire.read.form_reader import form_in
from specgen.questionnaire.read.unplaced_texts import printed_digests
from specgen.questionnaire.shown_answers import NOT_KNOWN, QUESTIONNAIRE
from specgen.questionnaire.write.form_blocks import FormBlocks, FormCell, Paragraph
from specgen.questionnaire.write.form_fields import FormFields
from specgen.questionnaire.write.question_help import QuestionHelp
from specgen.version import VERSION

__all__ = ["FormContent", "write_form"]

TEMPLATE: Final = "reports/questionnaire.docx"
START: Final = "[start]"
EXAMPLES: Final = {"contents": "[contents]", "section": "[section]", "group": "[group]", "text": "[text]"}
SPARE_ROWS: Final = 3
SPARE_CARDS: Final = 2
LONG_FORM: Final = 4  # sections, from which on a form has a list of them
SECTION_MARK: Final = "_sgs_"


@dataclass(frozen=True)
class FormContent:
    """What a form asks, and the answers that stand in it already (see normal_values)."""

    model: Model
    sections: tuple[FormSection, ...]
    values: Mapping[str, object]
    known: Mapping[str, object]
    codes: tuple[tuple[str, str], ...]
    facts: Mapping[str, object]  # of the specification, for the head of the pages


def write_form(content: FormContent, council: Council, day: date) -> bytes:
    """Return the form as a Word file. Raises SpecgenError for what is wrong with the council's house or template."""
    title = f"Questions for the specification: {content.model.title}"
    if len(content.sections) == 1:
        title = f"Questions: {content.sections[0].section.title}"
    values = {"title": title, "model": content.model.title}
    printed = print_report(YamlFile("", content.facts), council, TEMPLATE, QUESTIONNAIRE, values, day)
    parts = read_package(printed)
    document = parse_part(parts[DOCUMENT_PART])
    body = document.find(name("w:body"))
    assert body is not None  # noqa: S101
    blocks = _blocks(body, parse_part(parts[STYLES_PART]))
    _Form(content, blocks, FormFields(QuestionHelp(content.model, content.codes), content.known)).write()
    last = body[-1]
    for block in blocks.blocks:
        last.addprevious(block)
    parts[DOCUMENT_PART] = write_part(document)
    named = {"model": content.model.id, "council": council.id if council.folders else ""}
    texts = printed_digests(form_in(parts))
    record = Provenance(VERSION, day.isoformat(), content.model.id, {QUESTIONNAIRE: VERSION},
                        dumped({"values": content.values, "printed": texts, **named}))  # fmt: skip
    return write_package(reseal(replace_provenance(parts, record)))


def _blocks(body: etree._Element, styles: etree._Element) -> FormBlocks:
    """Take the examples of the template, and the cover before it, out of a body."""
    nodes = list(body)
    texts = [paragraph_text(node) if node.tag == name("w:p") else "" for node in nodes]
    has_table = any(node.tag == name("w:tbl") for node in nodes)
    missing = [text for text in (START, *EXAMPLES.values()) if text not in texts] + ([] if has_table else ["table"])
    if missing:
        message, remedy = f"has no {', no '.join(missing)}", "put these examples in again, each in a line of its own"
        raise WrongInput(about_file(TEMPLATE, message, remedy, "template"))
    start = texts.index(START) + 1
    for node in nodes[:start]:
        body.remove(node)
    examples = {key: nodes[texts.index(text)] for key, text in EXAMPLES.items()}
    first = min(nodes.index(node) for node in examples.values())
    examples["table"] = next(node for node in reversed(nodes) if node.tag == name("w:tbl"))
    for node in nodes[first:-1]:
        body.remove(node)
    for node in [one for example in examples.values() for one in example.iter(*map(name, MARKS))]:
        holder = node.getparent()
        if holder is not None:
            holder.remove(node)
    strong = next((key for key, called in style_names(styles).items() if called == "Strong"), "")
    used = [int(node.get(name("w:id"), "0")) for node in body.iter(name("w:bookmarkStart"))]
    return FormBlocks(examples, strong, text_width(nodes[-1]), max(used, default=0) + 1)


MARKS: Final = ("w:bookmarkStart", "w:bookmarkEnd")


@dataclass(frozen=True)
class _Form:
    content: FormContent
    blocks: FormBlocks
    fields: FormFields

    def write(self) -> None:
        if len(self.content.sections) >= LONG_FORM:
            self.blocks.links((one.section.title, _mark(one), _count(one)) for one in self.content.sections)
        for one in self.content.sections:
            self.blocks.paragraph("section", Paragraph(one.section.title, bookmark=_mark(one)))
            self.blocks.paragraph("text", Paragraph(one.section.description))
            for part in one.parts:
                if isinstance(part, RowList):
                    self._list(part, value_of(self.content.values, part.steps), (), one.section.title)
                else:
                    self._questions(part, one.section.title)

    def _questions(self, part: QuestionTable, section: str) -> None:
        if part.title:
            self.blocks.paragraph("group", Paragraph(part.title))
        if part.description:
            self.blocks.paragraph("text", Paragraph(part.description))
        title = part.title or section
        rows = (self._row(field, value_of(self.content.values, field.steps), ()) for field in part.fields)
        self.blocks.table(
            title, f"Questions on {title}, each with a field for the answer", self._head("Question"), rows
        )

    def _list(self, part: RowList, value: object, outer: tuple[int, ...], section: str) -> None:
        rows = value if isinstance(value, list) else []
        if part.title != section and not outer:
            self.blocks.paragraph("group", Paragraph(part.title))
        elif outer:
            around = ".".join(str(row + 1) for row in outer)
            self.blocks.paragraph("group", Paragraph(f"{part.title}, for number {around}"))
        for one in (Paragraph(self.fields.help.asked(part.question)), *self._help(part)):
            if one.text:
                self.blocks.paragraph("text", one)
        spare = SPARE_ROWS if part.is_grid else SPARE_CARDS if not rows else 1
        most = part.question.schema.get("maxItems")
        count = len(rows) + spare if not isinstance(most, int) else max(min(len(rows) + spare, most), len(rows))
        filled = [*rows, *[{}] * (count - len(rows))]
        if part.is_grid:
            self._grid(part, filled, outer)
            return
        for number, row in enumerate(filled):
            at = (*outer, number)
            title = f"{part.title} {'.'.join(str(one + 1) for one in at)}"
            is_first = not any(at)  # the others would say the same once more
            fields = (self._row(field, value_of(row, field.steps), at, has_help=is_first) for field in part.fields)
            head = self._head(title, bookmark_name(ROW, part.key, at))
            self.blocks.table(title, f"Questions on {title}, each with a field for the answer", head, fields)
            for inner in part.lists:
                self._list(inner, value_of(row, inner.steps), at, section)

    def _help(self, part: RowList) -> Iterator[Paragraph]:
        """Yield the reason of a list, and what each column of a grid asks: a head has no room for it."""
        if part.question.reason:
            yield Paragraph(part.question.reason, "Why")
        for field in part.fields if part.is_grid else ():
            words = [self.fields.help.asked(field.question)]
            words += [f"{label}: {text}" for label, text in self.fields.help.lines(field.question)]
            yield Paragraph(" ".join(words), field.title)

    def _grid(self, part: RowList, rows: Sequence[object], outer: tuple[int, ...]) -> None:
        number_width = 620
        weights = [3 if field.question.kind in ("text", "list") else 2 for field in part.fields]
        unit = (self.blocks.width - number_width) // sum(weights)
        widths = [weight * unit for weight in weights]
        widths[-1] += self.blocks.width - number_width - sum(widths)
        head = [FormCell((Paragraph("No."),), number_width)]
        for field, width in zip(part.fields, widths, strict=True):
            head.append(FormCell((Paragraph(field.title, bookmark=bookmark_name(COLUMN, field.key, outer)),), width))
        table = []
        for number, row in enumerate(rows):
            mark = bookmark_name(ROW, part.key, (*outer, number))
            cells = [FormCell((Paragraph(str(number + 1), bookmark=mark),), number_width, is_asked=True)]
            for field, width in zip(part.fields, widths, strict=True):
                cells.append(FormCell(self.fields.field(field, value_of(row, field.steps)), width))
            table.append(cells)
        self.blocks.table(part.title, f"{part.title}, a row for each", head, table)

    def _head(self, title: str, bookmark: str = "") -> list[FormCell]:
        asked, answered, box = self._widths()
        return [
            FormCell((Paragraph(title, bookmark=bookmark),), asked),
            FormCell((Paragraph("Answer"),), answered),
            FormCell((Paragraph(NOT_KNOWN),), box),
        ]

    def _row(self, field: FormField, value: object, rows: tuple[int, ...], *, has_help: bool = True) -> list[FormCell]:
        asked, answered, box = self._widths()
        mark = bookmark_name(FIELD, field.key, rows)
        return [
            FormCell(self.fields.asked(field, mark, has_help=has_help), asked, is_asked=True),
            FormCell(self.fields.field(field, value), answered),
            FormCell(self.fields.not_known(field, value), box),
        ]

    def _widths(self) -> tuple[int, int, int]:
        asked, box = self.blocks.width * 45 // 100, self.blocks.width * 11 // 100
        return asked, self.blocks.width - asked - box, box


def _mark(section: FormSection) -> str:
    return f"{SECTION_MARK}{section.section.id}"[:40]


def _count(section: FormSection) -> str:
    """Return how much a section asks."""
    count = sum(len(part.fields) for part in section.parts if isinstance(part, QuestionTable))
    count += sum(len(part.fields) for part in lists_in(section.parts))
    return f" ({count} question{'' if count == 1 else 's'})"
