"""QK608: the words of a `quote:` stand in the text file that the fact's source names.

White space, quotation marks, dashes and case are folded, and letters composed, before texts are
compared; `...` and `[...]` leave something out. Where the words are not found, the nearest passage
is looked for with bounded work, and shown.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from quizkit.decks.report import Report, help_, short
from quizkit.model import Deck, Fact, Location, Note, Related, Source
from quizkit.text import nfc

NEAR: Final = 60.0
"""From which likeness on a passage is shown [per cent]."""

MOST_TEXT: Final = 4_000_000
"""Characters of a text in which the nearest passage is looked for."""

MOST_QUOTE: Final = 400
"""Characters of a quote that are compared with passages."""

MOST_SHOWN: Final = 50
"""Failing quotes of a text for which the nearest passage is looked for."""

LONGEST_SHOWN: Final = 160
"""Characters of a passage that are shown."""

_LONG_LINE: Final = 20_000
"""Characters of a line in which columns are not counted any more."""

_COMMON: Final = 1_000
"""Places of a word from which on it is too common to lead anywhere."""

_WINDOWS: Final = 3
"""Stretches of a text that are compared letter by letter for one quote."""

_MARKS: Final = "\"'`´‘’‚‛“”„‟«»‹›「」『』＂＇"
_DASHES: Final = "‐‑‒–—―−﹣－"
_NOTHING: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_FOLDED: Final = str.maketrans(
    {
        **dict.fromkeys(_MARKS, "'"),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_NOTHING, ""),
        "…": "...",
        "\r": "\n",
        "\f": "\n",
    }
)
_DASH: Final = re.compile(r" ?-+ ?")
_LEFT_OUT: Final = re.compile(r"\[ ?\.\.\. ?\]|\( ?\.\.\. ?\)|\.\.\.")
_WORD: Final = re.compile(r"\w{4,}")
_ENDS: Final = " '.,;:"

ReadText = Callable[[str, Location], tuple[str, str] | None]
"""Returns path and text of a file that a source names at a place, or None after a problem."""


def folded(text: str) -> str:
    r"""Return a text as quotes are compared: marks, dashes, case and white space made alike.

    >>> folded("“Never\n again”  —  he said…")
    "'never again'-he said..."
    """
    return _joined(_line(line) for line in _made_alike(text).split("\n"))


def _made_alike(text: str) -> str:
    return nfc(text).translate(_FOLDED).casefold()


def _line(text: str) -> str:
    line = " ".join(text.split())
    return _DASH.sub("-", line) if "-" in line else line


def _joined(lines: Iterator[str]) -> str:
    found = ""
    parts = []
    for line in lines:
        if line:
            parts.append(_between(found, line))
            parts.append(line)
            found = line
    return "".join(parts)


def _between(before: str, after: str) -> str:
    return " " if before and not before.endswith("-") and not after.startswith("-") else ""


class Passage(NamedTuple):
    """A stretch of a text: where it begins [line and column from 1], its width there, its words."""

    line: int
    column: int
    width: int
    text: str


class Text:
    """A source's text, folded once, with the line of each of its characters.

    Args:
        name: The file as the source names it.
        found: Its path as problems show it, and what stands in it.
    """

    def __init__(self, name: str, found: tuple[str, str]) -> None:
        self.name = name
        self.path, text = found
        self.raw = nfc(text).replace("\r\n", "\n").split("\n")
        self.starts: list[int] = []
        self.numbers: list[int] = []
        parts: list[str] = []
        last, at = "", 0
        for number, raw in enumerate(self.raw, 1):
            line = folded(raw)
            if line:
                gap = _between(last, line)
                at += len(gap)
                self.starts.append(at)
                self.numbers.append(number)
                parts += [gap, line]
                last, at = line, at + len(line)
        self.folded = "".join(parts)

    def holds(self, quote: str) -> bool:
        """Return whether the words of a quote stand in the text, its parts in their order."""
        at = 0
        for part in parts_of(quote):
            at = self._after(part, at)
            if at < 0:
                return False
        return True

    def _after(self, part: str, at: int) -> int:
        """Return where a part ends that stands at or after a place in whole words, or -1."""
        text = self.folded
        while (begin := text.find(part, at)) >= 0:
            end = begin + len(part)
            if _is_apart(text, begin) and _is_apart(text, end):
                return end
            at = begin + 1
        return -1

    def nearest(self, quotes: Collection[str]) -> dict[str, Passage]:
        """Return the passage most like each of some quotes that has any; the work is bounded."""
        wanted = {quote: folded(quote)[:MOST_QUOTE] for quote in list(quotes)[:MOST_SHOWN]}
        places = self._places({word for quote in wanted.values() for word in _WORD.findall(quote)})
        found = {}
        for quote, like in wanted.items():
            passage = self._nearest(like, places)
            if passage is not None:
                found[quote] = passage
        return found

    def _places(self, words: Collection[str]) -> dict[str, list[int]]:
        """Return where some words stand, of those that are rare enough to lead somewhere."""
        found: dict[str, list[int]] = {}
        for match in _WORD.finditer(self.folded, 0, MOST_TEXT):
            if match[0] in words:
                places = found.setdefault(match[0], [])
                if len(places) <= _COMMON:
                    places.append(match.start())
        return {word: places for word, places in found.items() if len(places) <= _COMMON}

    def _nearest(self, like: str, places: Mapping[str, Sequence[int]]) -> Passage | None:
        from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415  # 30 ms, seldom needed

        span = max(80, len(like))
        score: Counter[int] = Counter()
        for word in set(_WORD.findall(like)):
            windows = {place // span for place in places.get(word, ())}
            score.update(windows | {window - 1 for window in windows})
        best: tuple[float, int, int] | None = None
        for window in sorted(score, key=lambda window: (-score[window], window))[:_WINDOWS]:
            begin = max(0, window * span - span // 2)
            stretch = self.folded[begin : begin + 3 * span]
            cut = NEAR if best is None else best[0]
            one = partial_ratio_alignment(like, stretch, score_cutoff=cut)
            if one is not None and (best is None or one.score > best[0]):
                best = (one.score, begin + one.dest_start, begin + one.dest_end)
        return None if best is None else self._passage(best[1], best[2])

    def _passage(self, begin: int, end: int) -> Passage:
        """Return the words around a stretch of the folded text as they are typed in the file."""
        text = self.folded
        while not _is_apart(text, begin):
            begin -= 1
        while not _is_apart(text, end):
            end += 1
        end = begin + len(text[begin:end].rstrip())
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        first, column = self._typed(begin, is_end=False)
        last, stop = self._typed(end, is_end=True)
        lines = [self.raw[number - 1] for number in range(first, last + 1)]
        lines[-1] = lines[-1][: stop - 1]
        lines[0] = lines[0][column - 1 :]
        words = " ".join(" ".join(lines).split())
        return Passage(first, column, max(1, len(lines[0].rstrip())), words)

    def _typed(self, at: int, *, is_end: bool) -> tuple[int, int]:
        """Return line and column in the file of a place in the folded text."""
        index = max(0, bisect_right(self.starts, at - is_end) - 1)
        number, wanted = self.numbers[index], at - self.starts[index]
        raw = self.raw[number - 1]
        if len(raw) > _LONG_LINE:
            return number, len(raw) + 1 if is_end else 1
        low, high = 0, len(raw)
        while low < high:
            middle = (low + high) // 2
            if len(folded(raw[: middle + 1])) > wanted - is_end:
                high = middle
            else:
                low = middle + 1
        return number, low + 1 + is_end


def parts_of(quote: str) -> list[str]:
    """Return the parts of a quote that must stand in a text, folded, without marks at their ends.

    >>> parts_of("“The embargo [...] was lifted.”")
    ['the embargo', 'was lifted']
    """
    parts = (part.strip(_ENDS) for part in _LEFT_OUT.split(folded(quote)))
    return [part for part in parts if part]


def _is_apart(text: str, at: int) -> bool:
    """Return whether no word goes on over a place."""
    return not 0 < at < len(text) or not (text[at - 1].isalnum() and text[at].isalnum())


class Quotes:
    """Looks up the quotes of a deck.

    Args:
        report: Takes QK608.
        read: Reads a source's file, or reports why it cannot.
    """

    def __init__(self, report: Report, read: ReadText) -> None:
        self.report = report
        self.read = read
        self.texts: dict[str, Text | None] = {}

    def checked(self, deck: Deck) -> Deck:
        """Return a deck without the quotes that no text holds, each of them reported.

        A quote that an `ok: {QK608: ...}` accepts stays, and so does one of a source without a
        file, or whose file cannot be read.
        """
        if not any(source.fields.get("file") for source in deck.sources.values()):
            return deck
        failing: dict[str, dict[int, Text]] = {}
        for index, fact in enumerate(deck.facts):
            if fact.quote and fact.source:
                missing = self._missing(fact, deck)
                if missing is not None:
                    failing.setdefault(fact.quote, {})[index] = missing
        if not failing:
            return deck
        self._tell(deck, failing)
        gone = {
            index
            for facts in failing.values()
            for index in facts
            if not _is_accepted(deck, deck.facts[index])
        }
        facts = tuple(
            fact._replace(quote="") if index in gone else fact
            for index, fact in enumerate(deck.facts)
        )
        return replace(deck, facts=facts)

    def _missing(self, fact: Fact, deck: Deck) -> Text | None:
        """Return a text that a fact's quote should stand in, if it stands in none of them."""
        texts = [self._text(source) for source in cited(fact.source, deck.sources)]
        known = [text for text in texts if text is not None]
        if len(known) < len(texts) or any(text.holds(fact.quote) for text in known):
            return None
        return known[0] if known else None

    def _text(self, source: Source) -> Text | None:
        """Return the text of a source, or None where it has none that can be read."""
        name = source.fields.get("file", "")
        if name and name not in self.texts:
            found = self.read(name, source.at)
            self.texts[name] = None if found is None else Text(name, found)
        return self.texts.get(name)

    def _tell(self, deck: Deck, failing: Mapping[str, Mapping[int, Text]]) -> None:
        of_text: dict[str, tuple[Text, list[str]]] = {}
        for quote, facts in failing.items():
            for text in facts.values():
                of_text.setdefault(text.name, (text, []))[1].append(quote)
        near = {name: text.nearest(quotes) for name, (text, quotes) in of_text.items()}
        for quote, facts in failing.items():
            for index, text in facts.items():
                self._add(deck.facts[index], text, near[text.name].get(quote))

    def _add(self, fact: Fact, text: Text, passage: Passage | None) -> None:
        at = Location(fact.path, *(fact.spans.get("quote") or fact.spans[""]))
        name = short(text.name, 30)
        tip = f"copy the words from `{name}`, or take the quote out"
        related = []
        if passage is not None:
            tip = f"quote what stands there: {short(passage.text, LONGEST_SHOWN)}"
            place = Location(text.path, passage.line, passage.column, passage.width)
            related = [Related(place, "the nearest passage is here")]
        self.report.add(
            "QK608",
            at,
            f"cannot find this quote in `{name}`",
            label="these words do not stand there",
            related=related,
            notes=[help_(tip), Note("or", "correct the source, if the words are from another one")],
        )


def cited(source: str, sources: Mapping[str, Source]) -> list[Source]:
    """Return the sources with a file that a citation names; several are joined by "; "."""
    found = []
    for part in source.split("; "):
        word = part.partition(" ")[0]
        one = sources.get(word) or sources.get(word.rstrip(",;:"))
        if one is not None and one.fields.get("file"):
            found.append(one)
    return found


def _is_accepted(deck: Deck, fact: Fact) -> bool:
    kind = deck.kinds.get(fact.kind)
    holders = (fact.ok, deck.groups[fact.group].ok, kind.ok if kind else {}, deck.ok)
    return any("QK608" in ok for ok in holders)
