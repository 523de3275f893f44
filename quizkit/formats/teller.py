"""What a question bank of Moodle shows of a question, whichever file brings it there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations
from typing import Final, NamedTuple

from quizkit.decks.report import short
from quizkit.formats.asloss import called, lost
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.qti.told import told
from quizkit.model import Form, List, Many, Problem, Question, Value
from quizkit.questions.ask import Asker
from quizkit.questions.index import fact_of
from quizkit.questions.opposed import giver
from quizkit.values.show import join

MAX_ID: Final = 100
MAX_TAG: Final = 50
"""Characters that Moodle keeps of an id and of a tag."""

NAME: Final = 120
"""Characters of a question's name: of the 255 that Moodle keeps as many as a list can show."""

MOST_MEMBERS: Final = 4
"""Of longer lists only the order shown is taken for right: five have 120 orders."""

MAX_MATCHED: Final = 255
"""Characters that Moodle keeps of an answer that is matched."""

FRACTIONS: Final[Mapping[int, str]] = {
    1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5",
    9: "11.11111", 10: "10",
}  # fmt: skip
"""What each of so many right options is worth [percent], as Moodle lists them."""

TOP: Final = "$course$/top/"
"""Where a path of categories begins."""

_ODD: Final = {"Moodle": re.compile(r"[<>`]"), "GIFT": re.compile(r"[<>`\[\]]")}
"""Signs that tags cannot hold."""

_ANGLES: Final = str.maketrans("<>", "‹›")


class Tags(NamedTuple):
    """A question's tags as Moodle takes them, and what is lost of them."""

    texts: tuple[str, ...]
    losses: tuple[Problem, ...]


class Teller:
    """Tells what stands behind questions: each fact's sentence is worked out once.

    Args:
        asker: What made the questions.
    """

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self._said: dict[tuple[str, str, str], str] = {}

    def after(self, posed: Posed) -> tuple[str, ...]:
        """Return what is told after the answer, each text a paragraph.

        These are note, fact, source and a picture's credit; of several facts in one question the
        sentences and sources of all.
        """
        facts = dict.fromkeys(fact_of(facet)[0] for facet in posed.question.facets)
        if not facts:
            return tuple(paragraph.text for paragraph in told(posed))
        language = posed.question.plan.language
        texts = [self._sentence(fact, language) for fact in facts]
        texts += [self.asker.source_line(fact) for fact in facts]
        return tuple(dict.fromkeys(text for text in texts if text))

    def replies(self, question: Question) -> dict[int, str]:
        """Return what is told of wrong options: by their index the fact that each belongs to."""
        values = question.values
        if question.form is Form.TRUE_FALSE and question.lures:  # who says "true" means it
            values = (question.lures[0].value,)
        wrong = ((n, value) for n, value in enumerate(values) if n not in question.keys)
        found = ((n, giver(self.asker.planner, question.plan, value)) for n, value in wrong)
        language, role = question.plan.language, question.plan.role
        told = ((n, self._sentence(fact.id, language, role)) for n, fact in found if fact)
        return {n: text for n, text in told if text}

    def _sentence(self, fact: str, language: str, role: str = "") -> str:
        """Return what a fact says, where it says several things the one that was asked."""
        at = (fact, language, role)
        if at not in self._said:
            self._said[at] = self.asker.statement(fact, language=language, role=role)
        return self._said[at]


def by_kind(questions: Iterable[Posed]) -> dict[str, list[Posed]]:
    """Return questions by kind, kinds in the order in which they are first met."""
    found: dict[str, list[Posed]] = {}
    for posed in questions:
        found.setdefault(posed.kind, []).append(posed)
    return found


def category(posing: Posing, kind: str) -> str:
    """Return the path of a kind's questions below the top of the question bank.

    Who names a category may write a path as Moodle does: `/` goes a level down, `//` is a slash.
    """
    upper = posing.category.removeprefix(TOP).strip("/ ") or _level(posing.asker.deck.title)
    return f"{TOP}{upper}/{_level('cards' if kind == 'card' else kind)}"


def _level(name: str) -> str:
    """Return a name as one level of a path.

    >>> _level("War / peace"), _level("km/h")
    ('War // peace', 'km//h')
    """
    return " ".join(name.translate(_ANGLES).split()).replace("/", "//")


def name_of(posed: Posed) -> str:
    """Return the name by which a teacher finds a question: what it asks, and how."""
    question = posed.question
    text = question.stem
    if posed.form in (Form.ORDER, Form.MATCH):
        text = f"{text.rstrip('.')}: {' / '.join(question.options)}"
    form = f" ({posed.form.value})" if posed.id.endswith(f"/{posed.form.value}") else ""
    return short(text.translate(_ANGLES), NAME - len(form)) + form


def id_of(posed: Posed) -> str:
    """Return a question's id; of one that is too long the plain name that follows from it."""
    return posed.id if len(posed.id) <= MAX_ID else posed.name


def tags_of(posed: Posed, *, target: str) -> Tags:
    """Return tags as Moodle takes them: none too long, none with a sign of markup."""
    texts, losses = [], []
    for tag in posed.tags:
        plain = " ".join(_ODD[target].sub(" ", tag).split())
        if plain != tag:
            what = f"{target} takes other signs in the tag `{short(tag)}`"
            tip = "blanks stand in their places; another tag in the deck would go out as it is"
            losses.append(lost("QK904", posed, message=what, tip=tip))
        if len(plain) > MAX_TAG:
            what = f"{target} takes tags of {MAX_TAG} characters: `{short(tag, 20)}` left out"
            losses.append(lost("QK902", posed, message=what, tip="give it a shorter name"))
        elif plain:
            texts.append(plain)
    return Tags(tuple(texts), tuple(losses))


def spellings(asker: Asker, posed: Posed) -> tuple[str, ...]:
    """Return texts that are right when they are typed, the shown one first.

    Moodle compares them without regard to case, unless the deck wants it; so does this. Its field
    has one line.
    """
    every = (*posed.accepted, *_orders(asker, posed.question))
    texts = dict.fromkeys(" ".join(text.split()) for text in every)
    if wants_case(asker, posed):
        return tuple(texts)
    return tuple({text.casefold(): text for text in reversed(texts)}.values())[::-1]


def wants_case(asker: Asker, posed: Posed) -> bool:
    """Return whether capitals count in what is typed."""
    plan = posed.question.plan
    kind = asker.deck.kinds.get(plan.kind)
    role = kind.roles.get(plan.role) if kind else None
    return role is not None and "case" in role.strict


def broken(posed: Posed, *, target: str) -> tuple[Problem, ...]:
    """Return the loss of line breaks and tabs in an answer that is typed, if it has any."""
    if posed.quantity or not any(sign in text for text in posed.accepted for sign in "\n\t"):
        return ()
    what = f"{target} has one line to type in: blanks for breaks in {called(posed)}"
    tip = "an answer of several lines is better chosen than typed: --form choice"
    return (lost("QK904", posed, message=what, tip=tip),)


def is_list(question: Question) -> bool:
    """Return whether several answers are typed together."""
    return question.form in (Form.TYPED, Form.CLOZE) and len(_members(question)) > 1


def _members(question: Question) -> tuple[Value, ...]:
    accepted = question.plan.accepted
    if question.plan.many is Many.ALL:
        return accepted
    first = accepted[0]
    return first.items if isinstance(first, List) and not first.ordered else ()


def _orders(asker: Asker, question: Question) -> Iterator[str]:
    """Give a list in all its orders, with the language's "and" and without."""
    members = _members(question)
    if not 1 < len(members) <= MOST_MEMBERS:
        return
    language = question.plan.language
    words = asker.deck.words[language]
    texts = [asker.text(member, language) for member in members]
    for order in permutations(texts):
        yield join(order, words)
    for order in permutations(texts):
        yield words.comma.join(order)


def long_id(posed: Posed, *, target: str) -> tuple[Problem, ...]:
    """Return the loss of an id that is too long, if it is."""
    if len(posed.id) <= MAX_ID:
        return ()
    what = f"{target} takes ids of {MAX_ID} characters: another for {called(posed)}"
    tip = f"it is {posed.name}, and always will be; shorter ids of deck, fact or role are kept"
    return (lost("QK902", posed, message=what, tip=tip),)


def noun(count: int, one: str = "question") -> str:
    """Return a word as it stands behind a number.

    >>> noun(1), noun(2, "answer")
    ('question', 'answers')
    """
    return one if count == 1 else f"{one}s"
