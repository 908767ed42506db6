"""Make a question as small as a test can use, and a place for it to stand."""

from __future__ import annotations

from markupsafe import Markup

from specgen.context.render_log import RenderLog
from specgen.context.values import BREAK_OUT, QuestionPath
from specgen.inputs.models.model import Question, Section

CONTENTS = Markup(BREAK_OUT % "<sg:contents/>")  # noqa: S704   what context.py hands to templates


def question(
    name: str, kind: str = "text", *, title: str = "", need: str = "model", inside: tuple[Question, ...] = ()
) -> Question:
    return Question(name, title or name.capitalize(), "What is it?", "Because.", "", need, kind, "", (), "", (), inside)


def group(name: str, *inside: Question) -> Question:
    return question(name, "group", inside=inside)


SECTION = Section("availability", "Availability", "", "", ("availability",), "sections/availability.docx", "body",
                  "always", group("availability"), {})  # fmt: skip
AT = QuestionPath(SECTION, ("availability",), RenderLog())
