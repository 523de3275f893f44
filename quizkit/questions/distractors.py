"""Wrong answers that are certainly wrong and plausible, drawn from the deck."""

from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import Final

from quizkit.model import Date, Fact, Lure, Named, Number, Plan, Precision, Text, Value
from quizkit.questions.falsehood import Falsehood, Proof
from quizkit.questions.giveaway import as_told
from quizkit.questions.index import Key
from quizkit.questions.likeness import ENOUGH, IN_LINE, Face, Likeness, best_tiers
from quizkit.questions.lineup import Answers, Standing, singles
from quizkit.questions.measure import Measure
from quizkit.questions.plan import Planner
from quizkit.questions.search import Search
from quizkit.questions.shelf import Shelf
from quizkit.values.relations import answer_key

MOST_KEPT: Final = 8
"""So many good wrong answers are kept at most; more add nothing to a question of three options."""

MOST_LOOKED_AT: Final = 40
"""So many neighbours of the key are looked at, at most."""

MANY_ALIKE: Final = 6
"""With so many answers in line with all that the stem prints, no others of the role are sought."""


class Lures:
    """Finds the distractors of plans of one deck.

    Args:
        planner: The deck's planner.
    """

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self._deck = planner.deck
        self._search = planner.search
        self.likeness = Likeness(planner.search)
        self.falsehood = Falsehood(planner.search, self.likeness)
        self._shelves: dict[str, Shelf] = {}
        self._typed: dict[tuple[str, Precision | None], Answers] = {}

    def pool(self, plan: Plan, stem: str, *, confused: Iterable[str] = ()) -> tuple[Lure, ...]:
        """Return usable wrong answers of a plan, nearest first, and those confused with its key.

        Args:
            plan: The plan.
            stem: Its sentence; what stands there is never an option.
            confused: Answers as shown that the learner gave here by mistake.
        """
        by_hand, proof = tuple(self._hand_written(plan)), self.falsehood.proof(plan)
        if not (by_hand or proof.is_possible):
            return ()
        fact = self._planner.facts.get(plan.fact)
        hunt = Hunt(plan, self, search=self._search, stem=stem, fact=fact, proof=proof)
        for value in by_hand:
            hunt.take_author_s(value)
        if proof.is_possible:
            self._fill(hunt, plan, confused)
        return hunt.pool()

    def has_two(self, plan: Plan, stem: str) -> bool:
        """Return whether `pool` would find two; none is sought where the author wrote two.

        Args:
            plan: The plan.
            stem: Its sentence.
        """
        fact = self._planner.facts.get(plan.fact)
        measure = Measure(
            plan,
            self.likeness,
            fact=fact.values if fact else {},
            folded=f" {as_told(stem)} ",
            search=self._search,
        )
        found: set[Key] = set()
        for value in self._hand_written(plan):
            key = answer_key(value)
            face = self.likeness.face(value)
            shown = self.likeness.face(like_key(value, measure.key.value))
            if key is not None and measure.admits(face, shown=shown, author=True):
                found.add(key)
        return len(found) > 1 or len(self.pool(plan, stem)) > 1

    def shelf(self, kind: str) -> Shelf:
        """Return the facts of a kind with the answers of its roles lined up."""
        shelf = self._shelves.get(kind)
        if shelf is None:
            made = self._deck.kinds[kind]
            shelf = Shelf(made, self._search.index(kind), self.likeness, names=self._deck.names)
            self._shelves[kind] = shelf
        return shelf

    def _hand_written(self, plan: Plan) -> Iterator[Value]:
        if plan.kind == "card":
            yield from (Text(text) for text in self._planner.cards[plan.fact].wrong)
            return
        for wrong in self._planner.facts[plan.fact].wrong.get(plan.role, ()):
            yield from singles(wrong, plan.asked)

    def _fill(self, hunt: "Hunt", plan: Plan, confused: Iterable[str]) -> None:
        """Take from the role, like facts first, and where they are too few from the type."""
        shelf, answers, key = hunt.shelf, hunt.answers, hunt.measure.key
        if shelf is None or answers is None:
            return
        for text in confused:
            for standing in answers.shown_as(text):
                hunt.take(standing, wanted=True)
        dated = isinstance(key.value, Date | Number)
        if not dated:
            hunt.take_some(shelf.alike(plan.fact, hunt.measure.shared, answers))
        if hunt.in_line < MANY_ALIKE:
            hunt.take_some(answers.like(key))
        enough = MOST_KEPT if dated else ENOUGH
        if len(hunt.found) < enough and not shelf.is_open(plan.role):
            hunt.take_some(self._of_type(key.type, plan.asked).like(key))

    def _of_type(self, type_: str, asked: Precision | None) -> Answers:
        """Return the deck's answers of a type: names from their declarations, dates from facts."""
        answers = self._typed.get((type_, asked))
        if answers is None:
            answers = self._typed[type_, asked] = Answers(
                ((value, -1) for value in self._values_of(type_)),
                self.likeness,
                names=self._deck.names,
                asked=asked,
            )
        return answers

    def _values_of(self, type_: str) -> Iterator[Value]:
        if type_ == "date":
            for fact in self._deck.facts:
                for value in fact.values.values():
                    if isinstance(value, Date) and value.precision:
                        yield value
        elif type_:
            for name in self._deck.names.values():
                if name.type == type_:
                    yield Named(name.name)


class Hunt:
    """The search for the distractors of one plan.

    Args:
        plan: The plan.
        lures: Where they are searched.
        search: The deck's search.
        stem: Its sentence.
        fact: The fact asked about, or None for a card.
        proof: What proves answers wrong.
    """

    def __init__(
        self,
        plan: Plan,
        lures: Lures,
        *,
        search: Search,
        stem: str,
        fact: Fact | None,
        proof: Proof,
    ) -> None:
        self.found: dict[Key, Lure] = {}
        self.in_line = 0
        self.shelf = lures.shelf(plan.kind) if fact else None
        self.answers = self.shelf.answers(plan, fact) if self.shelf and fact else None
        self._proof, self._always = proof, proof.always
        self._likeness = lures.likeness
        self.measure = Measure(
            plan,
            lures.likeness,
            fact=fact.values if fact else {},
            folded=f" {as_told(stem)} ",
            search=search,
            among=self.shelf.facts if self.shelf else (),
        )
        self._is_number = isinstance(self.measure.key.value, Number)
        self._seen: set[Key] = set()
        self._wanted: list[Key] = []

    def take_author_s(self, value: Value) -> None:
        """Take a hand-written answer if it can be shown and may not be right."""
        key = answer_key(value)
        if key is None or key in self._seen:
            return
        self._seen.add(key)
        standing = self.answers.standings.get(key) if self.answers else None
        face = self._likeness.face(value)
        shown = self._bounded(face)
        if self.measure.admits(face, shown=shown, author=True):
            close = self.measure.close(face, standing.givers if standing else ())
            self.found[key] = Lure(shown.value, "author", close=close)

    def take(self, standing: Standing, *, wanted: bool = False) -> None:
        """Take an answer if it can be shown and is proved wrong.

        Args:
            standing: The answer.
            wanted: Whether it is offered however many better ones there are.
        """
        key, value, givers = standing
        if key in self._seen:
            return
        self._seen.add(key)
        face = self._likeness.face(value)
        shown = self._bounded(face) if self._is_number else face
        if not self.measure.admits(face, shown=shown):
            return
        told = key if shown is face else answer_key(shown.value)
        reason = self._always or self._proof.why(told)
        if reason is None:
            return
        close = self.measure.close(face, givers)
        self.found[key] = Lure(shown.value, reason[0], reason[1], close)
        self.in_line += close >= IN_LINE
        if wanted:
            self._wanted.append(key)

    def _bounded(self, face: Face) -> Face:
        """Return an answer as an option shows it: a number with the key's bound."""
        return self._likeness.face(like_key(face.value, self.measure.key.value))

    def take_some(self, standings: Iterable[Standing]) -> None:
        """Take neighbours of the key until there are enough or too many were looked at."""
        for standing in islice(standings, MOST_LOOKED_AT):
            if len(self.found) >= MOST_KEPT:
                return
            self.take(standing)

    def pool(self) -> tuple[Lure, ...]:
        """Return what was found, nearest first, and then what was wanted in any case."""
        pool = best_tiers(sorted(self.found.values(), key=_closeness, reverse=True))
        wanted = (self.found[key] for key in self._wanted if key in self.found)
        return (*pool, *(lure for lure in wanted if lure not in pool)) if self._wanted else pool


_closeness = attrgetter("close")


def like_key(value: Value, key: Value) -> Value:
    """Return a wrong number with the key's bound, so that no option stands out."""
    if isinstance(value, Number) and isinstance(key, Number) and value.bound != key.bound:
        return value._replace(bound=key.bound)
    return value
