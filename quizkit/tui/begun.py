"""A new deck in the learner's own folder; runs in the backend."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from quizkit.decks.library import name_of
from quizkit.decks.stamp import new_ids
from quizkit.errors import DeckError
from quizkit.formats.starting.begin import begin
from quizkit.formats.starting.newdeck import TAGS, Draft, deck_text, slug
from quizkit.formats.starting.starters import draft, kinds, starter
from quizkit.practice.desk import Desk

_ID_LENGTH = 4


class Kind(NamedTuple):
    """What the facts of a deck can be about.

    Attributes:
        name: The built-in kind.
        like: A fact of it, as a sentence.
    """

    name: str
    like: str


def language_of(desk: Desk) -> str:
    """Return the language in which a deck is begun where nothing else is said."""
    return desk.settings.lang if desk.settings.lang in TAGS else TAGS[0]


def every_kind(desk: Desk) -> list[Kind]:
    """Return what the facts of a new deck can be about, what is used often first."""
    language = language_of(desk)
    return [Kind(name, starter(name, language).like) for name in kinds()]


def begun(desk: Desk, title: str, *, kind: str, language: str) -> Path:
    """Write a new deck, and return its file.

    Args:
        desk: Whose deck it is.
        title: Its title; its id and the file's name are made of it.
        kind: What its facts are about, a built-in kind.
        language: What its questions are written in, one of `TAGS`.

    Raises:
        DeckError: If it cannot be written.
    """
    folder = desk.places.decks
    now = datetime.fromtimestamp(desk.clock.at() / 1000, UTC) + timedelta(minutes=desk.clock.off())
    one = starter(kind, language)
    ids = iter(new_ids(len(one.facts), (), seed=token_hex(8), length=_ID_LENGTH))
    taken = {name_of(place) for place in desk.listed()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeckError(f"cannot make the folder {folder}: {error.strerror}") from None
    first, number = slug(title), 1
    while True:
        name = first if number == 1 else f"{first}-{number}"
        number += 1
        path = folder / f"{name}.yaml"
        if name in taken or path.exists():
            continue
        head = Draft(name, " ".join(title.split()), language, f"{now:%Y-%m}", ())
        begin(path, deck_text(draft([one], ids, head), name))
        return path
