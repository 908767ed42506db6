"""A file in, everything the checks find in it out: answers, a section's questions, a template or any Word document.

file -> passages and definitions -> one pass of the matcher -> rules -> what people have decided to ignore taken out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from specgen.problems import CannotRead, about_file
from specgen.review.reviewed import Review
from specgen.review.vocabulary import Words
from specgen.system.files import check_ordinary

__all__ = ["Review", "Words", "review"]

WORD_FILE: Final = b"PK\x03\x04"


def review(file: Path, words: Words) -> Review:
    """Return what is found in one file. Raises CannotRead and WrongInput for a file that cannot be checked at all."""
    try:
        check_ordinary(file)
        with file.open("rb") as stream:
            start = stream.read(4)
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise CannotRead(about_file(str(file), "there is no such file")) from error
        raise CannotRead(
            about_file(str(file), f"cannot be read ({(error.strerror or 'no reason given').lower()})")
        ) from error
    if start == WORD_FILE or file.suffix.lower() == ".docx":
        from specgen.review.word_file_review import review_word

        found = review_word(file, words)
    else:
        from specgen.review.answers_review import review_yaml

        found = review_yaml(file, words)
    if not found.rules:
        return found
    from specgen.review.levels import with_levels

    return found._replace(reviewed=with_levels(found.reviewed, found.rules))
