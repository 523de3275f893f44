"""How quizkit's notes look in Anki: one template for all, by day and night, without a script."""

from typing import Any, Final

from quizkit.formats.anki.fields import FIELDS

MODEL: Final = 1_671_842_903_517
"""The note type's id, for good: Anki knows it again by this number."""

NAME: Final = "quizkit"

CHANGED: Final = 1_780_272_000
"""When the look last changed [seconds since 1970]: a learner's own changes after it are kept."""

FRONT: Final = (
    '<div class="qk" lang="{{Extra1}}">'
    '<div class="stem" dir="auto">{{Question}}</div>'
    '{{#Options}}<div class="options" dir="auto">{{Options}}</div>{{/Options}}'
    "</div>"
)

BACK: Final = (
    '<div class="qk back" lang="{{Extra1}}">'
    '<div class="stem" dir="auto">{{Question}}</div>'
    '{{#Options}}<div class="options" dir="auto">{{Options}}</div>{{/Options}}'
    '<hr id="answer">'
    '<div class="answer" dir="auto">{{Answer}}</div>'
    '{{#Note}}<div class="note" dir="auto">{{Note}}</div>{{/Note}}'
    '{{#Source}}<div class="source" dir="auto">{{Source}}</div>{{/Source}}'
    "</div>"
)

CSS: Final = """\
.card {
  --ink: #20242b; --paper: #faf9f6; --tile: #ffffff; --line: #d9d5cc; --soft: #5d6470;
  --right: #176b3f; --right-tile: #e7f4ec;
  margin: 0; padding: 24px 16px;
  background: var(--paper); color: var(--ink);
  font: 20px/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  text-align: start;
}
.card.nightMode, .nightMode .card, .card.night_mode {
  --ink: #e8e6e1; --paper: #1d1f23; --tile: #272a30; --line: #41454e; --soft: #a9afba;
  --right: #7fd6a4; --right-tile: #1f3529;
  background: var(--paper); color: var(--ink);
}
.qk { max-width: 34em; margin: 0 auto; overflow-wrap: anywhere; }
.qk ol { margin: .6em 0 0; padding-inline-start: 1.6em; }
.qk div { unicode-bidi: plaintext; }
.qk .stem { font-size: 1.2em; font-weight: 600; }
.qk .stem ol { font-size: .85em; font-weight: 400; }
.qk .stem li { margin: .35em 0; }
.qk .options ol { counter-reset: option; list-style: none; margin-top: 1em; padding: 0; }
.qk .options li {
  counter-increment: option; margin: .5em 0; padding: .5em .8em;
  padding-inline-start: 2.4em;
  background: var(--tile); border: 1px solid var(--line); border-radius: 10px;
}
.qk .options li::before { content: counter(option, upper-alpha); color: var(--soft);
  font-weight: 600; display: inline-block; width: 1.6em; margin-inline-start: -1.6em; }
.qk.back .stem { font-size: 1em; }
.qk.back .options li { padding-top: .3em; padding-bottom: .3em; font-size: .9em; }
.qk.back .options .key { background: var(--right-tile); border-color: var(--right); }
.qk.back .options .key::after { content: "\\2713"; color: var(--right); font-weight: 700;
  margin-inline-start: .6em; }
.qk hr { border: 0; border-top: 1px solid var(--line); margin: 1.1em 0; }
.qk .answer { color: var(--right); font-size: 1.3em; font-weight: 600; }
.qk .answer ol { color: var(--ink); font-size: .8em; font-weight: 400; margin: 0; }
.qk .note { margin-top: .8em; }
.qk .note div + div { margin-top: .4em; }
.qk .source { margin-top: .9em; color: var(--soft); font-size: .75em; }
.qk .picture { margin-top: .8em; }
.qk .picture img { max-width: 100%; max-height: 45vh; border-radius: 10px; }
.qk .credit { color: var(--soft); font-size: .65em; font-weight: 400; }
"""

LATEX: Final = ("\\documentclass{article}\n\\begin{document}\n", "\\end{document}")
"""What Anki wants before and behind LaTeX; no note of ours has any."""


def field_list() -> list[dict[str, Any]]:
    """Return the fields as Anki wants them."""
    return [
        {
            "name": name,
            "ord": at,
            "font": "Arial",
            "media": [],
            "rtl": False,
            "size": 20,
            "sticky": False,
        }
        for at, name in enumerate(FIELDS)
    ]


def templates() -> list[dict[str, Any]]:
    """Return the one template as Anki wants it."""
    return [
        {
            "name": "Card",
            "ord": 0,
            "qfmt": FRONT,
            "afmt": BACK,
            "bqfmt": "",
            "bafmt": "",
            "bfont": "",
            "bsize": 0,
            "did": None,
        }
    ]


def note_type(deck: int) -> dict[str, Any]:
    """Return the note type as Anki wants it.

    Args:
        deck: The deck into which new notes of the type go.
    """
    return {
        "id": str(MODEL),
        "name": NAME,
        "mod": CHANGED,
        "usn": -1,
        "type": 0,
        "did": deck,
        "sortf": 0,
        "flds": field_list(),
        "tmpls": templates(),
        "req": [[0, "any", [0, 2, 6]]],
        "css": CSS,
        "latexPre": LATEX[0],
        "latexPost": LATEX[1],
        "latexsvg": False,
        "tags": [],
        "vers": [],
    }
