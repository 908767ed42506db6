"""Find in a .docx what no schema finds: broken references, unsafe content, obstacles to reading.

A rule that one question to the XML can answer is a row of PATTERNS; the others are functions in lint_rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.judges.lint_rules import RULES
from tests.judges.package import Finding, Package, nodes, read, text_of


def lint(file: Path) -> tuple[Finding, ...]:
    package, found = read(file)
    if package is None:
        return found
    by_code = (finding for rule in RULES for finding in rule(package))
    return (*found, *_patterns(package), *by_code)


def errors(file: Path) -> tuple[Finding, ...]:
    return tuple(finding for finding in lint(file) if finding.level == "error")


@dataclass(frozen=True)
class _Pattern:
    code: str
    level: str
    path: str  # finds each offender in a part that people read
    detail: str


_ON = "not(@w:val) or @w:val='1' or @w:val='true' or @w:val='on'"
_BLOCK = "self::w:p or self::w:tbl or self::w:sdt or self::w:altChunk"

PATTERNS = (
    _Pattern(
        "tc-must-end-with-p",
        "error",
        f"//w:tc[not(*[{_BLOCK}][last()][self::w:p or self::w:sdt])]",
        "Word repairs a cell that does not end with a paragraph",
    ),
    _Pattern(
        "element-forbidden",
        "error",
        "//w:altChunk|//w:object|//w:control|//w:subDoc|//w:movie",
        "embedded or linked content",
    ),
    _Pattern(
        "a11y-alt-missing",
        "error",
        "//wp:docPr[not(normalize-space(@descr))][not(.//decorative:decorative[@val='1' or @val='true'])]",
        "a picture without alternative text",
    ),
    _Pattern(
        "a11y-alt-missing",
        "error",
        "//v:shape[v:imagedata][not(normalize-space(@alt))]",
        "an old-style picture without alternative text",
    ),
    _Pattern(
        "a11y-table-header",
        "error",
        f"//w:tbl[not(w:tr[1]/w:trPr/w:tblHeader[{_ON}])]",
        "the first row is not marked as a header row",
    ),
    _Pattern("a11y-link-empty", "error", "//w:hyperlink[not(.//w:t[normalize-space()])]", "a link without text"),
    _Pattern("a11y-floating", "warning", "//wp:anchor", "an object that is not in line with the text"),
    _Pattern("a11y-nested-table", "warning", "//w:tc//w:tbl", "a table inside a table"),
    _Pattern(
        "a11y-merged-cells", "warning", "//w:tc[w:tcPr/w:vMerge or w:tcPr/w:gridSpan[@w:val > 1]]", "merged cells"
    ),
    _Pattern(
        "a11y-table-alt",
        "warning",
        "//w:tbl[not(w:tblPr/w:tblCaption or w:tblPr/w:tblDescription)]",
        "a table without alternative text",
    ),
    _Pattern(
        "a11y-sdt-title",
        "warning",
        "//w:sdt[not(w:sdtPr/w:docPartObj)][not(w:sdtPr/w:alias[normalize-space(@w:val)])]",
        "a content control without a title",
    ),
    _Pattern(
        "a11y-blank-chars", "warning", "//w:t[contains(translate(., '\u00a0', ' '), '   ')]", "spaces used for layout"
    ),
    _Pattern("a11y-justified", "warning", "//w:p[w:pPr/w:jc[@w:val='both']]", "text is not left aligned"),
)


def _patterns(package: Package) -> Iterator[Finding]:
    for part, root in package.stories():
        for pattern in PATTERNS:
            for offender in nodes(root, pattern.path):
                shown = f"{pattern.detail}: {text_of(offender)[:40]!r}"
                yield Finding(pattern.level, pattern.code, part, shown)
