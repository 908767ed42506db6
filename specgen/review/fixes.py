"""Write certain remedies into a file of answers, and leave every other letter as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from specgen.formats.yamlfile.scalars import Scalar, encoded, scalars
from specgen.review.findings import Finding

Change = tuple[int, int, str]  # from, to, and what to write there


def fixed(source: str, findings: Sequence[Finding], kept: Mapping[int, Scalar]) -> tuple[str, tuple[Finding, ...]]:
    """Return the text with every certain remedy written in, and the findings that this settles.

    Comments, layout and every other letter stay as they are. A change that YAML would read as anything but the new
    words is not made.
    """
    by_scalar: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.replacement is not None and id(finding.passage) in kept:
            by_scalar[id(finding.passage)].append(finding)
    chosen = {key: _apart(found) for key, found in by_scalar.items()}
    changes = {key: _changes(kept[key], found) for key, found in chosen.items()}
    text = _written(source, [change for found in changes.values() for change in found])
    wrong = _misread(
        source, text, {kept[key].path: _expected(kept[key], chosen[key]) for key in changes if changes[key]}
    )
    if wrong:
        changes = {key: found for key, found in changes.items() if kept[key].path not in wrong}
        text = _written(source, [change for found in changes.values() for change in found])
    done = tuple(finding for key, found in chosen.items() if changes.get(key) for finding in found)
    return text, done


def changed_lines(file: str, before: str, after: str) -> tuple[str, ...]:
    """Return the lines that differ, each as it is and as it would be: what is written in has no line breaks, so that
    line stands against line.
    """
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return tuple(
        line
        for number, (old, new) in enumerate(pairs, 1)
        if old != new
        for line in (f"{file}:{number}:", f"  - {old.strip()}", f"  + {new.strip()}")
    )


def _apart(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings that do not overlap, from the first on."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (one.start, one.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


def _changes(scalar: Scalar, findings: Sequence[Finding]) -> list[Change]:
    made = []
    for finding in findings:
        span = scalar.span(finding.start, finding.end)
        if span is None:
            return []
        made.append((*span, encoded(finding.replacement or "", scalar.style)))
    return made


def _expected(scalar: Scalar, findings: Sequence[Finding]) -> str:
    text = scalar.value
    for finding in reversed(findings):
        text = text[: finding.start] + (finding.replacement or "") + text[finding.end :]
    return text


def _written(source: str, changes: Sequence[Change]) -> str:
    text = source
    for start, end, word in sorted(changes, reverse=True):
        text = text[:start] + word + text[end:]
    return text


def _misread(source: str, text: str, expected: Mapping[object, str]) -> set[object]:
    """Return the paths whose new text YAML does not read as meant; all of them if it cannot read the file."""
    import yaml

    before = {one.path: one.value for one in scalars(source)}
    try:
        after = {one.path: one.value for one in scalars(text)}
    except yaml.YAMLError:
        return set(expected)
    wanted = before | expected  # type: ignore[operator]
    wrong = {path for path in wanted if " ".join(after.get(path, "\0").split()) != " ".join(wanted[path].split())}
    return set(expected) if wrong - set(expected) else wrong
