"""Hold the style sheet of a preview: plain, readable at any size, and every colour told apart by more than its hue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["STYLE_SHEET", "colours_of"]

COLOUR: Final = re.compile(r"[0-9A-F]{6}")
PARTS: Final = {"main": "heading", "accent": "accent", "link": "link"}  # what council.yaml calls it -> what is here

STYLE_SHEET: Final = """\
.draft { color: #1a1a1a; background: #fff; line-height: 1.5; overflow-wrap: break-word; }
.draft-heading { color: var(--draft-heading, #1a1a1a); line-height: 1.25; margin: 1.2em 0 0.5em; }
.draft-heading .draft-number { margin-right: 0.5em; }
.draft-clause, .draft-text, .draft-note { margin: 0 0 0.75em; }
.draft-clause .draft-number { display: inline-block; min-width: 2.75em; }
.draft-list { margin: 0 0 0.75em; padding-left: 2.75em; }
ol.draft-list { list-style: none; }
ul.draft-list { list-style: disc; }
ol.draft-list > li > .draft-number { display: inline-block; margin-left: -2.25em; min-width: 2.25em; }
.draft-table { position: relative; overflow-x: auto; margin: 0 0 1em; }
.draft-table:focus-visible { outline: 3px solid #1a1a1a; outline-offset: 2px; }
.draft-table table { border-collapse: collapse; width: 100%; }
.draft-table caption { text-align: left; font-weight: bold; padding: 0.25em 0; }
.draft-table th, .draft-table td { border: 1px solid #6b6b6b; padding: 0.25em 0.5em; text-align: left;
  vertical-align: top; }
.draft-table th { background: #ececec; }
.draft-table .draft-right { text-align: right; }
.draft-gap { color: #1a1a1a; background: #ffeb3b; border-bottom: 2px solid #1a1a1a; }
.draft-gap:target { outline: 3px solid #1a1a1a; }
.draft-missing { font-weight: bold; }
.draft-problem { border-left: 5px solid #b00020; padding: 0.5em 0.75em; margin: 0 0 0.75em; }
.draft-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; border: 0; }
@media (forced-colors: active) { .draft-gap { outline: 1px solid; } }
"""


def colours_of(colours: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of a council's house by what they are used for: heading -> #1F3864."""
    return {PARTS[key]: f"#{value}" for key, value in colours.items() if key in PARTS and COLOUR.fullmatch(value)}
