"""Questions of other programs as rows: cards, and facts of kinds made for what no card can hold.

A card's id follows from where it comes from alone, so that a second import finds it again.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.decks.stamp import LETTERS, SIGNS
from quizkit.formats.book import CARDS, NO_INTAKE, Book, Draft, Intake, Line, Sheet
from quizkit.formats.cells import Value, cell_of
from quizkit.formats.pairkinds import ORDERING, SEVERAL, kind_of_pairs, named_kind
from quizkit.model import Problem
from quizkit.text import fold
from quizkit.values.words import BUILTIN, builtin

COLUMNS: Final = ("id", "q", "a", "also", "wrong", "cloze", "note", "source", "tags")
"""The columns of the sheet of cards."""

GAP: Final = "_____"
"""A gap in a stem, where it is not the card's own."""

ID_SIGNS: Final = 10
"""Signs of an id: of a hundred thousand cards no two meet."""

FEWEST_PAIRS: Final = 3
"""Pairs from which on a kind may be made of them."""

_OWN: Final = re.compile(r"([a-z0-9][a-z0-9-]{0,63})/([^\s#/]{1,64}#[^\s/]{1,64})(?:/([a-z-]+))?")


class Short(NamedTuple):
    """One right answer.

    Attributes:
        key: The answer.
        also: What is as right.
        wrong: What is certainly wrong.
    """

    key: str
    also: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


class Gapped(NamedTuple):
    """A text whose gap is to be filled: what stands before and behind it, and the answer."""

    before: str
    after: str
    answer: Short


class Statement(NamedTuple):
    """The question is a statement to be judged."""

    is_true: bool


class Steps(NamedTuple):
    """What is to be put in order, first to last."""

    steps: tuple[str, ...]


class Several(NamedTuple):
    """Answers that are wanted together."""

    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()


class Pairs(NamedTuple):
    """What belongs together, and right sides that belong to nothing."""

    pairs: tuple[tuple[str, str], ...]
    others: tuple[str, ...] = ()


Answer = Short | Gapped | Statement | Steps | Several | Pairs


class Asked(NamedTuple):
    """A question as another program has it, in plain text.

    Attributes:
        stem: The question.
        answer: What is right.
        line: Where it stands in the file [from 1].
        origin: What it is called there for good, or "".
        name: What it is called there for people, or "".
        place: The category that it lies in, or "".
        note: What is said after the answer.
        source: Where it is from.
        tags: What it is tagged with.
    """

    stem: str
    answer: Answer
    line: int = 1
    origin: str = ""
    name: str = ""
    place: str = ""
    note: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()


def made_id(origin: str) -> str:
    """Return the id of a row, which follows from its origin alone.

    >>> made_id("Which city?") == made_id("Which city?") != made_id("Which town?")
    True
    >>> len(made_id("x"))
    10
    """
    number = int.from_bytes(hashlib.sha256(origin.encode("utf-8", "replace")).digest(), "big")
    number, first = divmod(number, len(LETTERS))
    signs = [LETTERS[first]]
    for _ in range(ID_SIGNS - 1):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)


def own_id(origin: str, *, deck: str) -> str:
    """Return `FACT#ROLE` where an origin is a facet of the deck that it goes into, else "".

    Args:
        origin: What a question is called in the file, such as `deck/fact#role` or that and `/form`.
        deck: Id of the deck.

    >>> own_id("rivers/k7f3#mouth", deck="rivers"), own_id("rivers/k7f3#mouth", deck="lakes")
    ('k7f3#mouth', '')
    """
    found = _OWN.fullmatch(origin) if deck else None
    return found[2] if found and found[1] == deck else ""


class CardRows:
    """Gathers questions, and makes a draft of them.

    Args:
        path: The file, as messages show it.
        intake: What is wished.
        unit: What the file holds, in the plural.

    Attributes:
        losses: What could not be taken so far.
        counts: What became what so far.
    """

    def __init__(self, path: str, intake: Intake = NO_INTAKE, *, unit: str = "questions") -> None:
        self.path = path
        self.intake = intake
        self.unit = unit
        self.losses: list[Problem] = []
        self.counts: Counter[tuple[str, str]] = Counter()
        self.kinds: dict[str, tuple[str, ...]] = {}
        self._lines: dict[str, list[Line]] = {}
        self._used: Counter[str] = Counter()
        self._names: Counter[tuple[str, str]] = Counter()
        self._asked: list[Asked] = []

    def add(self, asked: Asked) -> None:
        """Take a question."""
        self._asked.append(asked)
        self._names[asked.place, asked.name] += 1

    def left_out(self, problem: Problem) -> None:
        """Count a question that cannot be taken, and say why."""
        self.losses.append(problem)
        self.counts[self.unit, "not taken"] += 1

    def draft(self) -> Draft:
        """Return all that was taken."""
        for asked in self._asked:
            _TAKES[type(asked.answer)](self, asked)
        sheets = []
        for title, lines in self._lines.items():
            used = {name for line in lines for name in line.cells}
            columns = COLUMNS if title == CARDS else _columns(lines)
            shown = tuple(name for name in columns if name in used)
            sheets.append(Sheet(title, shown, tuple(lines)))
        losses = sorted(self.losses, key=lambda problem: problem.at.line)
        return Draft(Book(tuple(sheets)), tuple(losses), self.kinds, counts=dict(self.counts))

    def _origin(self, asked: Asked) -> str:
        """Return what a question is known by: its id there, a name of its own, or its stem."""
        if asked.origin:
            return f"{asked.place}\n{asked.origin}"
        if asked.name and self._names[asked.place, asked.name] == 1:
            return f"{asked.place or self.path}\n{asked.name}"
        return asked.stem

    def _id(self, asked: Asked, *, part: str = "") -> str:
        own = own_id(asked.origin or asked.name, deck=self.intake.deck)
        if own and not part:
            return own
        origin = self._origin(asked) + (f"\n{part}" if part else "")
        self._used[origin] += 1
        if self._used[origin] > 1:
            origin += f"\n{self._used[origin]}"
        id_ = made_id(origin)
        while self._used[id_]:
            id_ = made_id(id_)
        self._used[id_] += 1
        return id_

    def _row(self, title: str, asked: Asked, id_: str, cells: Mapping[str, Value]) -> None:
        values: dict[str, Value] = {"id": id_, **cells}
        values |= {"note": asked.note, "source": asked.source, "tags": list(asked.tags)}
        said = {name: cell_of(value) for name, value in values.items() if value}
        self._lines.setdefault(title, []).append(Line(asked.line, said))

    def _card(self, asked: Asked, answer: Short, *, stem: str = "", part: str = "") -> None:
        key = fold(answer.key, accents=True)
        wrong = [text for text in _distinct(answer.wrong) if fold(text, accents=True) != key]
        also = [text for text in _distinct(answer.also) if text != answer.key]
        cells: dict[str, Value] = {"q": stem or asked.stem, "a": answer.key}
        cells |= {"also": list(also), "wrong": list(wrong)}
        self._row(CARDS, asked, self._id(asked, part=part), cells)

    def _short(self, asked: Asked) -> None:
        if isinstance(asked.answer, Short):
            self._card(asked, asked.answer)
            self.counts[self.unit, "cards"] += 1

    def _gapped(self, asked: Asked) -> None:
        if not isinstance(asked.answer, Gapped):
            return
        before, after, answer = asked.answer
        whole = f"{before}{answer.key}{after}"
        if "[[" in whole or "]]" in whole or not re.search(r"\w", before + after):
            self._card(asked, answer, stem=f"{before}{GAP}{after}")
        else:
            cells: dict[str, Value] = {"cloze": f"{before}[[{answer.key}]]{after}"}
            cells |= {"also": list(answer.also), "wrong": list(_distinct(answer.wrong))}
            self._row(CARDS, asked, self._id(asked), cells)
        self.counts[self.unit, "cards"] += 1

    def _statement(self, asked: Asked) -> None:
        if not isinstance(asked.answer, Statement):
            return
        words = builtin(self.intake.language) or BUILTIN["en"]
        both = [words.true[0].capitalize(), words.false[0].capitalize()]
        key = both.pop(0 if asked.answer.is_true else 1)
        lead = words.true_or_false
        is_led = fold(asked.stem).startswith(fold(lead))
        stem = asked.stem if is_led else f"{lead} {asked.stem}"
        self._card(asked, Short(key, wrong=tuple(both)), stem=stem)
        self.counts[self.unit, "cards"] += 1

    def _steps(self, asked: Asked) -> None:
        if isinstance(asked.answer, Steps):
            self.kinds.update(ORDERING)
            kind = next(iter(ORDERING))
            cells: dict[str, Value] = {"task": asked.stem, "steps": list(asked.answer.steps)}
            self._row(kind, asked, self._id(asked), cells)
            self.counts[self.unit, f"facts of the kind {kind}"] += 1

    def _several(self, asked: Asked) -> None:
        if isinstance(asked.answer, Several):
            self.kinds.update(SEVERAL)
            kind = next(iter(SEVERAL))
            cells: dict[str, Value] = {"task": asked.stem, "answers": list(asked.answer.right)}
            if asked.answer.wrong:
                cells["wrong"] = {"answers": list(asked.answer.wrong)}
            self._row(kind, asked, self._id(asked), cells)
            self.counts[self.unit, f"facts of the kind {kind}"] += 1

    def _pairs(self, asked: Asked) -> None:
        if not isinstance(asked.answer, Pairs):
            return
        own = own_id(asked.origin or asked.name, deck=self.intake.deck)
        pairs = asked.answer.pairs
        if own:
            self._card(asked, Short(pairs[0][1]))
            self.counts[self.unit, "cards"] += 1
        elif self.intake.as_facts and len(pairs) >= FEWEST_PAIRS:
            kind = named_kind(asked.name or asked.stem, self.kinds)
            self.kinds[kind] = kind_of_pairs(asked.stem)
            for left, right in pairs:
                id_ = self._id(asked, part=left)
                self._row(kind, asked, id_, {"left": left, "right": right})
            self.counts[self.unit, "kinds of their own"] += 1
        else:
            self._cards_of_pairs(asked, asked.answer)

    def _cards_of_pairs(self, asked: Asked, answer: Pairs) -> None:
        every = _distinct((*(right for _, right in answer.pairs), *answer.others))
        for left, right in answer.pairs:
            also = {fold(it[1], accents=True) for it in answer.pairs if it[0] == left}
            wrong = tuple(text for text in every if fold(text, accents=True) not in also)
            stem = f"{asked.stem.rstrip(' .:')}: {left}" if asked.stem else left
            self._card(asked, Short(right, wrong=wrong), stem=stem, part=left)
        self.counts[self.unit, "one card a pair"] += 1


_TAKES: Final[Mapping[type, Callable[[CardRows, Asked], None]]] = {
    Short: CardRows._short,
    Gapped: CardRows._gapped,
    Statement: CardRows._statement,
    Steps: CardRows._steps,
    Several: CardRows._several,
    Pairs: CardRows._pairs,
}


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts that are not empty, each once."""
    return tuple(dict.fromkeys(filter(None, texts)))


def _columns(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for line in lines for name in line.cells))
