"""HTML reduced to text: lines, raised and lowered figures; the rest dropped and counted.

Other programs keep HTML in their fields, often broken. What is read here never becomes HTML again:
it is cut into tags and texts in one walk from left to right, so that no input takes more time than
its length allows, which the parser of the standard library does not promise for every version.
"""

import re
from collections import Counter
from collections.abc import Mapping
from html import unescape
from typing import Final, NamedTuple

from quizkit.text import refused
from quizkit.values.symbols import LOWERED, RAISED

_BLOCKS: Final = frozenset((
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
))  # fmt: skip
"""Tags before and behind which a line ends."""

_LOST: Final = {
    **dict.fromkeys((
        "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "s",
        "samp", "small", "strike", "strong", "tt", "u", "var", "h1", "h2", "h3", "h4", "h5", "h6",
        "center",
    ), "formatting"),
    "a": "link", "audio": "sound", "video": "film", "embed": "film", "object": "film",
    "iframe": "frame", "img": "picture", "image": "picture", "svg": "picture", "canvas": "picture",
    "math": "formula", "script": "script", "style": "style", "table": "table", "button": "script",
    "input": "field", "select": "field", "textarea": "field",
}  # fmt: skip
"""What is lost with a tag, as a word for people."""

_HIDDEN: Final = frozenset(("script", "style", "iframe", "svg", "rp", "noframes", "template"))
"""Tags that are dropped with all that is in them."""

_CELLS: Final = frozenset(("td", "th", "dd"))
_START: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_STOP: Final = re.compile(r"[>\"']")
_SOURCE: Final = re.compile(r"\bsrc\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_STYLED: Final = re.compile(r"\bstyle\s*=", re.IGNORECASE)
_SIMPLE: Final = re.compile(r"</?(?:b|em|i|strong|u)>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br ?/?>", re.IGNORECASE)
_FAR: Final = re.compile(r"&#[0-9]{8,};?|&#[xX][0-9a-fA-F]{7,};?")
"""References beyond Unicode; some are too long for the standard library to count."""
_FORMULA: Final = re.compile(
    r"\\\(((?:[^\\]|\\[^()]){1,500})\\\)|\\\[((?:[^\\]|\\[^\[\]]){1,500})\\\]"
    r"|\[\$\$?\]((?:[^\[]|\[(?!/?\$)){1,500})\[/\$\$?\]"
    r"|\[latex\]((?:[^\[]|\[(?!/?latex\])){1,500})\[/latex\]",
    re.IGNORECASE,
)
"""Formulas; none holds the beginning of another one, so that each sign is looked at twice."""


class Reduced(NamedTuple):
    """What is left of HTML.

    Attributes:
        text: Plain text, its lines apart by line breaks, without blanks at either end.
        dropped: What was dropped, as words for people ("picture", "script"), with how often.
        pictures: Sources of its pictures, as they were written.
    """

    text: str
    dropped: Counter[str]
    pictures: tuple[str, ...] = ()


def reduced(html: str) -> Reduced:
    r"""Return HTML as text: blocks as lines, raised and lowered signs in Unicode, nothing else.

    Formatting, links, pictures, sounds, scripts and signs that nobody sees are dropped and counted.

    Args:
        html: Any text; also one that is no HTML.

    >>> reduced("<b>Hà&nbsp;Nội</b><br>CO<sub>2</sub> &lt; 5 m<sup>2</sup>")
    Reduced(text='Hà Nội\nCO₂ < 5 m²', dropped=Counter({'formatting': 1}), pictures=())
    >>> reduced("<script>alert(1)</script>a < b<img src='x.png'>").dropped["script"]
    1
    """
    if "<" not in html and "&" not in html:
        dropped = Counter[str]()
        return Reduced(_plain(html, dropped), dropped)
    return _Reducer(html).result()


def simple(html: str) -> tuple[str, int] | None:
    r"""Return HTML that has nothing but text, line breaks and plain formatting, as `reduced` does.

    Most of what others keep is so, and takes a third of the time.

    Returns:
        The text and how many pieces of formatting were dropped; None for all other HTML.

    >>> simple("<b>a</b><br>&lt;b&gt;"), simple("<p>a")
    (('a\n<b>', 1), None)
    """
    count = 0
    if "<" in html:
        closed = html.count("</")
        html, count = _SIMPLE.subn("", html)
        if "<" in html:
            return _simple_lines(html, count - closed)
        count -= closed
    if "&" in html:
        html = unescape(_FAR.sub("\ufffd", html) if "&#" in html else html)
    text = " ".join(html.split())
    is_seen = text.isascii() and text.isprintable()
    return (text, count) if is_seen or next(refused(text), None) is None else None


def formulas(text: str) -> tuple[str, int]:
    r"""Return a text with its formulas as a deck writes them, and how many there are.

    Those between `\( \)`, `\[ \]`, `[$] [/$]` and `[latex] [/latex]` get dollar signs.

    >>> formulas(r"Area: \(\pi r^2\)")
    ('Area: $\\pi r^2$', 1)
    """
    if "\\(" not in text and "\\[" not in text and "[" not in text:
        return text, 0
    return _FORMULA.subn(_dollars, text)


def _simple_lines(html: str, count: int) -> tuple[str, int] | None:
    lines = [None if "<" in line else simple(line) for line in _BREAK.split(html)]
    said = [line[0] for line in lines if line is not None]
    return ("\n".join(said).strip(), count) if len(said) == len(lines) else None


def _dollars(match: re.Match[str]) -> str:
    source = " ".join(next(filter(None, match.groups()), "").strip(" $\n").split())
    return f"${source}$" if source else ""


def _plain(text: str, dropped: Counter[str]) -> str:
    """Return a text without unseen signs, its runs of blanks as one blank."""
    text = " ".join(text.split())
    return text if text.isascii() and text.isprintable() else _seen(text, dropped)


def _seen(text: str, dropped: Counter[str]) -> str:
    unseen = {sign for _, sign in refused(text)}
    if unseen:
        dropped["unseen sign"] += sum(text.count(sign) for sign in unseen)
        text = text.translate({ord(sign): None for sign in unseen})
    return text


class _Reducer:
    """One walk over a text.

    Args:
        html: The text.
    """

    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.lines: list[str] = []
        self.line: list[str] = []
        self.dropped: Counter[str] = Counter()
        self.pictures: list[str] = []
        self.kept = 0  # inside how many `pre` it is
        self.script = ""
        self.mark = 0  # where in the line what is raised or lowered begins
        self.has_quotes = True

    def result(self) -> Reduced:
        """Return what is left."""
        html = self.html
        while (begin := html.find("<", self.at)) >= 0:
            self._text(html[self.at : begin])
            self.at = begin
            tag = _START.match(html, begin)
            if tag is not None:
                self._tag(tag)
            elif html.startswith(("<!", "<?"), begin):
                self._skip(begin)
            else:
                self._text("<")
                self.at = begin + 1
        self._text(html[self.at :])
        self._end_line()
        text = "\n".join(self.lines).strip()
        return Reduced(text, self.dropped, tuple(self.pictures))

    def _text(self, text: str) -> None:
        if not text:
            return
        if "&" in text:
            text = unescape(_FAR.sub("\ufffd", text) if "&#" in text else text)
        if not self.kept or "\n" not in text:
            self.line.append(text)
            return
        *whole, rest = text.split("\n")
        for each in whole:
            self.line.append(each)
            self._end_line()
        self.line.append(rest)

    def _end_line(self, *, only_full: bool = False) -> None:
        text = _plain("".join(self.line), self.dropped)
        self.line.clear()
        self.script = ""
        if text or not only_full:
            self.lines.append(text)

    def _skip(self, begin: int) -> None:
        """Go behind a comment, a declaration or an instruction."""
        ends = "-->" if self.html.startswith("<!--", begin) else ">"
        stop = self.html.find(ends, begin + 2)
        self.at = stop + len(ends) if stop >= 0 else len(self.html)

    def _tag(self, tag: re.Match[str]) -> None:
        stop = self._stop(tag.end())
        if stop < 0:  # no tag ends any more: all that follows is text
            self._text(self.html[self.at :].replace("<", "&lt;"))
            self.at = len(self.html)
            return
        self.at = stop + 1
        name = tag[2].lower()
        if tag[1]:
            self._closed(name)
        else:
            self._opened(name, self.html[tag.end() : stop])

    def _stop(self, at: int) -> int:
        """Return where a tag ends: at the first `>` that stands in no quotation marks."""
        begin = at
        while self.has_quotes:
            found = _STOP.search(self.html, at)
            if found is None:
                break
            if found[0] == ">":
                return found.start()
            at = self.html.find(found[0], found.end()) + 1
            if not at:
                break
        self.has_quotes = False  # some do not end: from here on they are signs like all
        return self.html.find(">", begin)

    def _opened(self, name: str, attributes: str) -> None:
        if name in _LOST or (name == "span" and _STYLED.search(attributes)):
            self.dropped[_LOST.get(name, "formatting")] += 1
        if name in _HIDDEN and not attributes.endswith("/"):
            self._hide(name)
        elif name in ("sub", "sup"):
            self._open_script(name)
        elif name == "img":
            found = _SOURCE.search(attributes)
            if found is not None:
                self.pictures.append(unescape(_FAR.sub("", found[1].strip("\"'"))))
        elif name == "br":
            self._end_line()
        elif name == "rt":
            self.line.append("(")
        elif name in _CELLS:
            self.line.append(" ")
        if name in _BLOCKS:
            self._end_line(only_full=True)
            self.kept += name == "pre"

    def _closed(self, name: str) -> None:
        if name in ("sub", "sup"):
            self._close_script(name)
        elif name in _BLOCKS:
            self._end_line(only_full=True)
            self.kept = max(0, self.kept - (name == "pre"))
        elif name == "rt":
            self.line.append(")")

    def _hide(self, name: str) -> None:
        """Go behind a tag's end, or to the end of all where it has none."""
        end = re.compile(f"</{name}", re.IGNORECASE).search(self.html, self.at)
        stop = self.html.find(">", end.end()) if end else -1
        self.at = stop + 1 if stop >= 0 else len(self.html)

    def _open_script(self, name: str) -> None:
        if self.script:  # one inside another has no form
            self.dropped["formatting"] += 1
        else:
            self.script, self.mark = name, len(self.line)

    def _close_script(self, name: str) -> None:
        if self.script != name:
            return
        self.script = ""
        text = "".join(self.line[self.mark :])
        shown = _raised(text, RAISED if name == "sup" else LOWERED)
        if shown is None:
            self.dropped["formatting"] += 1
        else:
            self.line[self.mark :] = [shown]


def _raised(text: str, table: Mapping[str, str]) -> str | None:
    """Return a text raised or lowered; None where a sign has no such form.

    Words stay as they are: the "th" of "5th" is no power.
    """
    signs = text.strip().replace("-", "−").replace("–", "−")
    if len(signs) > 1 and signs.isalpha():
        return text
    shown = [table.get(sign) for sign in signs]
    return None if None in shown else "".join(filter(None, shown))
