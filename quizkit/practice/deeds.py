"""What a learner does besides answering, and taking anything back: one transaction each."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby, islice
from typing import Final, Literal, NamedTuple

from quizkit.memory.clocks import Stretch, wrong_stretches
from quizkit.memory.renames import current, split
from quizkit.memory.replay import state_of
from quizkit.model import Draft, Event, EventId, FacetState, Memory, Rating
from quizkit.practice.clock import Clock, moment
from quizkit.practice.study import past_of
from quizkit.session.undo import Deed, deed_text, deeds, last_deed, last_undo, sitting_of
from quizkit.store.bodies import BODIES
from quizkit.store.log import Log

MOST: Final = 50
"""Names that one call may mark, so that one undo can name all of them."""

_ROUNDS: Final = 9
"""Times that mending clocks looks for what the mends before have shown."""

Mark = Literal["suspend", "resume", "reset"]


class Undone(NamedTuple):
    """An event that was taken back or brought back.

    Attributes:
        event: It.
        text: In a few words what it did.
        facet: Its facet or fact, or "".
        rating: The review's rating, or None for anything else.
        state: The facet's state now.
    """

    event: Event
    text: str
    facet: str
    rating: Rating | None
    state: FacetState


def undo(
    log: Log, clock: Clock, *, times: int = 1, again: bool = False, sitting: bool = False
) -> tuple[Undone, ...]:
    """Take the last deeds back, each with an event of its own; newest first.

    Args:
        log: The learner's log.
        clock: What tells the time.
        times: How many; fewer if there are not so many.
        again: Bring back what was taken back.
        sitting: All of one sitting, that of the first deed, instead of so many times.

    Raises:
        StoreError: If it cannot be written; those before stay taken back.
    """
    done: list[Undone] = []
    past = past_of(log)
    of: set[EventId | None] = set()
    for _ in count() if sitting else range(times):
        deed = (last_undo if again else last_deed)(past.events, past.live)
        if deed is None:
            break
        of.add(sitting_of(deed, past.events) if sitting else None)
        if len(of) > 1:
            break
        now = moment(clock)
        written = log.append((deed.draft,), at=now.ms, off=now.off)
        past = past.after(deed.targets, written)
        memory = log.memory()
        done += [_undone(deed, event, memory) for event in reversed(deed.events)]
    return tuple(done)


def undoable(log: Log, *, sitting: bool = False, most: int = 20) -> tuple[Deed, ...]:
    """Return what undo would take back, newest first.

    Args:
        log: The learner's log.
        sitting: Only the deeds of the newest sitting, but all of them.
        most: How many at most.
    """
    past = past_of(log)
    found = deeds(past.events, past.live)
    if sitting:
        for _, together in groupby(found, lambda deed: sitting_of(deed, past.events)):
            return tuple(together)
    return tuple(islice(found, most))


def mark(log: Log, clock: Clock, kind: Mark, *, names: Sequence[str]) -> tuple[str, ...]:
    """Put facets or facts aside, ask them again, or start them anew, in one transaction.

    Args:
        log: The learner's log.
        clock: What tells the time.
        kind: "suspend", "resume" or "reset" (the memory is emptied, the counts stay).
        names: Facets (`deck/fact#role`) or facts (`deck/fact`: all of its facets).

    Returns:
        The names that were marked: those of which it was true already are passed by.

    Raises:
        ValueError: If there are more than 50 names.
        StoreError: If it cannot be written; then nothing was.
    """
    if len(names) > MOST:
        message = f"{len(names)} names, want at most {MOST} at once"
        raise ValueError(message)
    memory = log.memory()
    wanted = [name for name in dict.fromkeys(names) if _changes(memory, kind, name)]
    if wanted:
        now = moment(clock)
        drafts = [Draft(kind, {"facet": name}) for name in wanted]
        log.append(drafts, at=now.ms, off=now.off)
    return tuple(wanted)


class Renamed(NamedTuple):
    """What a rename came to.

    Attributes:
        moved: Answers of the old name [0..].
        had: Answers that the new name had of its own [0..].
    """

    moved: int
    had: int


def rename(log: Log, clock: Clock, *, old: str, new: str) -> Renamed:
    """Give the history of a facet or fact to another name, for a deck whose ids have changed.

    Args:
        log: The learner's log.
        clock: What tells the time.
        old: A facet or a fact.
        new: The same sort of name.

    Returns:
        How many answers now belong together.

    Raises:
        LookupError: If the log knows nothing of the old name.
        ValueError: If nothing would change, or one names a facet and the other a fact.
        StoreError: If it cannot be written; then nothing was.
    """
    if bool(split(old)[1]) != bool(split(new)[1]):
        message = f"{old} and {new}: want two facets (deck/fact#role) or two facts (deck/fact)"
        raise ValueError(message)
    memory = log.memory()
    if current(old, memory.renames) == new:
        message = f"{old} is called {new} already"
        raise ValueError(message)
    states = dict(_held(memory, old))
    if not any(state.reviews or state.suspended for state in states.values()):
        message = f'"{old}" has no answers'
        raise LookupError(message)
    others = (state.reviews for name, state in _held(memory, new) if name not in states)
    found = Renamed(sum(state.reviews for state in states.values()), sum(others))
    now = moment(clock)
    log.append([Draft("rename", {"old": old, "new": new})], at=now.ms, off=now.off)
    return found


def _held(memory: Memory, name: str) -> Iterator[tuple[str, FacetState]]:
    """Yield what is remembered of a facet, or of a fact and its facets."""
    for each, state in memory.facets.items():
        if name in (each, split(each)[0]):
            yield each, state


def is_name(text: str) -> bool:
    """Return whether a text can be the id of a facet or a fact.

    >>> is_name("d/a#who"), is_name("d/a"), is_name("a#who")
    (True, True, False)
    """
    return not BODIES["suspend"].fault({"facet": text})


def wrong_clocks(log: Log, clock: Clock) -> tuple[Stretch, ...]:
    """Return the stretches of the log that a wrong clock wrote, with what would mend them."""
    rows = tuple(log.entries())
    unread = {row.event.id for row in rows if not row.is_read}
    return wrong_stretches((row.event for row in rows), moment(clock).ms, unread=unread)


def mend_clocks(log: Log, clock: Clock, *, stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Mend stretches, and those that show only then; one undo takes all of it back.

    Returns:
        All that were mended.

    Raises:
        StoreError: If it cannot be written; those mended before stay so.
    """
    now = moment(clock)
    done: list[Stretch] = []
    for _ in range(_ROUNDS):
        if not stretches:
            break
        log.append([stretch.draft for stretch in stretches], at=now.ms, off=now.off)
        done += stretches
        stretches = wrong_clocks(log, clock)
    return tuple(done)


def answers_in(log: Log, stretches: Sequence[Stretch]) -> tuple[int, ...]:
    """Return how many answers of the log each stretch holds."""
    seqs: dict[str, list[int]] = {}
    for row in log.entries():
        if row.is_read and row.event.kind == "review":
            seqs.setdefault(row.event.dev, []).append(row.event.seq)
    return tuple(
        sum(each.first <= seq <= each.last for seq in seqs.get(each.device, ()))
        for each in stretches
    )


def named(text: str, known: Iterable[str]) -> str:
    """Return the facet or fact that a text names: it, or what alone ends so.

    Args:
        text: "deck/fact#role", "deck/fact", or an end of one.
        known: All facets there are, in decks and in the log.

    Raises:
        LookupError: If nothing ends so, or several do.

    >>> facets = ["d/a#who", "d/a#when", "d/b#who"]
    >>> named("a#who", facets), named("d/a", facets), named("b", facets)
    ('d/a#who', 'd/a', 'd/b')
    """
    names = dict.fromkeys(known)
    names.update(dict.fromkeys(split(facet)[0] for facet in tuple(names)))
    if text in names:
        return text
    sort = "#" in text
    fits = [name for name in names if ("#" in name) == sort and name.endswith((f"/{text}", text))]
    if len(fits) == 1:
        return fits[0]
    some = ", ".join(fits[:5]) + (", .." if len(fits) > 5 else "")
    what = "facet" if sort else "fact"
    message = f'"{text}" fits {len(fits)}: {some}' if fits else f'there is no {what} "{text}"'
    raise LookupError(message)


def _changes(memory: Memory, kind: Mark, name: str) -> bool:
    """Return whether a mark would change anything."""
    present = current(name, memory.renames)
    facets = [facet for facet in memory.facets if present in (facet, split(facet)[0])]
    states = [state_of(memory, facet) for facet in (present, *facets)]
    if kind == "reset":
        return any(state.state is not None for state in states)
    return any(state.suspended != (kind == "suspend") for state in states)


def _undone(deed: Deed, event: Event, memory: Memory) -> Undone:
    facet = str(event.body.get("facet", ""))
    rating = Rating(event.body["rating"]) if event.kind == "review" else None
    text = deed_text(deed._replace(events=(event,)))
    return Undone(event, text, facet, rating, memory.facets.get(facet, FacetState()))
