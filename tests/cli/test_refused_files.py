"""Give each command a file that it cannot take: the message begins with the path that was typed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from specgen.system import sandbox
from tests.support.council_files import council, run
from tests.support.small_word import paragraph, write_word
from tests.support.word_files import word_file, zipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # begins what an older Word saves, and a file with a password
TOO_BIG = 51 * 2**20
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
WORD = word_file("Words")


def _with(part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(BytesIO(WORD)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {part: change(parts[part])})


REASONS: dict[str, bytes | None] = {
    "missing": None,
    "empty": b"",
    "no Word file": b"Dear all",
    "an older Word's": OLE + bytes(600),
    "with a password": OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(200),
    "with macros": _with("[Content_Types].xml", lambda data: data.replace(MAIN, MACROS)),
    "cut off": WORD[: len(WORD) // 2],
    "broken XML": _with("word/document.xml", lambda data: data[: len(data) // 2]),
    "a text document": zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
}  # fmt: skip
TYPED = {
    "beside": "b.docx",
    "roundabout": "./a/../b.docx",
    "in another folder": "other folder/b.docx",
    "as in Windows": r"C:\Files\b.docx",
    "in Welsh": "tŷ/manyleb.docx",
}
COMMANDS = {
    "template check": ("template", "check"),
    "check": ("check",),
    "check --contract": ("check", "draft.docx", "--contract"),
    "glossary import": ("glossary", "import"),
}


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "other folder", "tŷ"):
        Path(folder).mkdir()
    Path("draft.docx").write_bytes(WORD)


def refused(command: str, typed: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what is said of a file; nothing but its name as it was typed begins a line."""
    more = ("-o", "words.yaml") if command == "glossary import" else ()
    assert run(*COMMANDS[command], typed, *more) == 2
    said = capsys.readouterr().err
    first = said.splitlines()[0]
    assert first.startswith(f"{Path(typed)}: error: "), said
    assert "Traceback" not in said
    return first


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("reason", REASONS)
def test_the_path_that_was_typed_begins_the_message(
    command: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data = REASONS[reason]
    if data is not None:
        Path("b.docx").write_bytes(data)
    refused(command, "./a/../b.docx", capsys)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_every_way_to_type_a_path_is_kept(command: str, typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(typed).write_bytes(b"Dear all")
    refused(command, typed, capsys)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_a_large_file_and_a_whole_path_are_named_too(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is a folder" in refused(command, "a", capsys)
    with Path("large.docx").open("wb") as file:
        file.truncate(TOO_BIG)
    assert "is larger than 50 MB" in refused(command, "other folder/../large.docx", capsys)
    (tmp_path / "b.docx").write_bytes(b"Dear all")
    refused(command, str(tmp_path / "b.docx"), capsys)


# A council is checked by trial drafts of every model, which takes seconds.
@pytest.mark.long
@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason != "missing"])
@pytest.mark.parametrize("file", ["house.docx", "sections/scope.docx"])
def test_a_check_of_a_council_names_its_files_behind_the_folder_that_was_typed(
    reason: str, file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = REASONS[reason]
    assert data is not None
    folder = council(tmp_path / "a", "ours", "name: Ours\n")
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_bytes(data)
    run("council", "check", "./other folder/../a/ours")
    captured = capsys.readouterr()
    lines = (captured.out + captured.err).splitlines()
    assert any(line.startswith(f"{Path('other folder/../a/ours')}/{file}: error: ") for line in lines), lines


def bomb(entries: int, size: int) -> bytes:
    """Return a Word file whose text is `size` bytes long, with so many parts beside it."""
    long = b"<w:p/>" * (size // 6)
    parts = {f"word/media/{number}.png": b"x" for number in range(entries)}
    with zipfile.ZipFile(BytesIO(WORD)) as archive:
        parts |= {name: archive.read(name) for name in archive.namelist()}
    document = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + long)
    return zipped(parts | {"word/document.xml": document})


LIMITS = {
    "a text that unpacks to more than it should": (0, 41 * 2**20, "(word/document.xml: 40 MB when unpacked)"),
    "too many parts": (2_100, 0, "more than 2,000 parts"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("entries", "size", "limit"), LIMITS.values(), ids=LIMITS)
def test_a_limit_that_is_reached_names_the_file_and_the_limit(
    command: str, entries: int, size: int, limit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("b.docx").write_bytes(bomb(entries, size))
    assert limit in refused(command, "other folder/../b.docx", capsys)


SANDBOXED = {
    "template check": ("template", "check", "a/../b.docx", "--format", "json"),
    "check": ("check", "a/../b.docx", "--format", "json"),
    "glossary import": ("glossary", "import", "a/../b.docx", "-o", "words.yaml"),
}


@pytest.mark.parametrize("command", SANDBOXED)
def test_a_limit_of_the_sandbox_names_the_file_and_the_limit(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "ANSWER", 2**16)
    defined, wrong = f"“Term {{0}}” means a {{0}} {'y' * 600}.", "Each service user has {{{{ wrong }}}}."
    text = defined if command == "glossary import" else wrong
    write_word(Path("b.docx"), "".join(paragraph(text.format(number)) for number in range(300)))
    assert run(*SANDBOXED[command]) == 1
    assert capsys.readouterr().err.startswith("a/../b.docx: error: made more than 0 MB, and was stopped")
