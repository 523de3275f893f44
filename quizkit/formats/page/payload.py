"""What the page knows of each question: plain values, for JSON."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import Any, Final

from quizkit.formats.page.labels import labels
from quizkit.formats.page.typed import Typing, shared, tables
from quizkit.formats.posed import Picture, Posed, Posing
from quizkit.formats.posing import row_of
from quizkit.model import Form, Question, Value
from quizkit.questions.index import fact_of
from quizkit.session import picture
from quizkit.values.words import BUILTIN
from quizkit.values.words.en import WORDS

WITH_CONTRAST: Final = (Form.CHOICE, Form.SELECT)
"""Of these forms each wrong option is said to belong somewhere else, where the deck tells."""


class Payload:
    """Collects a deck's questions, and what several of them share.

    Args:
        posing: What is to be written.
    """

    def __init__(self, posing: Posing) -> None:
        self._posing = posing
        self._asker = posing.asker
        self._typing = Typing(posing.asker)
        self._pictures: dict[bytes, int] = {}
        self._urls: list[str] = []
        self._sources: dict[str, int] = {}

    def values(self) -> dict[str, Any]:
        """Return all that the page knows."""
        deck = self._asker.deck
        questions = [self._question(posed) for posed in self._posing.questions]
        languages = dict.fromkeys(q.question.plan.language for q in self._posing.questions)
        words = {tag: deck.words.get(tag, WORDS) for tag in languages}
        return {
            "v": 1,
            "deck": deck.id,
            "title": deck.title,
            "own": deck.language,
            "language": labels(self._asker.words.tag)[0],
            "labels": labels(self._asker.words.tag)[1],
            "words": {tag: tables(each) for tag, each in words.items()},
            **shared([*BUILTIN.values(), *words.values()]),
            "pictures": self._urls,
            "sources": list(self._sources),
            "questions": questions,
        }

    def _question(self, posed: Posed) -> dict[str, Any]:
        question = posed.question
        found: dict[str, Any] = {
            "facet": question.facet,
            "form": question.form.value,
            "language": question.plan.language,
            "stem": question.stem,
            "options": list(question.options),
            "prompts": list(question.prompts),
            "keys": list(question.keys),
            "key": question.answer,
            "typed": self._typing.key(question, posed.accepted),
            "parts": self._parts(question),
            "why": self._contrasts(question),
            "evidence": self._evidence(posed),
            "note": _joined((row_of(self._asker, each).note for each in _facets(question)), " "),
            "sources": self._sources_of(question),
            "picture": self._picture(posed),
        }
        return {name: value for name, value in found.items() if value or name in _ALWAYS}

    def _parts(self, question: Question) -> list[str]:
        """Return the answer of each facet that is asked together with others."""
        if not question.facets:
            return []
        return [part.answer for part in self._asker.parts(question)]

    def _contrasts(self, question: Question) -> dict[str, str]:
        """Return option to the sentence of the fact that it belongs to."""
        told = {str(at): self._asker.contrast(question, value) for at, value in _wrong(question)}
        return {at: text for at, text in told.items() if text}

    def _evidence(self, posed: Posed) -> str:
        question = posed.question
        if not question.facets:
            return posed.evidence
        facts = (fact_of(facet)[0] for facet in question.facets)
        language = question.plan.language
        return _joined((self._asker.statement(fact, language=language) for fact in facts), " ")

    def _sources_of(self, question: Question) -> list[int]:
        lines = (self._asker.source_line(fact_of(facet)[0]) for facet in _facets(question))
        told = dict.fromkeys(line for line in lines if line)
        return [self._sources.setdefault(line, len(self._sources)) for line in told]

    def _picture(self, posed: Posed) -> dict[str, Any]:
        """Return a question's picture, and whether it waits for the answer, or {}."""
        image = picture.picture(posed.question, self._asker)
        if posed.picture is None or image is None:
            return {}
        found: dict[str, Any] = {"at": self._url(posed.picture), "alt": posed.picture.alt}
        found |= {"width": posed.picture.width, "height": posed.picture.height}
        found |= {"credit": posed.picture.credit} if posed.picture.credit else {}
        waits = picture.is_telling(image, posed.question, self._asker)
        return found | ({"waits": True} if waits else {})

    def _url(self, shown: Picture) -> int:
        if shown.data not in self._pictures:
            self._pictures[shown.data] = len(self._urls)
            kind = shown.format.lower()
            self._urls.append(f"data:image/{kind};base64,{b64encode(shown.data).decode()}")
        return self._pictures[shown.data]


_ALWAYS: Final = ("facet", "form", "language", "stem", "options", "prompts", "keys", "key")


def _facets(question: Question) -> Sequence[Any]:
    return question.facets or (question.facet,)


def _wrong(question: Question) -> Iterable[tuple[int, Value]]:
    """Yield place and value of each option that is wrong."""
    if question.form is Form.TRUE_FALSE:
        return [(0, question.lures[0].value)] if question.lures else []
    if question.form not in WITH_CONTRAST:
        return []
    return [(at, v) for at, v in enumerate(question.values) if at not in question.keys]


def _joined(texts: Iterable[str], mark: str) -> str:
    """Return texts as one, without blank ones and without repeating any."""
    return mark.join(dict.fromkeys(text for text in texts if text))
