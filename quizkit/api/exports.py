"""A deck's questions, or its rows, written for another program."""

from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from quizkit.api import arguments
from quizkit.api.deck import Deck
from quizkit.api.problems import Problems
from quizkit.api.questions import form_named
from quizkit.errors import ArgumentError
from quizkit.model import Form
from quizkit.practice.clock import Clock

_SUCH: Final = {"forms": "typed", "tags": "war", "kinds": "visit"}


def export(  # noqa: PLR0913  # a deck, a place, and all that may be wished, each by its own name
    deck: Deck,
    path: str | Path,
    *,
    to: str | None = None,
    n: int | None = None,
    seed: int | str = 1,
    forms: Collection[Form | str] = (),
    tags: Collection[str] = (),
    kinds: Collection[str] = (),
    force: bool = False,
    clock: Clock | None = None,
) -> Problems:
    """Write a deck's questions for another program, as `quizkit export` does.

    Args:
        deck: The deck.
        path: The file, or the folder for several.
        to: The format, such as "moodle", "anki", "html"; None: by the file's name.
        n: How many questions at most, drawn by the seed; None: all.
        seed: Text or number that chance starts from; the same gives the same bytes.
        forms: Each facet in each of these forms that it suits; empty: in one, the best.
        tags: Only facts with one of these.
        kinds: Only facts of these kinds.
        force: Write over a file that is there; of an Anki package this updates its notes.
        clock: What tells the time that is written into the file; the system's if not given.

    Returns:
        What the other program cannot hold, as problems.

    Raises:
        ArgumentError: If there is no such format, or it holds a deck's rows, not questions: for
            these there is `Deck.to_frame`.
        FormatError: If the file is there already, or cannot be written.
        MissingExtraError: If the format's library is not installed.

    >>> from tempfile import TemporaryDirectory
    >>> from quizkit.api.deck import load
    >>> with TemporaryDirectory() as folder:
    ...     lost = export(load("vietnam-us"), f"{folder}/bank.gift", n=5, seed=7)
    ...     (Path(folder) / "bank.gift").read_text("utf-8").count("::") // 2
    5
    """
    from quizkit.formats.formatlist import format_of, guessed, is_format, names
    from quizkit.formats.posing import pose
    from quizkit.formats.saving import save

    arguments.of_type("deck", deck, Deck, "a Deck, as qk.load(..) returns it")
    arguments.of_type("path", path, (str, Path), "the path of a file or folder")
    arguments.whole("n", n, 1, optional=True)
    for argument, given in (("forms", forms), ("tags", tags), ("kinds", kinds)):
        arguments.several(argument, given, _SUCH[argument])
    place = Path(path)
    name = to or guessed(place.name, is_folder=place.is_dir())
    if not is_format(name, reads=False):
        arguments.one_of("to", name, names(reads=False))
    row = format_of(name)
    if not row.asks:
        wanted = f"a format of questions; {name} holds rows, which Deck.to_frame gives"
        raise ArgumentError.of("to", name, wanted)
    wish = _wish(n, seed=seed, forms=forms, place=place, tags=tags, kinds=kinds, clock=clock)
    module = row.load()
    written = module.write(pose(deck.asker, order=module.ORDER, wish=wish, target=row.called))
    save(place, written.files, force=force)
    return Problems(written.losses, profile=name)


def _wish(n: int | None, *, place: Path, clock: Clock | None, **more: Any) -> Any:
    from quizkit.formats.posing import Wish

    try:
        before = place.read_bytes() if place.is_file() else None
    except OSError:
        before = None
    return Wish(
        most=n,
        seed=arguments.seeded(more["seed"]) or "0",
        forms=tuple(form_named(form) for form in more["forms"]),
        tags=tuple(more["tags"]),
        kinds=tuple(more["kinds"]),
        at=arguments.clocked(clock).at() // 1000,
        before=before,
    )
