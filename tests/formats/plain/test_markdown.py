"""Markdown: read by pandoc, every text is there as it was, and none of it has become syntax."""

import json
from typing import Any

import pytest

from quizkit.formats.plain import markdown
from quizkit.formats.plain.markdown_text import line, lines
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.posing import Wish, pose
from quizkit.model import Form
from quizkit.questions.responses import letter
from quizkit.text import nfc
from tests.consumers import program, run
from tests.formats.banked import NAMES, asker_of, told_after
from tests.formats.hostile import TEXTS

SIMPLE = {"Str", "Space", "SoftBreak", "LineBreak", "Strong", "Emph"}
BLOCKS = {"Header", "Para", "BulletList"}


def exported(name: str) -> Posing:
    forms = markdown.ORDER if name in ("hostile", "odd") else ()
    return pose(asker_of(name), order=markdown.ORDER, wish=Wish(forms=forms), target="x")


def read(data: bytes, dialect: str = "commonmark") -> list[dict[str, Any]]:
    found = json.loads(run(program("pandoc"), "-f", dialect, "-t", "json", stdin=data))
    return list(found["blocks"])


def text_of(inlines: list[dict[str, Any]]) -> str:
    """Return the text of inline elements; anything but text, breaks and our own marks fails."""
    texts = []
    for each in inlines:
        assert each["t"] in SIMPLE, each
        if each["t"] == "Str":
            texts.append(each["c"])
        elif each["t"] in ("Strong", "Emph"):
            texts.append(text_of(each["c"]))
        else:
            texts.append("\n" if each["t"] == "LineBreak" else " ")
    return "".join(texts)


def flat(text: str) -> str:
    rows = (" ".join(row.split()) for row in nfc(text).split("\n"))
    return "\n".join(row for row in rows if row)


def seen(blocks: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        assert block["t"] in BLOCKS, block
        if block["t"] == "Header":
            found.append(f"# {text_of(block['c'][2])}")
        elif block["t"] == "Para":
            found.append(text_of(block["c"]))
        else:
            for entry in block["c"]:
                (only,) = entry
                assert only["t"] == "Plain"
                found.append(f"- {text_of(only['c'])}")
    return [flat(text) for text in found]


def wanted(posing: Posing) -> list[str]:
    """Return what must be seen, reckoned from the questions alone."""
    deck = posing.asker.deck
    kinds = list(dict.fromkeys(each.kind for each in posing.questions))
    found = [f"# {deck.title}", *([deck.licence] if deck.licence else [])]
    ends: list[str] = []
    number = 0
    for kind in kinds:
        if len(kinds) > 1:
            found.append(f"# {'cards' if kind == 'card' else kind}")
        for posed in (each for each in posing.questions if each.kind == kind):
            number += 1
            question = posed.question
            found.append(f"{number}. {question.stem}")
            found += ["Tick all right answers."] if posed.form is Form.SELECT else []
            found += [f"- {n} {text}" for n, text in enumerate(question.prompts, 1)]
            found += [f"- {letter(n).upper()} {text}" for n, text in enumerate(question.options)]
            ends.append(f"{number}. {answer(posing, posed)}")
    return [flat(text) for text in (*found, "# Answer key", *ends)]


def answer(posing: Posing, posed: Posed) -> str:
    question = posed.question
    keys = question.keys
    if posed.form is Form.ORDER:
        right = " ".join(letter(key).upper() for key in keys)
    elif posed.form is Form.MATCH:
        right = " ".join(f"{n}{letter(key).upper()}" for n, key in enumerate(keys, 1))
    elif keys:
        right = ", ".join(f"{letter(key).upper()} {question.options[key]}" for key in sorted(keys))
    else:
        right = question.answer
    also = posed.accepted[1:] if not posed.quantity else ()
    rest = [f"also right: {', '.join(also)}"] if also else []
    return "\n".join([right, *rest, *told_after(posing, posed), posed.id])


@pytest.mark.consumer
@pytest.mark.parametrize("name", [*NAMES, "odd"])
def test_pandoc_reads_every_question_and_nothing_else(name: str) -> None:
    posing = exported(name)
    assert seen(read(markdown.write(posing).files[""])) == wanted(posing)


@pytest.mark.consumer
def test_other_readers_make_no_links_tables_or_formulas_of_deck_text() -> None:
    posing = exported("hostile")
    data = markdown.write(posing).files[""]
    assert seen(read(data, "gfm")) == wanted(posing)


@pytest.mark.consumer
def test_each_hostile_text_stays_text_wherever_it_stands() -> None:
    odd = ("- a", "+ a", "1. a", "23) a", "===", "---", "> a", "# a", "a #", "    code", "``` x",
           "a\n===", "a\n- b", "a\n\nb", "![x](y)", "<http://x.y>", "http://x.y www.x.y", "a  \nb",
           "&lt;", "a\\", ":smile: {x}", "| a | b |", "~~a~~", "[^1]: a", "[a]: /b")  # fmt: skip
    texts = (*TEXTS, *odd)
    pages = [
        f"# {line(text)}\n\n{lines(text)}\n\n- **A** {lines(text, margin='  ')}\n" for text in texts
    ]
    wanted = [
        flat(shown)
        for text in texts
        for shown in (f"# {' '.join(text.split())}", text, f"- A {text}")
    ]
    for dialect in ("commonmark", "gfm"):
        assert seen(read("\n".join(pages).encode(), dialect)) == wanted, dialect


def test_a_question_reads_well() -> None:
    asker = asker_of("vietnam-us")
    one = pose(asker, order=markdown.ORDER, wish=Wish(kinds=("visit",)), target="x")
    text = markdown.write(one).files[""].decode()
    assert text.startswith(
        "# Vietnam and the United States since the war\n\nCC-BY-4.0\n\n"
        "**1.** Who paid a visit to Vietnam as US President in 2000?\n\n"
        "- **A** George W. Bush\n- **B** Bill Clinton\n- **C** Donald Trump\n\n**2.** "
    )
    assert "\n# Answer key\n\n**1.** **B** Bill Clinton\\\nThe first presidential visit" in text


def test_a_picture_is_left_out_and_told() -> None:
    posing = exported("odd")
    assert markdown.write(posing).losses == posing.losses
    assert markdown.write(posing).files == markdown.write(posing).files
