"""Who the learner is at a place that is synced with: nobody's answers are mixed silently.

A computer that has no answers yet takes over the learner whom the place knows; one that has some
of another learner asks first whether both are the same person.
"""

import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NamedTuple, Protocol

from quizkit.errors import SyncError
from quizkit.text import counted, visible

_SHORT: Final = 8
"""Characters of a long id that people see, and may give."""
_LONG: Final = 32
_NAMED: Final = 8


class Present(Protocol):
    """What a place holds of a learner."""

    @property
    def events(self) -> int:
        """How many events [0..]."""

    @property
    def newest(self) -> int | None:
        """What the clock said at the newest of them [ms since 1970, UTC], or None."""


class Person(NamedTuple):
    """A learner whom a place knows.

    Attributes:
        id: The learner's id.
        events: How many events [0..].
        newest: What the clock said at the newest of them [ms since 1970, UTC], or None.
    """

    id: str
    events: int
    newest: int | None

    @property
    def short(self) -> str:
        """The id, or enough of a random one to tell it from others."""
        return short(self.id)

    @property
    def sentence(self) -> str:
        """It as part of a sentence: id, events, day of the newest."""
        return f"{self.short} ({held(self.events, self.newest)})"


class Wish(NamedTuple):
    """What the learner said about who they are.

    Attributes:
        join: The answers of this computer are those of the learner there.
        who: The learner there: an id, or how it begins; "" where it was not said.
        is_new: Somebody whom the place does not know yet.
    """

    join: bool = False
    who: str = ""
    is_new: bool = False


UNSAID: Final = Wish()
"""Nothing was said."""


class Who(NamedTuple):
    """Who syncs.

    Attributes:
        learner: The learner's id; None: the own one, or a new one.
        is_taken_over: This computer had no answers, and takes the learner of the place over.
        is_joined: The answers of this computer become those of the learner of the place.
    """

    learner: str | None
    is_taken_over: bool = False
    is_joined: bool = False


Ask = Callable[[Sequence[Person]], str | None]
"""Asks which of several it is: returns an id, "" for a new one, None where nobody can be asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who it is, with all that the answer depends on.

    Attributes:
        own: Id of who writes here, or None where nobody does yet.
        here: What the own log holds of them.
        there: Id to what the place holds of each learner.
        others: Ids of this computer's other learners.
        place: The place, as a command names it.
        is_login: The place is a server, whose login belongs to one learner.
    """

    own: str | None
    here: Present
    there: Mapping[str, Present]
    others: Collection[str]
    place: str
    is_login: bool = False

    def answered(self, wish: Wish, ask: Ask) -> Who:
        """Return who syncs.

        Raises:
            SyncError: If that is not certain; nothing was changed.
        """
        if wish.who:
            return self._as(self._meant(wish.who), is_joining=wish.join)
        if self.own in self.there or not self.there:
            return Who(self.own)
        if wish.is_new and not self.is_login:
            return Who(self.own)
        found = self._strangers(all_of_them=wish.join or self.is_login)
        if not found:
            return Who(self.own)
        if len(found) == 1:
            return self._as(found[0], is_joining=wish.join)
        if self.here.events and not wish.join:
            raise self._error(self._which_of(found, has_own=True))
        chosen = ask(found)
        if chosen is None:
            raise self._error(self._which_of(found, has_own=bool(self.here.events)))
        if not chosen:
            return Who(self.own)
        return self._as(self._meant(chosen), is_joining=wish.join)

    def _strangers(self, *, all_of_them: bool) -> list[Person]:
        """Return the learners of the place who may be the one who syncs, the newest first."""
        known = () if all_of_them else self.others
        found = (Person(*each) for each in self._everybody() if each[0] not in (self.own, *known))
        return sorted(found, key=lambda each: (-(each.newest or 0), each.id))

    def _everybody(self) -> list[tuple[str, int, int | None]]:
        return [(id_, each.events, each.newest) for id_, each in self.there.items()]

    def _as(self, person: Person, *, is_joining: bool) -> Who:
        if person.id == self.own:
            return Who(self.own)
        if not self.here.events:
            return Who(person.id, is_taken_over=True)
        if is_joining:
            return Who(person.id, is_joined=True)
        raise self._error(self._two(person))

    def _meant(self, who: str) -> Person:
        """Return the learner of the place whose id is given, or begins so."""
        found = [Person(*each) for each in self._everybody() if each[0].startswith(who)]
        exact = [each for each in found if each.id == who]
        if len(exact or found) == 1:
            return (exact or found)[0]
        many = "more than one learner" if found else "no learner"
        known = ", ".join(Person(*each).short for each in self._everybody()[:_NAMED])
        raise self._error(
            f"{many} of {self.place} begins with {visible(who)}; known there: {known or 'nobody'}"
        )

    def _two(self, person: Person) -> str:
        """Return what is said where this computer and the place have a learner each."""
        mine = held(self.here.events, self.here.newest)
        what = "your login there" if self.is_login else self.place
        again = self._command("--join")
        ways = f"If both are you, run: {again}."
        if self.is_login:
            ways += " If they are not, ask for a login of your own."
        else:
            ways += (
                f" If they are two people: {self._command('--new')} puts yours beside the others, "
                f"and {self._command(learner='NAME')} gets the others to this computer, under a "
                "name."
            )
        return (
            f"you have answers on this computer ({mine}), and {what} has those of a learner whom "
            f"this computer does not know, {person.sentence}. Nothing was mixed. {ways}"
        )

    def _which_of(self, found: Sequence[Person], *, has_own: bool) -> str:
        """Return what is said where a place has several learners."""
        some = "; ".join(each.sentence for each in found[:_NAMED])
        more = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        as_ = self._command(*(["--join"] if has_own else []), "--as", found[0].short)
        said = f"{self.place} holds answers of {counted(len(found), 'learner')}: {some}{more}."
        own = " You are none of them so far." if has_own else ""
        return (
            f"{said}{own} If you are one of them, say which: {as_}. "
            f"If you are somebody else: {self._command('--new')}"
        )

    def _command(self, *options: str, learner: str = "") -> str:
        words = ["quizkit", *(["--learner", learner] if learner else []), "sync", self.place]
        return shlex.join([*words, *options])

    def _error(self, message: str) -> SyncError:
        return SyncError(message, self.place)


def short(id_: str) -> str:
    """Return an id as people see it: enough of a random one to tell it from others.

    >>> short("mai"), short("99f5065aa109971e2a4eaf6ab8b7462d")
    ('mai', '99f5065a')
    """
    return id_[:_SHORT] if len(id_) == _LONG else visible(id_)


def held(events: int, newest: int | None) -> str:
    """Return how much a place holds of a learner, in a few words.

    >>> held(1, 1780275600000), held(12, None)
    ('1 event, the last on 1 June 2026', '12 events')
    """
    said = counted(events, "event")
    if newest is None:
        return said
    try:
        day = datetime.fromtimestamp(newest / 1000, tz=UTC)
    except (OverflowError, ValueError, OSError):  # a clock that was far off
        return said
    return f"{said}, the last on {day.day} {day:%B %Y}"


def nobody_asked(_people: Sequence[Person]) -> None:
    """Ask nobody which of several learners it is."""
