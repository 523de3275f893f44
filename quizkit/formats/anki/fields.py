r"""Questions as an Anki note's fields: HTML in which no text of a deck comes alive."""

import re
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from typing import Final, NamedTuple

from quizkit.formats.posed import Picture, Posed
from quizkit.model import Form, Question
from quizkit.questions.ask import Asker
from quizkit.questions.index import fact_of
from quizkit.session.picture import is_telling, picture

FIELDS: Final = (
    "Question", "Answer", "Options", "Source", "Note", "Facet", "Extra1", "Extra2",
)  # fmt: skip
"""Names of the fields, for good: Anki skips the notes of a package whose note type has others.

Extra1 holds the language's tag, Extra2 is spare.
"""

DIGITS: Final = 24
"""Digits of what a picture's file is called."""

_LIVE: Final = re.compile(r"[&<>\"'\[{\\\x00-\x1f]")
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NO_TAG: Final = re.compile(r"[\s\x00-\x1f\"\u3000]+")
_ENDINGS: Final = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}


class Shown(NamedTuple):
    """A picture on one side of a card.

    Attributes:
        name: What its file is called in Anki: it follows from the bytes alone.
        data: Its bytes.
        html: How it stands in a field, with its credit.
        is_telling: It waits for the answer.
    """

    name: str
    data: bytes
    html: str
    is_telling: bool


def held(text: str) -> str:
    r"""Return deck text as HTML that Anki shows as it is, and takes for nothing else.

    No tag, sound, LaTeX, field or gap comes of it, nor MathJax, which reads the finished page, so
    that an empty element must stand between its signs.

    >>> held("a < b [sound:x.mp3] {{c1::y}}")
    'a &lt; b &#91;sound:x.mp3] &#123;&#123;c1::y}}'
    >>> held("\\(x\\) \\[y\\]\nz")
    '\\<span></span>(x\\) \\<span></span>&#91;y\\]<br>z'
    """
    if _LIVE.search(text) is None:
        return text
    safe = escape(text).replace("[", "&#91;").replace("{{", "&#123;&#123;")
    if "\\" in safe:
        safe = safe.replace("\\(", "\\<span></span>(")
        safe = safe.replace("\\&#91;", "\\<span></span>&#91;")
    return _CONTROL.sub(" ", safe).replace("\n", "<br>")


def fields(posed: Posed, asker: Asker, *, shown: Shown | None = None) -> tuple[str, ...]:
    """Return the fields of a question's note, in the order of `FIELDS`.

    Args:
        posed: The question.
        asker: What asked it; it tells the facts of a question about several.
        shown: Its picture, or None.
    """
    question = posed.question
    front = back = ""
    if shown is not None:
        front, back = ("", shown.html) if shown.is_telling else (shown.html, "")
    return (
        stem(question) + front,
        answer(question) + back,
        options(question),
        held(posed.source),
        note(posed, asker),
        held(posed.id),
        held(question.plan.language),
        "",
    )


def tags(posed: Posed) -> tuple[str, ...]:
    """Return a note's tags: those of the fact, and one for each fact that it asks about.

    Anki parts tags at blanks, so a blank in one becomes a low line.
    """
    facets = posed.question.facets or (posed.question.facet,)
    wanted = [*filter(None, posed.tags), *(f"fact::{fact_of(facet)[0]}" for facet in facets)]
    return tuple(dict.fromkeys(map(tag_of, wanted)))


def tag_of(tag: str) -> str:
    """Return a tag as Anki can hold it.

    >>> tag_of('cold war "1"')
    'cold_war_1_'
    """
    return _NO_TAG.sub("_", tag) if _NO_TAG.search(tag) else tag


def shown_of(posed: Posed, asker: Asker) -> Shown | None:
    """Return a question's picture as Anki gets it, or None where it has none.

    Args:
        posed: The question.
        asker: What asked it; it knows whether the picture would give the answer away.
    """
    image = picture(posed.question, asker) if posed.picture else None
    if image is None or posed.picture is None:
        return None
    name = file_name(posed.picture)
    alt = " ".join(escape(posed.picture.alt).split())
    alt = alt.replace("[", "&#91;").replace("{{", "&#123;&#123;")
    html = f'<div class="picture"><img src="{name}" alt="{alt}"></div>'
    if posed.picture.credit:
        html += f'<div class="credit">{held(posed.picture.credit)}</div>'
    telling = is_telling(image, posed.question, asker)
    return Shown(name, posed.picture.data, html, telling)


def file_name(picture: Picture) -> str:
    """Return what a picture's file is called: equal bytes have one name, others another.

    >>> file_name(Picture("../x.png", b"1", "PNG", 1, 1, ""))
    'quizkit-6b86b273ff34fce19d6b804e.png'
    """
    return f"quizkit-{sha256(picture.data).hexdigest()[:DIGITS]}{_ENDINGS[picture.format]}"


def options(question: Question) -> str:
    """Return the options as a list with letters, the right ones marked; "" where there are none.

    What is put in order, or into gaps, has no right option of its own.
    """
    if not question.options:
        return ""
    marked: Sequence[int] = question.keys
    if question.form in (Form.ORDER, Form.MATCH):
        marked = ()
    rows = [f"<li>{held(text)}</li>" for text in question.options]
    for at in marked:
        rows[at] = f'<li class="key">{rows[at].removeprefix("<li>")}'
    return f'<ol type="A">{"".join(rows)}</ol>'


def answer(question: Question) -> str:
    """Return the right answer: a text, the options in their order, or those of the gaps."""
    if question.form not in (Form.ORDER, Form.MATCH):
        return held(question.answer)
    rows = (f"<li>{held(question.options[key])}</li>" for key in question.keys)
    return f"<ol>{''.join(rows)}</ol>"


def stem(question: Question) -> str:
    """Return what asks, with the sentences of a match."""
    if not question.prompts:
        return held(question.stem)
    rows = (f"<li>{held(text)}</li>" for text in question.prompts)
    return f"{held(question.stem)}<ol>{''.join(rows)}</ol>"


def note(posed: Posed, asker: Asker) -> str:
    """Return what is told after the answer: the facts as sentences, and what the author adds."""
    told: tuple[str, ...] = (posed.evidence,)
    if not (posed.note or posed.question.facets):
        return held(posed.evidence)
    if posed.question.facets:
        language = posed.question.plan.language
        facts = dict.fromkeys(fact_of(facet)[0] for facet in posed.question.facets)
        told = tuple(asker.statement(fact, language=language) for fact in facts)
    lines = [held(text) for text in (*told, posed.note) if text]
    return lines[0] if len(lines) == 1 else "".join(f"<div>{line}</div>" for line in lines)
