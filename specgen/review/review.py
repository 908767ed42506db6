"""Review one file: answers, a section's questions, a template or any Word document.

The texts are read, the glossary's words in them are matched in one pass, the rules say what is wrong, and what people
have decided to ignore is taken out.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from specgen.problems import CannotRead, about_file
from specgen.review.findings import Review
from specgen.review.vocabulary import Words
from specgen.system.files import check_ordinary, reason

__all__ = ["Review", "Words", "review"]

WORD_FILE: Final = b"PK\x03\x04"


def review(file: Path, words: Words, content: bytes | None = None, today: date | None = None) -> Review:
    """Return what is found in one file, or in the `content` that is to be written into it; with the day, also which
    law was checked too long ago. Raises CannotRead and WrongInput for a file that cannot be checked at all.
    """
    start = _first_bytes(file) if content is None else content[: len(WORD_FILE)]
    if start == WORD_FILE or file.suffix.lower() == ".docx":
        from specgen.review.word_file_review import review_word

        reviewed = review_word(file, words)
    else:
        from specgen.review.answers_review import review_yaml

        reviewed = review_yaml(file, words, content, today)
    if not reviewed.rules:
        return reviewed
    from specgen.review.levels import with_levels

    return reviewed._replace(reviewed=with_levels(reviewed.reviewed, reviewed.rules))


def _first_bytes(file: Path) -> bytes:
    try:
        check_ordinary(file)
        with file.open("rb") as stream:
            return stream.read(len(WORD_FILE))
    except FileNotFoundError as error:
        raise CannotRead(about_file(str(file), "there is no such file")) from error
    except OSError as error:
        message = "is a folder" if file.is_dir() else f"cannot be read ({reason(error)})"
        raise CannotRead(about_file(str(file), message)) from error
