"""Explain a certificate to its readers: what it is about, what is counted, and how each hash is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from specgen.certify.certificate import Certificate, CertifiedModel
from specgen.version import VERSION

ABOUT: Final = (
    "This certificate is about templates: what the council’s models can print, with the answers and terms still as tags"
    " in braces. It says nothing of one draft or contract, of the answers in it, or of what was changed in Word later."
)
COUNTED: Final = (
    "A passage is a paragraph or a table row that prints words: a numbered clause or sub-clause, also of a schedule; a"
    " heading; a caption; a table row, its head included; or another paragraph, such as a point of a list or a note."
    " The conditions, repeats, breaks and table titles around them are compared too, and counted apart."
)
COLUMNS: Final = (
    "Passages are all that the council can print: word for word, changed and added together. Those dropped are not"
    " among them. Moved, other condition (the same words, printed in other cases than the shared ones) and other"
    " format (another style, bold, list level and the like) count some of those that are word for word once more."
)
MATCHING: Final = (
    "Each draft that specgen writes keeps a record of what it was made from: in its package (a Word file is a zip"
    " file), the part with the namespace urn:specgen:provenance:1. A draft belongs to what is certified here if its"
    " record says what this table says. The record also names each template it was made from, with the SHA-256 of the"
    " file; those of the council’s own are in “Files of the council”."
)
HASH_STEPS: Final = (
    "Every hash is the SHA-256, in 64 small hexadecimal digits, of a text in UTF-8. The terminal shows the first 12.",
    "The words of a paragraph are all its text in the order of the file. Left out are text that is hidden or was"
    " deleted as a tracked change, comments of the template {# #}, and formatting. A tab or line break is a space;"
    " a page or column break is [page break] or [column break]; the hyphen of Word that does not break is -.",
    "A tag begins with {{ or {%: a p or tr right after that is left out, curly quotation marks in the tag are"
    " straight ones, and one space stands after the opening and before the closing braces: {%p if a %} is {% if a %}.",
    "A field is its code in braces as far as the first \\*, without the result that it showed last: the number of a"
    " caption is {SEQ Table}. Where a link leads follows its words, as <https://a.example/>. A picture is"
    " [picture: alternative text] and [file, the first 12 digits of the hash of its bytes, and its ending].",
    "A paragraph is a line; one that has a {%p tag in it is this tag alone. A table is a line [table: title –"
    " description] from its alternative text ([table] if it has none), then a line for each row: the cells parted by"
    " space, bar, space, the paragraphs of a cell by space, ¶, space, empty paragraphs left out. A row with a {%tr tag"
    " is this tag alone. A section break is a line [section break], or [section break, landscape pages before it],"
    " after the paragraph that holds it. What has no words is no line.",
    "The tags extends, block, endblock and super are no lines: what they fetch stands in their place, and so does the"
    " template that an include names in quotation marks; any other include is a line. What is fetched from the house"
    " document is left out.",
    "Each line then is put in Unicode form NFC, U+2011 as a plain hyphen, U+00AD left out, and each run of spaces,"
    " also those that do not break, as one space, none at the beginning and the end.",
    "The hash of a passage is that of its line, without a line end. The hash of a section is that of all its lines in"
    " their order, conditions and table titles among them, with one line feed (U+000A) between them and none at the"
    " end. The hash of a model is that of the 64 digits of its own wording (what it prints outside its sections) and"
    " of each section in the order given below, with one line feed between them and none at the end.",
    "The hash of a file is that of its bytes as they are.",
)


def repeat_command(certificate: Certificate, day: str = "") -> str:
    """Return the command that makes the certificate again."""
    name = certificate.council.id or certificate.layers[-1].name
    given = f"-o certificate.docx --date {day}" if day else "--format json"
    return f"specgen council certify {name} {given}"


def draft_records(certificate: Certificate) -> Iterator[tuple[str, str]]:
    """Yield what the record of a draft calls something, and what it says there."""
    yield "specgen", VERSION
    if certificate.council.folders:
        yield "hashes: council", certificate.council.digest or "empty"
    for model in certificate.models:
        yield f"hashes: model (of {model.id})", model.digest


def section_orders(model: CertifiedModel) -> Iterator[str]:
    """Yield the order in which the hashes of sections make that of a model, shared and the council's."""
    shared, own = (", ".join(("its own wording", *ids)) for ids in (model.shared_order, model.order))
    if shared == own:
        yield f"{model.title} ({model.id}): {own}."
        return
    yield f"{model.title} ({model.id}), shared ({model.compared_with}): {shared}."
    yield f"{model.title} ({model.id}), of the council: {own}."
