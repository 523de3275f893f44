"""A question as another program has it: plain text, and which of six ways to answer it."""

from typing import NamedTuple


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

    def cloze(self) -> str:
        """Return the text with its gap open, as a deck writes it.

        >>> Gapped("See [", "] and so on.", Short("a[1]")).cloze()
        'See [ [[a[1] ]]] and so on.'
        """
        return f"{self.before}{opened(self.answer.key, self.before)}{self.after}"


def opened(answer: str, before: str) -> str:
    """Return an answer as an open gap; brackets beside the gap's own stand apart from them.

    Args:
        answer: What is in the gap.
        before: What stands before it.

    >>> opened("x", "f"), opened("a]", "["), opened("", "")
    ('[[x]]', ' [[a] ]]', '[[]]')
    """
    left = " " if before.endswith("[") else ""
    right = " " if answer.endswith("]") else ""
    return f"{left}[[{answer}{right}]]"


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
