"""What HTML in a cell must be, whatever text went into it; and texts that try otherwise."""

from html.parser import HTMLParser
from typing import Final

HOSTILE: Final = (
    "<script>alert(1)</script>",
    "]]></style></script><img src=x onerror=alert(1)>",
    "$x$ and \\(y\\) and $$z$$",
    "a | b `c` *d* _e_ [f](http://evil.example) <http://evil.example>",
    "gnp.\u202eexe",
    "zero\u200bwidth\ufeff",
    "W" * 300,
    "half \ud800 sign",
    "\x1b[31mred\x00",
    "\"quoted\" 'twice' & &amp; &lt;",
    "</div></td></table><details open>",
    "javascript:alert(1)",
    "שלום עולם",
    "two\nlines\tand tab",
)
"""Texts that would command, hide, break out or be set as a formula."""

UNSEEN: Final = "\u202e\u200b\ufeff\x1b\x00\ud800"
"""Signs of them that may not come through as they are."""

_EMPTY: Final = {"br", "col", "hr", "img", "wbr"}
_BARRED: Final = {"script", "style", "link", "iframe", "object", "embed", "form", "base", "meta"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.texts: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in _BARRED:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on"):
                self.faults.append(f"handler {name}")
            if name in {"src", "href", "action"} and not (value or "").startswith(("#", "data:")):
                self.faults.append(f"address {value}")
            if name == "style" and ("url(" in (value or "") or "background" in (value or "")):
                self.faults.append(f"style {value}")
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> out of place")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(html: str) -> str:
    """Return the text of a piece of HTML; fails where it could do harm or is not balanced."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.faults, reader.faults
    assert not reader.open, f"left open: {reader.open}"
    told = "".join(reader.texts)
    assert not set(told) & set(UNSEEN)
    return told
