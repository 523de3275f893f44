"""What is lost of an Anki package, as problems: one for each sort, with its number."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from quizkit.decks.report import fit, help_
from quizkit.formats.sheets.reading import not_taken
from quizkit.model import Location, Problem, Severity

_FAULTS: Final[Mapping[str, tuple[str, str]]] = {
    "image occlusion": ("hides part of a picture", "ask for it in words"),
    "gap in a gap": ("has a gap in a gap", "part the gaps in Anki, and export again"),
    "gap across markup": ("has a gap that markup cuts", "write the gap anew in Anki"),
    "empty gap": ("has a gap without a text", "write what is hidden as text"),
    "nothing but a gap": ("has no text around its gap", "write a sentence around the gap"),
    "no gap": ("has no gap", "put one in, or change the note type in Anki"),
    "no text in front": ("asks by picture or sound alone", "write a question in words"),
    "no text behind": ("answers by picture or sound alone", "write the answer in words"),
    "nothing behind": ("has no answer", "write the answer in Anki, and export again"),
    "too long": ("is longer than 64 KiB", "shorten it in Anki, and export again"),
    "no note type": ("has no note type", "let Anki check its database, and export again"),
    "no template": ("makes no card", "see in Anki why its note type makes none"),
}
"""Why a card is not taken: what is said of one, and what can be done."""

_LOST: Final[Mapping[str, tuple[str, str, str]]] = {
    "picture": ("picture", "pictures", "facts can have one: `image: {file: map.png}`"),
    "sound": ("sound", "sounds", "a deck holds none; write what is heard as text"),
    "film": ("film", "films", "a deck holds none; write what is seen as text"),
    "script": ("script", "scripts", "nothing of an import is ever run"),
    "style": ("style sheet", "style sheets", "quizkit shows text in its own way"),
    "formatting": ("piece of formatting", "pieces of formatting", "the text itself is kept"),
    "link": ("link", "links", "their text is kept; say where it is from with `source`"),
    "table": ("table", "tables", "its cells are kept as text, a line a row"),
    "frame": ("frame", "frames", "an import fetches nothing"),
    "field": ("form field", "form fields", "quizkit asks in its own forms"),
    "hint": ("hint", "hints", "quizkit gives its own: letters of the answer"),
    "unseen sign": ("unseen sign", "unseen signs", "a deck holds none of them"),
    "template mark": ("template mark", "template marks", "only fields are read of a template"),
}
"""What is dropped: one, several, and what stays true all the same."""


def losses(path: str, faults: Counter[str], lost: Counter[str]) -> tuple[Problem, ...]:
    """Return what could not be taken, then what was dropped of the rest.

    Args:
        path: The file.
        faults: Why cards were not taken, with how many.
        lost: What was dropped of the others, with how often.
    """
    at = Location(path)
    found = [_not_taken(why, count, at) for why, count in sorted(faults.items())]
    return (*found, *(_dropped(word, lost[word], at) for word in sorted(lost) if lost[word]))


def _not_taken(why: str, count: int, at: Location) -> Problem:
    what, tip = _FAULTS[why]
    which = "it" if count == 1 else "each"
    message = f"{_counted(count, 'card is', 'cards are')} not taken: {which} {what}"
    return not_taken(message, at, tip)


def _dropped(word: str, count: int, at: Location) -> Problem:
    if word == "formula":
        what = f"{_counted(count, 'formula is', 'formulas are')} kept as the source says"
        tip = "quizkit shows what stands between dollar signs as a formula, if it is simple"
    else:
        one, several, tip = _LOST[word]
        what = f"{_counted(count, f'{one} is', f'{several} are')} left out"
    return Problem("QK952", Severity.NOTE, fit(what), at, notes=(help_(tip),))


def _counted(count: int, one: str, several: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {several}"
