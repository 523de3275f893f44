"""Texts that look like other programs' syntax: what every format must carry through unharmed."""

import json
from functools import cache
from pathlib import Path

from quizkit.decks.files import read_deck
from quizkit.model import Deck
from quizkit.questions.ask import Asker

TEXTS = (
    *("{ } = ~ # :", "a } b { c", "%50%half", "~wrong =right", "::title:: #x", "-> to", "a -> b"),
    *("back\\slash \\n \\( x \\)", "* star **", "]]> &amp; <b>bold</b>", "</text></question>"),
    *("<script>alert(1)</script>", "quote \" and ' tick ` here", "first\nsecond", "a\tb"),
    *("{{c1::hidden}} {{Field}}", "[sound:x.mp3] [latex]a[/latex] [$]x[/$]", "$x$ and $$y$$"),
    *("=1+1", "+1", "-1 apples", "@SUM(A1)", "|pipe|", "// comment", "$CATEGORY: x", "TRUE", "F"),
    *("שלום עולם", "العربية 123", "e\u0301 and é", "Lê Đức Anh", "đường phố", "👩\u200d🚀 🇻🇳"),
    *("#let x = 1", "@ref *b* _i_", "[*b*] [[math]] !img!", "x" * 150, "_____", "1. first", "007"),
)


def _card(number: int, text: str) -> dict[str, object]:
    return {
        "id": f"h{number}",
        "q": f"Which one of these is {text} here?",
        "a": f"{text} yes",
        "also": [f"{text} also"],
        "wrong": [f"{text} no", f"{text} never"],
        "note": f"Noted: {text}",
    }


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def hostile_text() -> str:
    """Return a deck of hostile cards and facts as a file's text."""
    lines = ["quizkit: 1", "deck: hostile", "title: 'Hostile <b> & \"co\" {x} # y'", "language: en"]
    lines += ["cards:"]
    for number, text in enumerate(TEXTS):
        cells = (f"{key}: {_quoted(value)}" for key, value in _card(number, text).items())
        lines.append(f"  - {{{', '.join(cells)}}}")
    lines += [
        "kinds:",
        "  word:",
        '    says: "{term} means {meaning}."',
        "    roles:",
        '      term: {is: text, one: yes, ask: "Which term means {meaning}?"}',
        '      meaning: {is: text, one: yes, ask: "What does {term} mean?"}',
        "facts:",
        "  word:",
    ]
    for number, text in enumerate(TEXTS):
        cells = {"term": f"{text} t{number}", "meaning": f"meaning {number} {text}"}
        said = ", ".join(f"{name}: {_quoted(text)}" for name, text in cells.items())
        lines.append(f"    - {{id: w{number}, {said}}}")
    return "\n".join(lines) + "\n"


@cache
def hostile_deck() -> Deck:
    """Return that deck, read."""
    path = Path("hostile.yaml")
    reading = read_deck(path, opener=lambda _: hostile_text().encode())
    assert reading.deck is not None, reading.problems[:3]
    return reading.deck


@cache
def hostile_asker() -> Asker:
    """Return what asks its questions."""
    return Asker(hostile_deck())
