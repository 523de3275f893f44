"""Does a printed value give the answer away?"""

from collections.abc import Mapping

from quizkit.model import Date, List, Name, Named, Number, Precision, Text, Value, Views
from quizkit.text import fold
from quizkit.values.dates import parts


class Giveaway:
    """Answers whether one value's words all stand, in order, in another's.

    >>> tells = Giveaway({"Kerry": Name("Kerry", "person", aka=("John Kerry",))})
    >>> tells(Named("Kerry"), Text("the John Kerry delegation"), None)
    True
    """

    def __init__(self, names: Mapping[str, Name]) -> None:
        self._names = names
        self._folded: dict[str, tuple[str, ...]] = {}

    def __call__(self, answer: Value, printed: Value, asked: Precision | None) -> bool:
        """Return whether the printed value gives the answer away.

        Args:
            answer: The right answer, or a list of them.
            printed: What the stem would print.
            asked: The precision asked for, for dates.
        """
        if isinstance(printed, Date | Number):
            return False
        spelled = [text for text in self._spellings(printed) if text]
        return any(
            f" {wanted} " in f" {text} "
            for wanted in self._answers(answer, asked)
            for text in spelled
        )

    def in_text(self, answer: Value, text: str, asked: Precision | None) -> bool:
        """Return whether a text holds the answer as whole words."""
        folded = f" {fold(text)} "
        return any(f" {wanted} " in folded for wanted in self._answers(answer, asked) if wanted)

    def _answers(self, value: Value, asked: Precision | None) -> tuple[str, ...]:
        match value:
            case Date():
                told = asked is Precision.YEAR and value.precision is not None
                return (str(parts(value)[0]),) if told else ()
            case Number():
                return (fold(value.shown),)
            case Views(_, entries):
                return self._answers(entries[0][1], asked)
            case List(items):
                return tuple(text for item in items for text in self._answers(item, asked))
            case _:
                return tuple(text for text in self._spellings(value) if text)

    def _spellings(self, value: Value) -> tuple[str, ...]:
        match value:
            case Named(name):
                return self._name(name)
            case Text(text):
                return (fold(text),)
            case List(items):
                return tuple(text for item in items for text in self._spellings(item))
            case _:
                return ()

    def _name(self, name: str) -> tuple[str, ...]:
        found = self._folded.get(name)
        if found is None:
            entry = self._names.get(name)
            texts = [name, *entry.aka, *entry.spellings.values()] if entry else [name]
            found = self._folded[name] = tuple(dict.fromkeys(map(fold, texts)))
        return found
