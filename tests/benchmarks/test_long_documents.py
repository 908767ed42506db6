"""Check Word files of 24 and of 300 pages of prose with findings in it: 12.5 times the pages take at most 12 times."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import pytest

from specgen.review.review import Words, review
from tests.support.marked_prose import documents
from tests.support.small_word import paragraph, write_word

WORDS_OF_A_PAGE = 330
MOST = 12
RUNS = 5


@pytest.mark.benchmark
def test_300_pages_take_at_most_12_times_what_24_take(tmp_path: Path) -> None:
    words = Words()
    small, large = (_file(tmp_path, pages) for pages in (24, 300))
    for file in (small, large):
        review(file, words)  # loads modules and fills caches
    pairs = [(_seconds(small, words), _seconds(large, words)) for _ in range(RUNS)]
    ratio = median(after / before for before, after in pairs)
    seconds = tuple(median(column) for column in zip(*pairs, strict=True))
    print(f"\n24 pages {seconds[0]:.2f} s, 300 pages {seconds[1]:.2f} s: {ratio:.1f} times")
    assert ratio <= MOST


def _file(folder: Path, pages: int) -> Path:
    """Return a file of that many pages: the marked documents, as often as it takes."""
    body, left = list[str](), pages * WORDS_OF_A_PAGE
    texts = [text for document in documents() for text in document.paragraphs]
    number = 0
    while left > 0:
        text = texts[number % len(texts)]
        body.append(paragraph(text, "Heading1" if len(text.split()) < 5 else "Clause"))
        left -= len(text.split())
        number += 1
    return write_word(folder / f"{pages}.docx", "".join(body))


def _seconds(file: Path, words: Words) -> float:
    started = time.perf_counter()
    review(file, words)
    return time.perf_counter() - started
