"""Papers as pages that a browser prints: a file a variant, and one with the key; no script.

Title, variant and code stand on top of every printed page, as the head of a table that browsers
repeat; the page's number stands at its foot in those that know the margins of pages.
"""

import base64
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Final

from quizkit.formats.paper.html_key import key_body
from quizkit.formats.paper.labels import Labels, labels_of
from quizkit.formats.paper.nouns import Look, Paper, Place, Variant
from quizkit.formats.posed import Picture, Posed
from quizkit.model import Form, Problem

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""What the page may do: show itself."""

MARGINS: Final = "16mm 16mm 20mm"
SIZES: Final = {"a4": "A4", "letter": "letter"}

_RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_BOXED: Final = frozenset({Form.CHOICE, Form.SELECT, Form.TRUE_FALSE})
_WRITTEN: Final = frozenset({Form.TYPED, Form.CLOZE})
_TYPES: Final = {"PNG": "png", "JPEG": "jpeg", "GIF": "gif", "WEBP": "webp"}


def write(paper: Paper) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """Return a paper's files: `A.html` and so on, and `key.html`; nothing is lost.

    Args:
        paper: The paper.
    """
    found = {
        f"{variant.name}.html": _page(paper, _variant_body(paper, variant), _named(paper, variant))
        for variant in paper.variants
    }
    labels = labels_of(paper.language)
    found["key.html"] = _page(paper, key_body(paper), labels.key)
    return found, ()


def _named(paper: Paper, variant: Variant) -> str:
    return f"{labels_of(paper.language).variant} {variant.name}"


def _page(paper: Paper, body: str, name: str) -> bytes:
    """Return a whole file.

    Args:
        paper: The paper.
        body: What stands in it.
        name: Which file it is: "Variant A", "Answer key".
    """
    labels, look = labels_of(paper.language), paper.look
    side = "rtl" if paper.language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
    classes = " ".join(word for word, on in (("large", look.large), ("spaced", look.spaced)) if on)
    shown = f' class="{classes}"' if classes else ""
    running = "".join(
        f'<span{kind} dir="auto">{escape(text)}</span>'
        for kind, text in (
            (' class="first"', paper.title),
            ("", name),
            ("", f"{labels.code} {paper.code}"),
        )
    )
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(paper.language)}" dir="{side}"{shown}>\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(f'{paper.title} – {name}')}</title>\n"
        f"<style>\n{_style(labels, look)}</style>\n</head>\n<body>\n"
        f'<div class="sheet">\n<header class="running"><p>{running}</p></header>\n'
        f'<main class="row">\n{body}</main>\n</div>\n</body>\n</html>\n'
    ).encode()


def _style(labels: Labels, look: Look) -> str:
    """Return the page's style: its size, its foot, the user's own font."""
    before, _, rest = labels.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    foot = f"{_css(before)} counter(page) {_css(between)} counter(pages) {_css(after)}"
    size = SIZES.get(look.page, SIZES["a4"])
    page = f"@page {{ size: {size}; margin: {MARGINS}; @bottom-right {{ content: {foot}; }} }}\n"
    style = files("quizkit.formats.paper").joinpath("paper.css").read_text(encoding="utf-8")
    if look.font is None:
        return page + style
    data = base64.b64encode(look.font).decode()
    face = f'@font-face {{ font-family: "Own"; src: url("data:font/ttf;base64,{data}"); }}\n'
    own = 'html, html.spaced { font-family: "Own", "Noto Serif", Georgia, serif; }\n'
    return face + page + style + own


def _css(text: str) -> str:
    r"""Return a text as a string of CSS in which nothing is syntax.

    >>> _css("Page </")
    '"Page \\3c \\2f "'
    """
    signs = (sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in text)
    return f'"{"".join(signs)}"'


def _variant_body(paper: Paper, variant: Variant) -> str:
    labels = labels_of(paper.language)
    parts = [_top(paper, labels)]
    for form, places in groupby(variant.places, key=lambda place: paper.tasks[place.task].form):
        questions = "".join(_question(paper, place, labels) for place in places)
        asks = escape(labels.asks.get(form, ""))
        parts.append(f"<section>\n<h2>{asks}</h2>\n{questions}</section>\n")
    return "".join(parts)


def _top(paper: Paper, labels: Labels) -> str:
    fields = "".join(
        f"<div{_width(name)}><dt>{escape(label)}</dt><dd></dd></div>"
        for name, label in paper.fields.items()
    )
    reached = f"<div><dt>{escape(labels.points)}</dt><dd></dd>"
    reached += f'<dd class="of">/ {paper.points}</dd></div>'
    told = [labels.whole.format(questions=len(paper.variants[0].places), points=paper.points)]
    told += [labels.different] if paper.different else []
    lines = "".join(
        f'<p class="told" dir="auto">{escape(text)}</p>\n' for text in (*told, *paper.instructions)
    )
    return (
        f'<h1 dir="auto">{escape(paper.title)}</h1>\n'
        f'<dl class="fields">{fields}{reached}</dl>\n{lines}'
    )


def _width(name: str) -> str:
    return ' class="wide"' if name == "name" else ""


def _question(paper: Paper, place: Place, labels: Labels) -> str:
    task = paper.tasks[place.task]
    spoken = task.question.plan.language
    lang = "" if spoken == paper.language else f' lang="{escape(spoken)}"'
    return (
        f'<div class="question"{lang}><div class="number">{place.number}.</div><div class="body">\n'
        f'<h3 class="stem told" dir="auto">{escape(task.question.stem)} '
        f'<span class="worth">({escape(labels.points_text(task.points))})</span></h3>\n'
        f"{_picture(task.picture, labels) if task.picture else ''}"
        f"{''.join(_answering(paper, place, task, labels))}</div></div>\n"
    )


def _answering(paper: Paper, place: Place, task: Posed, labels: Labels) -> Iterator[str]:
    """Yield what the learner chooses from, and where the answer is written."""
    form = task.form
    if form is Form.MATCH:
        prompts = "".join(
            f'<li><span class="wide-box"></span><span class="mark">{number}</span>'
            f'<span class="told" dir="auto">{escape(prompt)}</span></li>'
            for number, prompt in enumerate(task.question.prompts, 1)
        )
        yield f'<ol class="prompts">{prompts}</ol>\n'
    if place.options:
        box = '<span class="box"></span>' if form in _BOXED else ""
        options = "".join(
            f'<li>{box}<span class="mark">{letter}</span>'
            f'<span class="told" dir="auto">{escape(option)}</span></li>'
            for letter, option in zip(place.letters, place.options, strict=True)
        )
        yield f'<ul class="options">{options}</ul>\n'
    if form is Form.ORDER:
        boxes = '<span class="wide-box"></span>' * len(place.options)
        yield f'<p class="boxes">{escape(labels.answer)}: {boxes}</p>\n'
    if form in _WRITTEN:
        lines = '<span class="line"></span>' * paper.look.lines
        yield f'<p class="written">{escape(labels.answer)}:{lines}</p>\n'


def _picture(picture: Picture, labels: Labels) -> str:
    data = base64.b64encode(picture.data).decode()
    kind = _TYPES.get(picture.format, "png")
    credit = labels.picture.format(credit=picture.credit) if picture.credit else ""
    caption = f'<figcaption dir="auto">{escape(credit)}</figcaption>' if credit else ""
    return (
        f'<figure><img src="data:image/{kind};base64,{data}" alt="{escape(picture.alt)}" '
        f'width="{picture.width}" height="{picture.height}">{caption}</figure>\n'
    )
