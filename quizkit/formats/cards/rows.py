"""Questions of other programs as rows: cards, and facts of kinds made for what no card can hold.

A card's id follows from where it comes from alone, so that a second import finds it again.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NoReturn

from quizkit.decks.report import fit, help_
from quizkit.errors import FormatError
from quizkit.formats.book import CARDS, NO_INTAKE, Book, Draft, Intake, Line, Sheet
from quizkit.formats.cards.asked import Asked, Gapped, Pairs, Several, Short, Statement, Steps
from quizkit.formats.cards.ids import made_id, own_id
from quizkit.formats.cards.pairkinds import ORDERING, SEVERAL, kind_of_pairs, named_kind
from quizkit.formats.sheets.cells import Value, cell_of
from quizkit.formats.strangers.markup import reduced
from quizkit.model import Location, Problem, Severity
from quizkit.text import fold, nfc, refused
from quizkit.values.words import BUILTIN, builtin

COLUMNS: Final = ("id", "q", "a", "cloze", "also", "wrong", "note", "source", "tags")
"""The columns of the sheet of cards."""

KNOWN: Final = "this deck's own"
"""What questions of the deck that they go into are counted as."""

DROPPED: Final = "QK954"
"""The code of a mark, a wildcard or a tolerance that is dropped."""

GAP: Final = "_____"
"""A gap in a stem, where it is not the card's own."""

MOST_QUESTIONS: Final = 200_000
"""Questions of one file."""

MOST_LETTERS: Final = 128 * 2**20
"""Letters of all questions and rows of one file: more than a deck may have."""

MOST_WRONG: Final = 40
"""Right sides of other pairs that are looked at for a pair's wrong answers."""

FEWEST_PAIRS: Final = 3
"""Pairs from which on a kind may be made of them."""

_FORMULA: Final = re.compile(
    r"\\\(([^<>]{1,500}?)\\\)|\\\[([^<>]{1,500}?)\\\]|\$\$([^<>$]{1,500})\$\$"
)
"""A formula as web pages write it; a deck has dollar signs."""

_MAY_BE_FORMULA: Final = re.compile(r"\\[(\[]|\$\$")

_LINES: Final = 8
"""Lines that are named where something was dropped."""


class CardRows:
    """Gathers questions, and makes a draft of them.

    Args:
        path: The file, as messages show it.
        intake: What is wished.
        unit: What the file holds, in the plural.
        place: What is counted to say where something stands.
        tex: Formulas may stand in its texts as web pages write them.

    Attributes:
        losses: What could not be taken so far.
        counts: What became what so far.
    """

    def __init__(
        self,
        path: str,
        intake: Intake = NO_INTAKE,
        *,
        unit: str = "questions",
        place: str = "line",
        tex: bool = True,
    ) -> None:
        self.path = path
        self.intake = intake
        self._file = re.split(r"[\\/]", path)[-1]
        self.unit = unit
        self.place = place
        self.tex = tex
        self.losses: list[Problem] = []
        self.counts: Counter[tuple[str, str]] = Counter()
        self.kinds: dict[str, tuple[str, ...]] = {}
        self._lines: dict[str, list[Line]] = {}
        self._used: Counter[str] = Counter()
        self._names: Counter[tuple[str, str]] = Counter()
        self._asked: list[Asked] = []
        self._dropped: dict[str, list[int]] = {}
        self._letters = 0

    def add(self, asked: Asked) -> None:
        """Take a question.

        Raises:
            FormatError: If there are too many, or they are too long.
        """
        if len(self._asked) >= MOST_QUESTIONS:
            self._refuse(f"it has more than {MOST_QUESTIONS:,} questions")
        self._grow((asked.stem, *(asked.answer[:2] if isinstance(asked.answer, Gapped) else ())))
        self._asked.append(asked)
        self._names[asked.place, asked.name] += 1

    def left_out(self, problem: Problem) -> None:
        """Count a question that cannot be taken, and say why.

        Raises:
            FormatError: If there are too many.
        """
        self._lose(problem)
        self.counts[self.unit, "not taken"] += 1

    def dropped_answer(self, what: str, line: int) -> None:
        """Say that a mark, a wildcard or a tolerance is dropped (QK954)."""
        at = Location(self.path, line)
        tip = help_("only answers that are fully right or wrong are taken; look at the card")
        message = fit(f"{what} is dropped")
        self._lose(Problem(DROPPED, Severity.WARNING, message, at, notes=(tip,)))

    def dropped(self, what: str, line: int) -> None:
        """Count something that text alone cannot hold (QK952)."""
        self._dropped.setdefault(what, []).append(line)

    def plain(self, html: str, *, line: int) -> str:
        """Return HTML as text; what is dropped is counted.

        Args:
            html: Some text with or without markup.
            line: Where it stands in the file [from 1].
        """
        if self.tex and _MAY_BE_FORMULA.search(html):
            html = _FORMULA.sub(_dollars, html)
        found = reduced(html)
        for what in found.dropped:
            self.dropped(what, line)
        return found.text

    def seen(self, text: str, *, line: int) -> str:
        """Return a text without signs that nobody sees; they are counted.

        Args:
            text: Plain text.
            line: Where it stands in the file [from 1].
        """
        text = nfc(text).strip()
        unseen = {sign for _, sign in refused(text)}
        if unseen:
            self.dropped("unseen sign", line)
            text = text.translate(dict.fromkeys(map(ord, unseen)))
        return text

    def draft(self) -> Draft:
        """Return all that was taken.

        Raises:
            FormatError: If it is more than a deck can hold.
        """
        for asked in self._asked:
            _TAKES[type(asked.answer)](self, asked)
        sheets = []
        for title, lines in self._lines.items():
            used = {name for line in lines for name in line.cells}
            columns = COLUMNS if title == CARDS else _columns(lines)
            shown = tuple(name for name in columns if name in used)
            sheets.append(Sheet(title, shown, tuple(lines)))
        known = {asked.line for asked in self._asked if self._own(asked)}
        kept = (one for one in self.losses if one.code != DROPPED or one.at.line not in known)
        losses = sorted((*kept, *self._told()), key=lambda problem: problem.at.line)
        return Draft(Book(tuple(sheets)), tuple(losses), self.kinds, counts=dict(self.counts))

    def _told(self) -> Iterator[Problem]:
        """Yield what was dropped, one problem a sort."""
        for what, lines in self._dropped.items():
            every = tuple(dict.fromkeys(lines))
            number = (
                f"{len(every):,} {self.unit}"
                if len(every) > 1
                else f"1 {self.unit.removesuffix('s')}"
            )
            message = fit(f"what is no plain text is dropped: {what}, in {number}")
            where = ", ".join(map(str, every[:_LINES])) + (", ..." if len(every) > _LINES else "")
            tip = help_(f"it stands in {self.place}{'s' * (len(every) > 1)} {where}")
            at = Location(self.path, every[0])
            yield Problem("QK952", Severity.NOTE, message, at, notes=(tip,))

    def _count(self, asked: Asked, became: str) -> None:
        """Count what a question became; one of the deck that it goes into is known there."""
        self.counts[self.unit, KNOWN if self._own(asked) else became] += 1

    def _own(self, asked: Asked) -> str:
        """Return `FACT#ROLE` of a question of the deck that it goes into, else ""."""
        return own_id(asked.origin or asked.name, deck=self.intake.deck)

    def _lose(self, problem: Problem) -> None:
        if len(self.losses) >= MOST_QUESTIONS:
            self._refuse(f"more than {MOST_QUESTIONS:,} things in it cannot be taken")
        self.losses.append(problem)

    def _grow(self, texts: Iterable[str]) -> None:
        self._letters += sum(map(len, texts))
        if self._letters > MOST_LETTERS:
            self._refuse("it holds more than a deck can")

    def _refuse(self, why: str) -> NoReturn:
        message = f"cannot use {self.path}: {why}"
        raise FormatError(message, self.path)

    def _origin(self, asked: Asked) -> str:
        """Return what a question is known by: its id there, a name of its own, or its stem."""
        if asked.origin:
            return f"{asked.place}\n{asked.origin}"
        if asked.name and self._names[asked.place, asked.name] == 1:
            return f"{asked.place or self._file}\n{asked.name}"
        return asked.stem

    def _id(self, asked: Asked, *, part: str = "") -> str:
        own = self._own(asked)
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
        self._grow(said.values())
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
            self._count(asked, "cards")

    def _gapped(self, asked: Asked) -> None:
        if not isinstance(asked.answer, Gapped):
            return
        before, after, answer = asked.answer
        whole = f"{before}{answer.key}{after}"
        if "[[" in whole or "]]" in whole or not re.search(r"\w", before + after):
            self._card(asked, answer, stem=f"{before}{GAP}{after}")
        else:
            cells: dict[str, Value] = {"cloze": asked.answer.cloze()}
            cells |= {"also": list(answer.also), "wrong": list(_distinct(answer.wrong))}
            self._row(CARDS, asked, self._id(asked), cells)
        self._count(asked, "cards")

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
        self._count(asked, "cards")

    def _steps(self, asked: Asked) -> None:
        if isinstance(asked.answer, Steps):
            self.kinds.update(ORDERING)
            kind = next(iter(ORDERING))
            cells: dict[str, Value] = {"task": asked.stem, "steps": _whole(asked.answer.steps)}
            self._row(kind, asked, self._id(asked), cells)
            self._count(asked, f"facts of the kind {kind}")

    def _several(self, asked: Asked) -> None:
        if isinstance(asked.answer, Several):
            self.kinds.update(SEVERAL)
            kind = next(iter(SEVERAL))
            cells: dict[str, Value] = {"task": asked.stem, "answers": _whole(asked.answer.right)}
            if asked.answer.wrong:
                cells["wrong"] = {"answers": list(asked.answer.wrong)}
            self._row(kind, asked, self._id(asked), cells)
            self._count(asked, f"facts of the kind {kind}")

    def _pairs(self, asked: Asked) -> None:
        if not isinstance(asked.answer, Pairs):
            return
        pairs = asked.answer.pairs
        if self._own(asked):
            self._card(asked, Short(pairs[0][1]))
            self._count(asked, "cards")
        elif self.intake.as_facts and len(pairs) >= FEWEST_PAIRS:
            kind = named_kind(asked.name or asked.stem, self.kinds)
            self.kinds[kind] = kind_of_pairs(asked.stem)
            for left, right in pairs:
                id_ = self._id(asked, part=left)
                self._row(kind, asked, id_, {"left": left, "right": right})
            self._count(asked, "kinds of pairs")
        else:
            self._cards_of_pairs(asked, asked.answer)

    def _cards_of_pairs(self, asked: Asked, answer: Pairs) -> None:
        pairs = [(left, right) for left, right in answer.pairs if right]
        every = _distinct((*(right for _, right in pairs), *answer.others))
        plain = {text: fold(text, accents=True) for text in every}
        places = {text: place for place, text in enumerate(every)}
        also: dict[str, set[str]] = {}
        for left, right in pairs:
            also.setdefault(left, set()).add(plain[right])
        for left, right in pairs:
            near = _around(every, places[right])
            wrong = tuple(text for text in near if plain[text] not in also[left])
            stem = f"{asked.stem.rstrip(' .:')}: {left}" if asked.stem else left
            self._card(asked, Short(right, wrong=wrong), stem=stem, part=left)
        self._count(asked, "by pairs, a card each")


_TAKES: Final[Mapping[type, Callable[[CardRows, Asked], None]]] = {
    Short: CardRows._short,
    Gapped: CardRows._gapped,
    Statement: CardRows._statement,
    Steps: CardRows._steps,
    Several: CardRows._several,
    Pairs: CardRows._pairs,
}


def _dollars(found: re.Match[str]) -> str:
    source = found[1] or found[2] or found[3]
    return f"${' '.join(source.split())}$"


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts that are not empty, each once."""
    return tuple(dict.fromkeys(filter(None, texts)))


def _whole(texts: Sequence[str]) -> list[Value]:
    """Return texts as a list; three dots, which would say that it goes on, are one sign."""
    return ["…" if text == "..." else text for text in texts]


def _around(texts: Sequence[str], place: int) -> Sequence[str]:
    """Return the texts around a place; all where they are few."""
    begin = max(0, min(place - MOST_WRONG // 2, len(texts) - MOST_WRONG))
    return texts[begin : begin + MOST_WRONG]


def _columns(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for line in lines for name in line.cells))
