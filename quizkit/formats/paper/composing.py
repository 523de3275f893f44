"""A paper's questions: drawn for its lines, and what to do about a line that stays short."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.decks.report import fit, help_
from quizkit.formats.asloss import is_picture_telling, picture_held_back
from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.candidates import Candidates
from quizkit.formats.paper.clues import Clues
from quizkit.formats.paper.drawing import Drawing, Place
from quizkit.formats.paper.printers import PAPER_FORMS
from quizkit.formats.posed import Posed
from quizkit.formats.posing import posed
from quizkit.model import NOWHERE, FacetId, Form, Location, Note, Problem, Severity
from quizkit.questions.ask import Asker
from quizkit.questions.calm import calm

_ALONE: Final = frozenset(Form) - {Form.MATCH}
"""The forms that ask one facet."""

_LEAST: Final = "ask for fewer, leave a condition out, or write more facts"

MOST_NAMED: Final = 4
"""So many roles, tags or forms are named that could give more."""


class Order(NamedTuple):
    """What a paper is made of.

    Attributes:
        lines: How many questions of what.
        forms: The forms that all its printers can hold.
        seed: The text that chance starts from.
        sets: So many sets of questions that share none; 1 where variants have the same ones.
        printers: Their names, for what is said of losses.
    """

    lines: tuple[Line, ...]
    forms: frozenset[Form]
    seed: str = "1"
    sets: int = 1
    printers: str = "a paper"


class Composed(NamedTuple):
    """A paper's questions.

    Attributes:
        sets: Each set in the order of the lines.
        short: Lines that this deck cannot fill (QK701): then there is no paper.
        losses: What becomes of forms that a printer cannot hold (QK901), and of pictures that
            may show the answer (QK903).
    """

    sets: tuple[tuple[Posed, ...], ...]
    short: tuple[Problem, ...]
    losses: tuple[Problem, ...]


def composed(asker: Asker, order: Order) -> Composed:
    """Return the questions of a paper.

    No facet comes twice, no question gives away another one's answer, and each fact comes once
    before any comes a second time. If a deck can fill all lines at once, they are filled.

    Args:
        asker: What asks.
        order: What is wanted.
    """
    with calm():
        candidates = Candidates(asker, order.forms, seed=order.seed)
        drawing = Drawing(order.lines, candidates, Clues(asker).clash)
        drawn = drawing.drawn(order.sets)
        tips = _Tips(asker, candidates, {facet for pick in drawn.values() for facet in pick.facets})
        asked = {
            place: posed(asker, pick.question, points=order.lines[place.line].points)
            for place, pick in drawn.items()
        }
        telling = [place for place, each in asked.items() if is_picture_telling(each, asker)]
        held_back = [picture_held_back(asked[place], "the paper") for place in telling]
        asked |= {place: asked[place]._replace(picture=None) for place in telling}
        sets = tuple(
            tuple(each for place, each in asked.items() if place.set == number)
            for number in range(order.sets)
        )
        short = tuple(_short(order, drawn, tips, asker.deck.paths))
    return Composed(sets, short, (*_changed(order, candidates), *held_back))


def _short(
    order: Order, drawn: Mapping[Place, object], tips: "_Tips", paths: Sequence[str]
) -> Iterator[Problem]:
    """Yield a problem for each line that could not be filled."""
    found = Counter(place.line for place in drawn)
    head = Location(paths[0] if paths else "")
    for at, line in enumerate(order.lines):
        wanted = line.wanted * order.sets
        if found[at] < wanted:
            yield Problem(
                "QK701",
                Severity.ERROR,
                fit(f"there are only {found[at]} of {wanted} questions for this"),
                head if line.at == NOWHERE else line.at,
                label=_said(line),
                notes=tips.of(line),
            )


def _said(line: Line) -> str:
    """Return what a line asks for, in words.

    >>> _said(Line(5, kinds=("visit",), roles=("who", "date")))
    'kind visit, role who or date'
    """
    parts = {
        "tag": line.tags,
        "kind": line.kinds,
        "role": line.roles,
        "form": tuple(form.value for form in line.forms),
        "difficulty": (_range(line),) if line.difficulty else (),
    }
    return ", ".join(f"{name} {' or '.join(words)}" for name, words in parts.items() if words)


def _range(line: Line) -> str:
    first, last = line.difficulty or (1, 5)
    return str(first) if first == last else f"{first}..{last}"


def _changed(order: Order, candidates: Candidates) -> Iterator[Problem]:
    """Yield what becomes of lines whose forms a printer cannot hold."""
    for line in order.lines:
        lost = [form.value for form in line.forms if form not in order.forms]
        if lost:
            instead = ", ".join(form.value for form in candidates.forms_of(line))
            what = f"{order.printers} cannot hold {', '.join(lost)}: asked as {instead}"
            tip = (
                f"leave {order.printers} out, if these forms are wanted: all printers ask the same"
            )
            notes = (help_(tip),)
            yield Problem("QK901", Severity.WARNING, fit(what), line.at, notes=notes)


class _Tips:
    """Says what could give a line more: which forms, roles, tags, kinds, or mended questions."""

    def __init__(self, asker: Asker, candidates: Candidates, used: Collection[str]) -> None:
        self._asker, self._candidates, self._used = asker, candidates, used

    def of(self, line: Line) -> tuple[Note, ...]:
        found = [
            *self._widened(line, "form", line._replace(forms=())),
            *self._widened(line, "role", line._replace(roles=())),
            *self._widened(line, "tag", line._replace(tags=())),
            *self._widened(line, "kind", line._replace(kinds=())),
            *self._widened(line, "difficulty", line._replace(difficulty=None)),
        ]
        refused = self._candidates.refused()
        if refused:
            named = _counted(refused)
            found.append(f"never asked so far, `quizkit check` says why: {named}")
        return tuple(help_(text) for text in found or [_LEAST])

    def _widened(self, line: Line, field: str, wider: Line) -> Iterator[str]:
        """Yield what a line would find if it did not say one of its fields."""
        if wider == line:
            return
        narrow = set(self._candidates.fitting(line)) if field != "form" else set[str]()
        forms = self._candidates.forms_of(wider)
        counts: Counter[str] = Counter()
        for facet in self._candidates.fitting(wider):
            if facet not in self._used and facet not in narrow:
                fits = any(self._asker.has_form(facet, form) for form in forms if form in _ALONE)
                counts.update(self._values(facet, field, line) if fits else ())
        if counts:
            yield f"another {field} would give more: {_counted(counts)}"

    def _values(self, facet: FacetId, field: str, line: Line) -> Iterable[str]:
        sort = self._candidates.sorts[facet]
        match field:
            case "form":
                forms = (form for form in PAPER_FORMS if form in _ALONE - set(line.forms))
                return [form.value for form in forms if self._asker.has_form(facet, form)][:1]
            case "role":
                return [sort.role]
            case "tag":
                return sorted(sort.tags)
            case "kind":
                return [sort.kind]
            case _:
                return [str(sort.difficulty) if sort.difficulty else "not given"]


def _counted(counts: Counter[str]) -> str:
    """Return the most frequent words with their numbers.

    >>> _counted(Counter({"date": 2, "who": 5}))
    'who 5, date 2'
    """
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{word} {count}" for word, count in ranked[:MOST_NAMED])
