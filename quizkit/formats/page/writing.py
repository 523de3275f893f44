"""The page as a file: questions, script and style in one, and a policy that allows nothing else."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from quizkit.formats.book import Written
from quizkit.formats.page.labels import labels
from quizkit.formats.page.masking import masked
from quizkit.formats.page.payload import Payload
from quizkit.formats.posed import Posed, Posing
from quizkit.model import Form

ORDER: Final = (
    Form.CHOICE,
    Form.SELECT,
    Form.TYPED,
    Form.CLOZE,
    Form.ORDER,
    Form.TRUE_FALSE,
    Form.MATCH,
    Form.FLIP,
)
"""The forms that the page asks, best first: all."""

SCRIPTS: Final = ("fold.js", "judge.js", "draw.js", "forms.js", "report.js", "page.js")
"""The parts of its script, in their order; each uses only those before it."""

POLICY: Final = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
"""What the page may load and do: its own script and style, pictures that are part of it."""


def write(posing: Posing) -> Written:
    """Return a deck's questions as one page that needs nothing else.

    Args:
        posing: The questions. What the page holds of them follows from it alone.
    """
    payload = Payload(posing).values()
    deck, words = posing.asker.deck, posing.asker.words
    tag, said = labels(words.tag)
    style = part("page.css")
    script = "(() => {\n" + '"use strict";\n' + "".join(map(part, SCRIPTS)) + "})();\n"
    page = Template(part("page.html")).substitute(
        tag=tag,
        policy=policy(script, style),
        title=escape(deck.title),
        deck=escape(deck.id),
        language=escape(deck.language),
        style=style,
        practice=escape(said["practice"]),
        private=escape(said["private"]),
        licence=escape(said["licence"].format(name=deck.licence)) if deck.licence else "",
        noscript=escape(said["noscript"]),
        questions="\n".join(map(_plain, posing.questions)),
        data=masked(payload, deck.id),
        script=script,
    )
    return Written({"": page.encode()}, posing.losses, len(posing.questions), unit="questions")


@cache
def part(name: str) -> str:
    """Return a part of the page that is the same for every deck.

    Args:
        name: Its file, beside this module.
    """
    return files("quizkit.formats.page").joinpath(name).read_text(encoding="utf-8")


def policy(script: str, style: str) -> str:
    """Return the page's content security policy.

    Args:
        script: The text of its one script.
        style: The text of its one style.

    >>> policy("", "")[:44]
    "default-src 'none'; script-src 'sha256-47DEQ"
    """
    return POLICY.format(script=_hash(script), style=_hash(style))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _plain(posed: Posed) -> str:
    """Return a question without its key, for browsers in which scripts are off."""
    question = posed.question
    lines = [*question.prompts, *question.options]
    items = "".join(f'<li dir="auto">{escape(text)}</li>' for text in lines)
    options = f"<ul>{items}</ul>" if items else ""
    stem = f'<p dir="auto">{escape(question.stem)}</p>'
    return f'<li lang="{escape(question.plan.language)}">{stem}{options}</li>'
