"""One item of QTI 2.1: its stem, its options, and which of them its declarations call right."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, tostring

from quizkit.formats.cards.asked import Answer, Gapped, Pairs, Short, Steps
from quizkit.formats.cards.marks import FULL, Marked, from_marks
from quizkit.formats.cards.quantities import decimal_of, number_answer
from quizkit.formats.gift.reading import is_gap

if TYPE_CHECKING:
    from quizkit.formats.cards.rows import CardRows

_KINDS: Final = {
    "extendedTextInteraction": "an essay", "uploadInteraction": "a file to hand in",
    "hotspotInteraction": "a picture to point at", "gapMatchInteraction": "gaps to fill",
    "inlineChoiceInteraction": "gaps to choose for", "associateInteraction": "pairs of one list",
    "graphicGapMatchInteraction": "a picture to fill", "hottextInteraction": "words to mark",
    "selectPointInteraction": "a picture to point at", "sliderInteraction": "a slider",
    "drawingInteraction": "a drawing", "mediaInteraction": "a film", "customInteraction": "its own",
    "positionObjectInteraction": "a picture to fill", "endAttemptInteraction": "a hint to ask for",
    "graphicOrderInteraction": "a picture to order",
    "graphicAssociateInteraction": "a picture to join",
}  # fmt: skip
"""Interactions that no card can hold, for people."""

_NUMBERS: Final = ("float", "integer")
_UNIT: Final = 3
"""Words of a unit behind a field, at most."""


class QtiFault(ValueError):  # a fault of a text, as in WordingFault
    """An item that cannot be taken.

    Args:
        why: The end of a sentence.
        tip: What to do about it.
    """

    def __init__(self, why: str, tip: str) -> None:
        super().__init__(why)
        self.tip = tip


class Item:
    """Reads one item.

    Args:
        rows: Takes what is lost.
        root: The item.
        number: Which of the package's it is [from 1].

    Attributes:
        stem: The question; known once the answer was read.
    """

    def __init__(self, rows: "CardRows", root: Element, number: int) -> None:
        self.rows = rows
        self.root = root
        self.number = number
        self.stem = ""
        self.correct: list[str] = []
        self.mapped: dict[str, float] = {}
        self.type = ""
        self.is_single = True

    def answer(self) -> Answer:
        """Return what is right.

        Raises:
            QtiFault: If the item cannot become a card.
        """
        body = self.root.find("itemBody")
        if body is None:
            raise QtiFault("it has no itemBody", "export the questions again")
        if self.root.find("templateDeclaration") is not None:
            raise QtiFault("it is calculated anew each time", "quizkit has no such form")
        found = [each for each in body.iter() if each.tag.endswith("Interaction")]
        if len(found) != 1:
            why = f"it asks for {len(found)} things" if found else "it asks for nothing"
            raise QtiFault(why, "a card asks for one; make several questions of it")
        interaction = found[0]
        take = _TAKES.get(interaction.tag)
        if take is None:
            what = _KINDS.get(interaction.tag, f"of the form {interaction.tag[:40]}")
            raise QtiFault(f"it is {what}", "quizkit has no such form")
        self._declared(interaction.get("responseIdentifier", ""))
        return take(self, body, interaction)

    def note(self) -> str:
        """Return what is told after the answer, where that does not depend on it."""
        told = self.root.findall("modalFeedback")
        if len(told) == 1:
            return self.said(told[0])
        if told:
            self.rows.dropped("feedback on answers", self.number)
        return ""

    def said(self, element: Element) -> str:
        """Return what an element says, without feedback for single answers."""
        for parent in element.iter():
            for child in [one for one in parent if one.tag.startswith("feedback")]:
                self.rows.dropped("feedback on answers", self.number)
                parent.remove(child)
        html = tostring(element, encoding="unicode", short_empty_elements=False)
        return self.rows.plain(html, line=self.number)

    def _declared(self, name: str) -> None:
        for each in self.root.iterfind("responseDeclaration"):
            if each.get("identifier") != name:
                continue
            self.type = each.get("baseType", "")
            self.is_single = each.get("cardinality") == "single"
            values = each.iterfind("correctResponse/value")
            self.correct = ["".join(value.itertext()).strip() for value in values]
            for entry in each.iterfind("mapping/mapEntry"):
                value = decimal_of(entry.get("mappedValue", "")) or 0
                self.mapped[entry.get("mapKey", "").strip()] = float(value)

    def _right(self) -> list[str]:
        """Return what is fully right: of several that are wanted together, each."""
        if self.correct:
            return self.correct
        best = max(self.mapped.values(), default=0.0)
        least = best if self.is_single else 0.0
        return [key for key, value in self.mapped.items() if value > 0 and value >= least]

    def _mark(self, name: str) -> float:
        """Return what an answer earns of all that can be earned [percent]."""
        right = self._right()
        if name in right:
            return FULL if self.is_single or len(right) == 1 else FULL / len(right)
        best = max(self.mapped.values(), default=0.0)
        earned = self.mapped.get(name, 0.0)
        if self.is_single and earned >= best > 0:
            return FULL
        return FULL * earned / best if best > 0 and earned < best else min(earned, 0.0)

    def _choice(self, body: Element, interaction: Element) -> Answer:
        options = {
            each.get("identifier", ""): self.said(each) for each in interaction.iter("simpleChoice")
        }
        self._ask(body, interaction)
        marks = [Marked(text, self._mark(name)) for name, text in options.items()]
        found = from_marks(marks, rows=self.rows, line=self.number, is_choice=True)
        if found is None:
            raise QtiFault("none of its options is fully right", "mark one of them as right")
        return found

    def _ask(self, body: Element, interaction: Element) -> None:
        """Find the stem: all that the item says but its options."""
        prompt = interaction.find("prompt")
        for child in [one for one in interaction if one is not prompt]:
            interaction.remove(child)
        interaction.tag = "div"
        if prompt is not None:
            prompt.tag = "p"
        self.stem = self.said(body)

    def _entry(self, body: Element, interaction: Element) -> Answer:
        answer = self._typed()
        mark = "gap"
        whole = tostring(body, encoding="unicode")
        while mark in whole:
            mark += "p"
        tail = interaction.tail
        interaction.clear()
        interaction.tag, interaction.text, interaction.tail = "span", mark, tail
        before, _, after = self.said(body).partition(mark)
        return self._placed(before, after, answer)

    def _placed(self, before: str, after: str, answer: Short) -> Answer:
        """Return an answer where it stands: in its sentence, or behind the question."""
        lead, rest = before.rstrip(), after.strip()
        behind = after.partition("\n")[0].strip()
        is_apart = before.endswith("\n") or not lead
        self.stem = f"{lead} {rest}".strip()
        if is_apart and not behind:
            return answer
        if is_apart and lead and behind == rest and len(rest.split()) <= _UNIT:
            self.stem = lead
            also = (answer.key, *answer.also)
            return answer._replace(key=f"{answer.key} {rest}", also=also)
        return Gapped(before, after, answer) if is_gap(before, after) else answer

    def _typed(self) -> Short:
        marks = []
        for text in dict.fromkeys((*self._right(), *self.mapped)):
            if self.type in _NUMBERS:
                said = number_answer(text, self._tolerance(), rows=self.rows, line=self.number)
            else:
                said = self.rows.seen(text, line=self.number)
            best = max(self.mapped.values(), default=0.0)
            is_full = text in self.correct or self.mapped.get(text, 0.0) >= best > 0
            marks.append(Marked(said, FULL if is_full else self._mark(text)))
        found = from_marks(marks, rows=self.rows, line=self.number, is_choice=False)
        if not isinstance(found, Short):
            raise QtiFault("no answer of it is fully right", "say which is right where it is from")
        return found

    def _tolerance(self) -> str:
        rule = next(self.root.iter("equal"), None)
        if rule is None or rule.get("toleranceMode", "exact") == "exact":
            return ""
        first = rule.get("tolerance", "").split()
        is_absolute = rule.get("toleranceMode") == "absolute"
        return first[0] if first and is_absolute else " ".join([*first, "%"])

    def _pairs(self, body: Element, interaction: Element) -> Answer:
        sets = interaction.findall("simpleMatchSet")
        if len(sets) != 2:
            raise QtiFault("its pairs have not two sides", "export the questions again")
        left, right = ({one.get("identifier", ""): self.said(one) for one in side} for side in sets)
        joined = [pair.split() for pair in self._right()]
        self._ask(body, interaction)
        pairs = [
            (left[pair[0]], right[pair[1]])
            for pair in joined
            if len(pair) == 2 and left.get(pair[0]) and right.get(pair[1])
        ]
        if not pairs:
            raise QtiFault("no pair of it is right", "say which is right where it is from")
        used = {pair[1] for pair in joined if len(pair) == 2}
        return Pairs(tuple(pairs), tuple(t for name, t in right.items() if name not in used))

    def _steps(self, body: Element, interaction: Element) -> Answer:
        options = {
            each.get("identifier", ""): self.said(each) for each in interaction.iter("simpleChoice")
        }
        self._ask(body, interaction)
        if sorted(self.correct) != sorted(options):
            raise QtiFault("its order is not given", "say which is right where it is from")
        return Steps(tuple(options[name] for name in self.correct))


_TAKES: Final[Mapping[str, Callable[[Item, Element, Element], Answer]]] = {
    "choiceInteraction": Item._choice,
    "textEntryInteraction": Item._entry,
    "matchInteraction": Item._pairs,
    "orderInteraction": Item._steps,
}
