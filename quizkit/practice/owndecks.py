"""Which decks are a learner's own: those that are studied where none is named.

The decks that came with quizkit are many and about anything; one that was never begun is offered,
not asked.
"""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.decks.library import is_bundled, name_of
from quizkit.errors import DeckError
from quizkit.memory.replay import EMPTY
from quizkit.model import Memory
from quizkit.practice.clock import moment
from quizkit.practice.home import Left
from quizkit.practice.homelist import tour_deck

if TYPE_CHECKING:
    from quizkit.practice.desk import Desk
    from quizkit.questions.ask import Asker
    from quizkit.session.sitting import Wish


def begun(memory: Memory) -> frozenset[str]:
    """Return the ids of the decks in which something was answered."""
    return frozenset(
        name.partition("/")[0] for name, state in memory.facets.items() if state.reviews
    )


def is_own(place: Path, deck: str, begun: Collection[str]) -> bool:
    """Return whether a deck of the list is the learner's own: begun, or brought along.

    Args:
        place: Where it is.
        deck: Its id.
        begun: Ids of the decks that the learner began.
    """
    return deck in begun or not is_bundled(place)


def own_places(desk: "Desk", memory: Memory) -> list[Path]:
    """Return where a learner's own decks are, as the list has them.

    Args:
        desk: Whose list it is.
        memory: What the learner remembers.
    """
    known = begun(memory)
    return [place for place in desk.listed() if is_own(place, name_of(place), known)]


def mine(askers: Sequence["Asker"], memory: Memory) -> list["Asker"]:
    """Return those that ask for a learner's own decks; all of them where there are none.

    Args:
        askers: One for each deck of the list.
        memory: What the learner remembers.
    """
    known = begun(memory)
    own = [each for each in askers if is_own(Path(each.deck.paths[0]), each.deck.id, known)]
    return own or list(askers)


def left(desk: "Desk", wish: "Wish", *, learner: str, day: int) -> Left | None:
    """Return the sitting of today that was left, if all it asked for is still asked for.

    Args:
        desk: Whose it is.
        wish: What is wanted of a sitting.
        learner: Id of the learner.
        day: Number of the learner-day.
    """
    from quizkit.practice import kept

    found = kept.left(desk.places.state / kept.NAME, learner=learner, day=day)
    form = wish.form if isinstance(wish.form, str) else wish.form.value if wish.form else ""
    if found is None or found.wish != [form, wish.seed or learner, wish.extra, sorted(wish.tags)]:
        return None
    minutes = round(wish.minutes - found.spent_ms / 60_000)
    return Left(found.decks, found.answered, minutes) if minutes > 0 and found.answered else None


def studied(desk: "Desk", wish: "Wish", *, fresh: bool = False) -> list[Path]:
    """Return the decks that are studied where none is named, as home does.

    Those of the sitting that was left today, else all of the learner's own.

    Args:
        desk: Whose list it is.
        wish: What is wanted of the sitting.
        fresh: Do not go on with a sitting that was left.

    Raises:
        DeckError: If the learner has none yet; it says how to begin one.
        StoreError: If the log cannot be read.
    """
    with desk.reading() as log:
        memory, learner = (log.memory(), log.learner) if log else (EMPTY, "")
    going = None if fresh else left(desk, wish, learner=learner, day=moment(desk.clock).day)
    if going:
        places = {name_of(place): place for place in desk.listed()}
        if places.keys() >= set(going.decks):
            return [places[deck] for deck in going.decks]
    found = own_places(desk, memory)
    if not found:
        raise DeckError(none_yet(desk))
    return found


def none_yet(desk: "Desk") -> str:
    """Return what is to be said to a learner who has no deck yet."""
    first = tour_deck(desk)
    if first is None:
        return "there are no decks yet; `quizkit decks add FILE` adds one"
    return (
        f"you have begun no deck of your list yet; `quizkit study {name_of(first)}` begins one, "
        "`quizkit decks` lists those there are, `quizkit decks add FILE` adds your own"
    )
