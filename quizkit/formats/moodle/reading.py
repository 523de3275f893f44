"""Moodle XML: the questions of a question bank, one after the other."""

from collections.abc import Callable, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from quizkit.decks.report import short
from quizkit.formats.book import NO_INTAKE, Draft, Intake
from quizkit.formats.cards.asked import Answer, Asked, Pairs, Short, Statement, Steps
from quizkit.formats.cards.marks import FULL, Marked, from_marks
from quizkit.formats.cards.quantities import number_answer
from quizkit.formats.cards.rows import CardRows
from quizkit.formats.gift.reading import parts_of
from quizkit.formats.moodle.read_cloze import gapped
from quizkit.formats.moodle.read_text import MoodleFault, is_pattern, number_of, starred
from quizkit.formats.sheets.reading import not_taken
from quizkit.formats.strangers.plaintext import only
from quizkit.formats.strangers.xml_read import Piece, html_of, pieces
from quizkit.model import Location

SUFFIX: Final = ".xml"

_NAMES: Final = {
    "essay": "an essay", "description": "a description", "calculated": "calculated",
    "calculatedsimple": "calculated", "calculatedmulti": "calculated",
    "ddwtos": "drag and drop", "ddimageortext": "drag and drop", "ddmarker": "drag and drop",
    "gapselect": "gaps to choose for", "random": "drawn by chance",
    "randomsamatch": "drawn by chance", "coderunner": "a program", "stack": "a formula",
}  # fmt: skip
"""Types that can become no card, for people."""


def held(text: str) -> str:
    """Return what the format holds of a text: all of it."""
    return text


def read(files: Mapping[str, bytes], path: str, intake: Intake = NO_INTAKE) -> Draft:
    """Return the questions of a Moodle XML file as cards.

    Args:
        files: Its bytes, by its name.
        path: What messages call it.
        intake: What is wished.

    Raises:
        FormatError: If it is no Moodle XML, is damaged, or could do harm.
    """
    rows = CardRows(path, intake)
    category = ""
    for piece in pieces(only(files, path), path, root="quiz"):
        if piece.element.tag != "question":
            continue
        if piece.element.get("type") == "category":
            category = html_of(piece.element.find("category/text")).strip() or category
            continue
        try:
            rows.add(_Question(rows, piece, category).asked())
        except MoodleFault as fault:
            what = f"{fault.name} is not taken: {fault}" if fault.name else f"not taken: {fault}"
            at = Location(path, piece.line)
            rows.left_out(not_taken(what, at, fault.tip))
    return rows.draft()


class _Question:
    """Reads one question.

    Args:
        rows: Takes what is lost.
        piece: The question.
        category: Where it lies.
    """

    def __init__(self, rows: CardRows, piece: Piece, category: str) -> None:
        self.rows = rows
        self.element = piece.element
        self.line = piece.line
        self.category = category
        self.name = rows.plain(html_of(self.element.find("name/text")), line=self.line)
        self.type = self.element.get("type", "")

    def asked(self) -> Asked:
        """Return the question.

        Raises:
            MoodleFault: If it cannot become a card.
        """
        tags = [self.said(tag.find("text")) for tag in self.element.iterfind("tags/tag")]
        stem = self.text("questiontext")
        answer = self._answer()
        if not stem:
            raise self.fault("it asks nothing", "write its question text in Moodle")
        if self.element.find("hint") is not None:
            self.rows.dropped("hint", self.line)
        return Asked(
            stem=stem,
            answer=answer,
            line=self.line,
            origin=(self.element.findtext("idnumber") or "").strip(),
            name=self.name,
            place=self.category,
            note=self.text("generalfeedback") or self._own_feedback(),
            tags=tuple(filter(None, (*parts_of(self.category), *tags))),
        )

    def fault(self, why: str, tip: str) -> MoodleFault:
        """Return why the question cannot be taken."""
        return MoodleFault(why, tip, f"`{short(self.name)}`" if self.name else "")

    def text(self, tag: str) -> str:
        """Return the text of an element, by its format."""
        return self.formatted(self.element.find(tag))

    def formatted(self, element: Element | None) -> str:
        """Return the text that stands in an element, read as its format says."""
        if element is None:
            return ""
        inner = element.find("text")
        if element.get("format") == "plain_text":
            return self.rows.seen(html_of(inner), line=self.line)
        return self.said(inner)

    def said(self, element: Element | None) -> str:
        """Return HTML as people read it."""
        return self.rows.plain(html_of(element), line=self.line)

    def typed(self, element: Element | None) -> str:
        """Return an answer that is typed: it is no HTML, whatever its format says."""
        text = element.find("text") if element is not None else None
        return self.rows.seen("".join(text.itertext()) if text is not None else "", line=self.line)

    def _own_feedback(self) -> str:
        for answer in self.element.iterfind("answer"):
            if number_of(answer.get("fraction")) >= FULL and self.type != "ordering":
                return self.formatted(answer.find("feedback"))
        return ""

    def _answer(self) -> Answer:
        take = _TYPES.get(self.type)
        if take is None:
            what = _NAMES.get(self.type, f"of the type {short(self.type) or 'none'}")
            raise self.fault(f"it is {what}", "quizkit has no such form")
        return take(self)

    def _choice(self) -> Answer:
        every = self.element.findall("answer")
        marks = [
            Marked(self.formatted(answer), number_of(answer.get("fraction"))) for answer in every
        ]
        return self._marked(marks, is_choice=True)

    def _marked(self, marks: list[Marked], *, is_choice: bool) -> Answer:
        found = from_marks(marks, rows=self.rows, line=self.line, is_choice=is_choice)
        if found is None:
            raise self.fault("none of its answers is fully right", "give one of them 100 %")
        return found

    def _short(self) -> Answer:
        marks = []
        for answer in self.element.iterfind("answer"):
            text, mark = self.typed(answer), number_of(answer.get("fraction"))
            if not is_pattern(text):
                marks.append(Marked(starred(text), mark))
            elif mark > 0:
                self.rows.dropped_answer("the wildcard * in an answer", self.line)
        return self._marked(marks, is_choice=False)

    def _number(self) -> Answer:
        units = [
            self.rows.seen(unit.findtext("unit_name") or "", line=self.line)
            for unit in self.element.iterfind("units/unit")
            if number_of(unit.findtext("multiplier")) == 1
        ]
        marks = []
        for answer in self.element.iterfind("answer"):
            value = html_of(answer.find("text")).strip()
            allowed = (answer.findtext("tolerance") or "").strip()
            said = number_answer(value, allowed, rows=self.rows, line=self.line)
            if said:
                marks.append(Marked(said, number_of(answer.get("fraction"))))
        found = self._marked(marks, is_choice=False)
        if isinstance(found, Short) and units and units[0]:
            also = (found.key, *found.also)
            return Short(f"{found.key} {units[0]}", also, found.wrong)
        return found

    def _statement(self) -> Answer:
        for place, answer in enumerate(self.element.iterfind("answer")):
            if number_of(answer.get("fraction")) >= FULL:
                said = self.said(answer.find("text")).lower()
                # Where words of another language stand for both, true comes first, as in Moodle.
                return Statement(said == "true" or (said != "false" and not place))
        raise self.fault("neither true nor false is right", "choose one of them in Moodle")

    def _pairs(self) -> Answer:
        pairs, others = [], []
        for one in self.element.iterfind("subquestion"):
            left = self.formatted(one)
            right = self.typed(one.find("answer"))
            if left and right:
                pairs.append((left, right))
            elif right:
                others.append(right)
        if not pairs:
            raise self.fault("it has no pairs", "write both sides of them in Moodle")
        return Pairs(tuple(pairs), tuple(others))

    def _steps(self) -> Answer:
        every = self.element.findall("answer")
        places = [number_of(answer.get("fraction")) for answer in every]
        if len(set(places)) == len(every):
            order = sorted(range(len(every)), key=places.__getitem__)
            every = [every[place] for place in order]
        return Steps(tuple(filter(None, map(self.formatted, every))))

    def _cloze(self) -> Answer:
        return gapped(self.text("questiontext"), rows=self.rows, line=self.line, fault=self.fault)


_TYPES: Final[Mapping[str, Callable[[_Question], Answer]]] = {
    "multichoice": _Question._choice,
    "shortanswer": _Question._short,
    "numerical": _Question._number,
    "truefalse": _Question._statement,
    "matching": _Question._pairs,
    "match": _Question._pairs,
    "ordering": _Question._steps,
    "cloze": _Question._cloze,
}
