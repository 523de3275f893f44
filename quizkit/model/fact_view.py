"""Nouns of a fact as it is shown: in full with its evidence, after an answer, in a list.

All texts come from decks and logs: a front end passes them through `text.visible`.
"""

from dataclasses import dataclass
from typing import NamedTuple

from quizkit.model.learner import Outcome
from quizkit.model.problem import Location
from quizkit.model.question import FacetId, Form
from quizkit.model.view import Image, MixedUp

STANDINGS = ("new", "learning", "known", "treated", "suspended", "refused", "not asked")
"""Where a learner stands with a facet or a fact.

`known`: recall is not needed again soon, for the memory is strong. `treated`: it fails too often,
and something is done about it. `refused`: no question about it would have one answer. `not asked`:
the author, or the kind, does not ask for it.
"""


class RoleView(NamedTuple):
    """A role of a fact with its value as people read it."""

    role: str
    value: str


class SourceView(NamedTuple):
    """Where a fact comes from, as far as the deck says; "" where it does not.

    Attributes:
        title: Its title, else its id.
        place: Where in it ("para. 15").
        publisher: Who published it, else who wrote it.
        date: When it was published, as the author wrote it.
        url: Its address; a text to read, never to be opened by itself.
    """

    title: str
    place: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet and where the learner stands with it.

    Attributes:
        facet: Its id.
        role: What is asked for: a role, "count", or of a card "card" or a gap's number.
        standing: One of `STANDINGS`.
        form: The form that it would be asked in now; None if it is never asked.
        known: Chance that the learner knows it now [0..1]; None if it is new or never asked.
        due_days: Days until it is due [0..]; None if it is new, suspended or never asked.
        answers: The newest answers, the newest last, at most `practice.evidence.MOST_ANSWERS`.
        mixed_up: What was taken for its answer, the most often first.
        why: A sentence: why it is never asked, or not now; "" if it is asked.
    """

    facet: FacetId
    role: str
    standing: str
    form: Form | None = None
    known: float | None = None
    due_days: int | None = None
    answers: tuple[Outcome, ...] = ()
    mixed_up: tuple[MixedUp, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact, or a hand-written card, with its evidence.

    Attributes:
        name: `deck/fact`, as marks and flags name it.
        deck: Title of its deck.
        fact: Its id.
        kind: Its kind, or "card".
        at: Where it stands.
        roles: Its roles in the kind's order, attributions and time of validity last.
        statement: It in one sentence, or "".
        source: Where it comes from, or None.
        quote: Words of the source as the deck quotes them, or "". Words that the source's text was
            searched for and has not (QK608) are never here.
        note: The author's note, or "".
        tags: Its tags.
        picture: Its picture, or None.
        disputed: Its author marked it so.
        facets: Everything that can be asked of it, and what cannot with the reason.
    """

    name: str
    deck: str
    fact: str
    kind: str
    at: Location
    roles: tuple[RoleView, ...]
    statement: str
    source: SourceView | None
    quote: str
    note: str
    tags: tuple[str, ...]
    picture: Image | None
    disputed: bool
    facets: tuple[FacetView, ...]


class Beside(NamedTuple):
    """Another question about the same fact, with its right answer."""

    facet: FacetId
    stem: str
    answer: str


@dataclass(frozen=True, slots=True)
class FactEvidence:
    """What stands behind one fact of a question that was answered.

    Attributes:
        statement: The fact in one sentence, or "".
        source: Where it comes from, or None.
        quote: Words of the source as the deck quotes them, or "". Words that the source's text was
            searched for and has not (QK608) are never here.
        note: The author's note, or "".
        picture: Its picture, or None.
        beside: Other questions about it, with their answers.
    """

    statement: str
    source: SourceView | None
    quote: str
    note: str
    picture: Image | None
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The evidence for an answer: why it was wrong, what it was taken for, what is true.

    Attributes:
        stem: The question.
        response: What was given, as people read it; "" if the learner gave up.
        key: The right answer as people read it.
        outcome: What was found.
        lines: Why: what differs, what the wrong option belongs to; a sentence each.
        mixed_up: What was taken for one another in this answer and in those before.
        facts: What stands behind each fact that was asked about.
    """

    stem: str
    response: str
    key: str
    outcome: Outcome
    lines: tuple[str, ...]
    mixed_up: tuple[MixedUp, ...]
    facts: tuple[FactEvidence, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact in a list.

    Attributes:
        name: `deck/fact`.
        deck: Id of its deck.
        fact: Its id.
        kind: Its kind, or "card".
        sentence: It in one sentence.
        standing: One of `STANDINGS`.
        known: Share of its facets that is known now [0..1]; None if it is never asked.
        due_days: Days until its first facet is due [0..]; None if nothing of it is.
        facets: Facets of it that can be asked.
        why: Why it is never asked, or "".
    """

    name: str
    deck: str
    fact: str
    kind: str
    sentence: str
    standing: str
    known: float | None
    due_days: int | None
    facets: int
    why: str = ""
