"""A deck on its author's bench: read again when its files change, looked at, asked of.

`Workshop.look` reads the files, which is what a save has to wait for; `Workshop.complete` lets all
rules look, which takes several times as long. Between the two, what the rules found before is
shown wherever its lines still stand.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from quizkit.checks.catalogue import pages
from quizkit.checks.context import NO_OPTIONS, PROFILES, Options
from quizkit.checks.run import arrange, run
from quizkit.decks import load
from quizkit.decks.unstamped import with_ids
from quizkit.errors import DeckError
from quizkit.model import Card, Deck, Fact, Form, Problem, Refusal
from quizkit.practice.desk import asking
from quizkit.practice.extensions import load_checks
from quizkit.practice.look import Asked, FactLine, Look, Preview
from quizkit.practice.pointing import concerned, edited, fact_at, moved
from quizkit.practice.samples import Sampler
from quizkit.practice.watched import Files
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm
from quizkit.questions.index import fact_of
from quizkit.questions.unasked import unasked

SEED: Final = "1"
"""The seed of the first preview: that of `quizkit preview`."""


class Workshop:
    """One deck, as its author works on it.

    Args:
        place: The deck's file or folder; problems show it as given.
        profile: How strict to be: "practice", "class", "exam" or "shared".
        language: The language wanted, or "".
        opener: Returns the bytes of a file; the default reads it from the disk.
        options: Thresholds of checks that were set, by code and name.

    Attributes:
        seen: The newest look.
    """

    def __init__(
        self,
        place: str,
        *,
        profile: str = "practice",
        language: str = "",
        opener: Callable[[Path], bytes] | None = None,
        options: Options = NO_OPTIONS,
    ) -> None:
        load_checks()
        self.place = place
        self.profile = profile
        self.language = language
        self.options = options
        self.files = Files(opener or _read)
        self.seen = Look(place)
        self._texts: dict[str, bytes] = {}
        self._asker: Asker | None = None
        self._sampler: Sampler | None = None

    @property
    def deck(self) -> Deck | None:
        """The deck as it is, or was when it last could be used; None if it never could."""
        return self._asker.deck if self._asker else None

    def changed(self) -> bool:
        """Return whether a file of the deck is not as it was when it was looked at."""
        return self.files.changed()

    def look(self) -> Look:
        """Read the deck again, and return what reading found."""
        begun = time.perf_counter()
        self.files.forget()
        self._texts = {}
        try:
            deck = load(self.place, opener=self._open)
        except DeckError as error:
            look = self._broken(error)
        else:
            with calm():
                look = self._read(deck)
        self.seen = replace(look, seconds=time.perf_counter() - begun)
        return self.seen

    def choose(self, profile: str) -> Look:
        """Take another profile; what a laxer one tells as well stays, the rest `complete` finds.

        Args:
            profile: How strict to be from now on.
        """
        self.profile = profile
        told = PROFILES[: PROFILES.index(profile) + 1]
        problems = tuple(p for p in self.seen.problems if p.profile in told)
        self.seen = replace(self.seen, problems=problems, complete=False)
        return self.seen

    def recall(self, problems: Sequence[Problem]) -> Look:
        """Take what a check of the same files found before, until `complete` has looked.

        Args:
            problems: All of it; what the author accepted may be among it.
        """
        if not (self.seen.complete or self.seen.broken):
            self.seen = replace(self.seen, problems=_open_ones(problems))
        return self.seen

    def complete(self, tick: Callable[[], None] = lambda: None) -> Look:
        """Let all rules look at what `look` read, and return it with all that was found.

        Args:
            tick: Called again and again meanwhile; what it raises ends this, and what was planned
                until then is kept for the next time.
        """
        look, asker = self.seen, self._asker
        if look.complete or look.broken or asker is None:
            return look
        with calm():
            planner = asker.planner
            for facet in planner.candidates:
                tick()
                planner.refusal(facet)
            problems = run(
                asker.deck,
                planner,
                profile=self.profile,
                lines=look.lines,
                options=self.options,
                tick=tick,
            )
            problems = with_ids(problems, asker.deck, self._texts)
            refusals = [r for facet in planner.candidates if (r := planner.refusal(facet))]
            left = unasked(planner, refusals)
            self.seen = replace(
                look,
                facts=tuple(_said(asker, tick)),
                asked=len(planner.facets),
                refused=left.refused,
                told=tuple(left.told),
                problems=_open_ones(problems),
                accepted=sum(bool(problem.suppressed) for problem in problems),
                complete=True,
                by_fact=_counted(asker, refusals),
            )
        return self.seen

    def preview(
        self, fact: str, *, seed: str = SEED, form: Form | None = None, whole: bool = True
    ) -> Preview | None:
        """Return what the deck asks of a fact, or None where it has no such fact.

        Args:
            fact: Id of the fact or card.
            seed: The seed's text.
            form: The form wanted; None: that in which a learner meets each question first.
            whole: Look for cues as well, and for what can be asked together.
        """
        if self._sampler is None:
            return None
        line = next((each for each in self.seen.facts if each.id == fact), None)
        if line is None:
            return None
        found = self._sampler.preview(line, seed=seed, form=form, whole=whole)
        return replace(found, of_now=not self.seen.broken)

    def fact_at(self, path: str, line: int) -> str:
        """Return the id of the fact or card that stands on a line of a file, or ""."""
        return fact_at(self.deck, self.seen.facts, path, line) if self.deck else ""

    def concerned(self, problem: Problem) -> str:
        """Return the id of the fact to look at for a problem, or ""."""
        return concerned(self.deck, self.seen.facts, problem) if self.deck else ""

    def _open(self, path: Path) -> bytes:
        data = self.files.open(path)
        self._texts[path.as_posix()] = data
        return data

    def _lines(self) -> dict[str, Sequence[str]]:
        return {
            path: data.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
            for path, data in self._texts.items()
        }

    def _broken(self, error: DeckError) -> Look:
        """Return the last good look with what is wrong now."""
        return replace(
            self.seen,
            problems=arrange(error.problems),
            lines=self._lines(),
            files=self.files.seen,
            broken=_why(error),
            complete=False,
            edited="",
        )

    def _read(self, deck: Deck) -> Look:
        before, lines = self.seen, self._lines()
        asker = asking(deck, self.language)
        self._asker, self._sampler = asker, Sampler(asker)
        reading = run(deck, asker.planner, profile=self.profile, select=_READ)
        told = {(fact.id, _text(before.lines, fact)): fact.says for fact in before.facts}
        rows = ((row, _line(row, "")) for row in _rows(deck))
        facts = tuple(
            line._replace(says=told.get((line.id, _text(lines, line))) or asker.told(row))
            for row, line in rows
        )
        change = edited(before.lines, lines)
        still = [problem for problem in before.problems if not problem.code.startswith(_READ)]
        return Look(
            place=self.place,
            deck=deck.id,
            title=deck.title,
            facts=facts,
            problems=arrange((*_open_ones(reading), *moved(still, before.lines, lines))),
            lines=lines,
            files=self.files.seen,
            edited=fact_at(deck, facts, change.path, change.line) if change else "",
        )


_READ: Final = tuple(page.code for page in pages() if not page.built)
"""Codes of what reading a deck finds."""


def _read(path: Path) -> bytes:
    from quizkit.decks.files import read_bytes  # with yaml and pydantic

    return read_bytes(path)


def shown_place(place: Path) -> str:
    """Return a path as it is shown: relative to the working folder if it lies in it, with `/`."""
    whole = Path(os.path.abspath(place))  # noqa: PTH100  # links stay as they are
    here = Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()


def _why(error: DeckError) -> str:
    count = len(error.problems)
    if not count:
        return str(error)
    return f"cannot be used: {count} problem{'' if count == 1 else 's'}"


def _open_ones(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if not problem.suppressed)


def _rows(deck: Deck) -> tuple[Fact | Card, ...]:
    return (*deck.facts, *deck.cards)


def _line(row: Fact | Card, says: str) -> FactLine:
    kind = row.kind if isinstance(row, Fact) else "card"
    return FactLine(row.id, kind, says, row.path, row.spans[""].line)


def _said(asker: Asker, tick: Callable[[], None]) -> Iterator[FactLine]:
    for row in _rows(asker.deck):
        tick()
        yield _line(row, asker.told(row))


def _text(lines: Mapping[str, Sequence[str]], fact: FactLine) -> str:
    """Return the line on which a fact begins."""
    found = lines.get(fact.path, ())
    return found[fact.line - 1] if fact.line <= len(found) else ""


def _counted(asker: Asker, refusals: Sequence[Refusal]) -> dict[str, Asked]:
    asked = Counter(fact_of(facet)[0] for facet in asker.planner.facets)
    refused = Counter(refusal.fact for refusal in refusals if refusal.code)
    return {fact: Asked(asked[fact], refused[fact]) for fact in asked | refused}
