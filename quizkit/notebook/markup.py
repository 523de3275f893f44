"""HTML that a cell can hold: every text is escaped by one function, every element made here.

`Html` is text that is markup already; only this module makes it. Whatever else is put into an
element goes through `escaped`, so a view cannot forget to. There is no script, no address
outside the page and no style sheet: colours, but for one `currentColor`, are the notebook's own,
light or dark.

>>> element("b", "Tom & <Jerry>", class_="who")
'<b class="who">Tom &amp; &lt;Jerry&gt;</b>'
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from quizkit.text import visible


class Html(str):
    """Text that is HTML; made by the functions of this module only."""

    __slots__ = ()


Inside = str | int | float | None
"""What may stand in an element: `Html` as it is, text and numbers escaped, None not at all."""

Attribute = str | int | float | bool | None
"""Value of an attribute: True is the bare name, None and False leave it out."""

_EMPTY: Final = frozenset({"br", "col", "hr", "img", "wbr"})
_REFUSED: Final = frozenset(
    {"base", "embed", "form", "frame", "iframe", "link", "meta", "object", "script", "style"}
)
_ADDRESSES: Final = frozenset({"action", "formaction", "href", "poster", "src", "srcset"})
_CELL: Final = "text-align:start;vertical-align:top;white-space:pre-line;padding:.15em .6em"
_FIGURE: Final = "text-align:end;vertical-align:top;white-space:nowrap;padding:.15em .6em"
_HEAD: Final = (
    "text-align:start;vertical-align:bottom;padding:.15em .6em;border-bottom:1px solid currentColor"
)
# Columns keep their words whole: a long one makes the table scroll, not its neighbours break.
_TABLE: Final = "border-collapse:collapse;overflow-wrap:break-word"
_OUTER: Final = "max-width:100%;overflow-wrap:anywhere;white-space:normal"
# marimo takes the numbers off every list that does not ask for them.
_LIST: Final = "margin:.5em 0;padding-inline-start:2.5em;list-style-type:"
_NUMBERS: Final = {"1": "decimal", "A": "upper-alpha", "a": "lower-alpha"}
# Jupyter, nbconvert and Colab set `$..$` as a formula; in a deck it is text, such as a price.
_NO_FORMULAS: Final = "quizkit tex2jax_ignore mathjax_ignore"


def escaped(text: str) -> Html:
    r"""Return any text as HTML that shows it: the one door through which text gets in.

    What could hide or command becomes a visible sign (`text.visible`; line breaks stay), what
    HTML would read becomes an entity, quotes included. `Html` comes back as it is.

    >>> escaped("<b title='x'>\u202e")
    '&lt;b title=&#x27;x&#x27;&gt;�'
    """
    return text if isinstance(text, Html) else Html(escape(visible(text, keep_lines=True)))


def element(name: str, /, *inside: Inside, **attributes: Attribute) -> Html:
    """Return an element.

    Args:
        name: Its tag.
        inside: What it holds, in order; see `Inside`.
        attributes: A final "_" is dropped from a name, others become "-": `class_`, `aria_label`.

    Raises:
        ValueError: If it could run, load or leak something: a script, a handler, an address that
            is neither within the page nor a `data:image/`.

    >>> element("td", 7, colspan=2, hidden=True), element("img", src="data:image/png;base64,")
    ('<td colspan="2" hidden>7</td>', '<img src="data:image/png;base64,">')
    """
    if name.lower() in _REFUSED:
        message = f"element {name!r} has no place in a cell"
        raise ValueError(message)
    opened = "".join((name, *(_attribute(*pair) for pair in attributes.items())))
    if name in _EMPTY:
        return Html(f"<{opened}>")
    return Html(f"<{opened}>{joined(inside)}</{name}>")


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = name.removesuffix("_").replace("_", "-")
    text = "" if value is True else _written(value)
    lower = name.lower()
    if lower.startswith("on") or (lower == "style" and "url(" in text.lower()):
        message = f"attribute {name!r} could run or load something"
        raise ValueError(message)
    if lower in _ADDRESSES and not text.startswith(("#", "data:image/")):
        message = f"attribute {name!r} leaves the page: {text!r}"
        raise ValueError(message)
    return f" {name}" if value is True else f' {name}="{escaped(text)}"'


def _written(value: str | float) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def joined(inside: Iterable[Inside], between: str = "") -> Html:
    """Return what may stand in an element, one after the other.

    Args:
        inside: See `Inside`.
        between: Text put between two; escaped like any other.

    >>> joined(["a<", element("br"), None, 2.5])
    'a&lt;<br>2.5'
    """
    parts = (
        escaped(each if isinstance(each, str) else _written(each))
        for each in inside
        if each is not None
    )
    return Html(escaped(between).join(parts))


def said(text: str, *, language: str = "", tag: str = "span") -> Html:
    """Return a text of a deck or of a learner: its direction by its own letters.

    Args:
        text: The text.
        language: Language tag, where it is not that of what stands around; or "".
        tag: The element.

    >>> said("Hà Nội", language="vi")
    '<span dir="auto" lang="vi">Hà Nội</span>'
    """
    return element(tag, text, dir="auto", lang=language or None)


def listed(entries: Iterable[Inside], *, kind: str | None = None) -> Html:
    """Return a numbered list; each entry takes its direction from its own letters.

    Args:
        entries: See `Inside`.
        kind: "1", "A" or "a", as numbers are written; None: "1".

    >>> listed(["x", "y"]).partition(">")[2]
    '<li value="1" dir="auto">x</li><li value="2" dir="auto">y</li></ol>'
    """
    return numbered(enumerate(entries, 1), kind=kind)


def numbered(entries: Iterable[tuple[int, Inside]], *, kind: str | None = None) -> Html:
    """Return a list whose entries bring their numbers, which may have gaps.

    Args:
        entries: Number and what stands there, see `Inside`.
        kind: "1", "A" or "a", as numbers are written; None: "1".

    >>> numbered([(1, "x"), (3, "y")]).partition(">")[2]
    '<li value="1" dir="auto">x</li><li value="3" dir="auto">y</li></ol>'
    """
    rows = (element("li", entry, value=number, dir="auto") for number, entry in entries)
    return element("ol", *rows, type=kind, style=f"{_LIST}{_NUMBERS[kind or '1']}")


def details(summary: Inside, *inside: Inside, opened: bool = False) -> Html:
    """Return what is folded away until its summary is pressed; no script is needed.

    >>> details("Answer", said("Hanoi"))
    '<details><summary>Answer</summary><span dir="auto">Hanoi</span></details>'
    """
    return element("details", element("summary", summary), *inside, open=opened)


def table(
    head: Sequence[Inside],
    rows: Iterable[Iterable[Inside]],
    *,
    caption: Inside = None,
    row_heads: bool = True,
) -> Html:
    """Return a table that scrolls within its cell where it is too wide for it.

    Args:
        head: Names of the columns.
        rows: Cells, as many as names; numbers are set to the end, text to the start.
        caption: What the table shows, or None.
        row_heads: The first cell of a row says what the row is about.

    >>> made = table(["day", "answers"], [["Monday", 12]], caption="A week")
    >>> '<th scope="col"' in made, '<th scope="row"' in made, "Monday" in made
    (True, True, True)
    """
    above = None if caption is None else element("caption", caption, style="text-align:start")
    names = (element("th", name, scope="col", dir="auto", style=_HEAD) for name in head)
    body = (
        element("tr", *(_cell(each, is_head=row_heads and n == 0) for n, each in enumerate(row)))
        for row in rows
    )
    made = element(
        "table",
        above,
        element("thead", element("tr", *names)),
        element("tbody", *body),
        style=_TABLE,
    )
    return element("div", made, style="overflow-x:auto;max-width:100%")


def _cell(inside: Inside, *, is_head: bool) -> Html:
    style = _FIGURE if isinstance(inside, int | float) else _CELL
    if is_head:
        return element("th", inside, scope="row", dir="auto", style=f"{style};font-weight:inherit")
    return element("td", inside, dir="auto", style=style)


def output(*inside: Inside, language: str = "") -> Html:
    """Return the outermost element of what a cell shows: never wider than the cell, no formulas.

    Args:
        inside: See `Inside`.
        language: Language tag of what stands in it, or "".

    >>> output("Hà Nội", language="vi").startswith('<div class="quizkit ')
    True
    """
    return element("div", *inside, class_=_NO_FORMULAS, lang=language or None, style=_OUTER)
