"""XML as quizkit writes it: the same bytes everywhere, and no sign in it that XML cannot hold."""

import re
from collections.abc import Collection
from typing import Final
from xml.etree.ElementTree import Element, tostring

HEAD: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'

REPLACEMENT: Final = "\ufffd"
"""What stands for a sign that XML 1.0 cannot hold."""

_BEYOND: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RETURN: Final = re.compile("\r\n?")


def element(tag: str, /, *inside: Element | str, **attributes: str) -> Element:
    """Return an element; texts and elements in it keep their order, attributes theirs.

    Args:
        tag: Its name; namespaces are written as they stand (`xmlns` is an attribute like others).
        inside: What it holds: elements, and texts, which are escaped when they are written.
        attributes: Its attributes; a name that is no word goes in as `**{"xml:lang": "en"}`.

    >>> tostring(element("p", "1 < 2 ", element("b", "so"), "!", **{"xml:lang": "en"}))
    b'<p xml:lang="en">1 &lt; 2 <b>so</b>!</p>'
    """
    made = Element(tag)
    for name, text in attributes.items():
        made.set(name, writable(text))
    for each in inside:
        if not isinstance(each, str):
            made.append(each)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + writable(each)
        else:
            made.text = (made.text or "") + writable(each)
    return made


def document(root: Element, *, keep: Collection[str] = ()) -> bytes:
    """Return an element as a file: UTF-8, one element a line where it holds no text.

    Line breaks are put only between elements of which none has text beside it, so that no text
    changes.

    Args:
        root: The outermost element; line breaks are added inside it.
        keep: Tags of elements in which nothing is broken, since blanks count there.

    >>> print(document(element("a", element("b", "x"), element("c"))).decode(), end="")
    <?xml version="1.0" encoding="UTF-8"?>
    <a>
      <b>x</b>
      <c />
    </a>
    """
    _broken(root, "\n", frozenset(keep))
    return HEAD + tostring(root, encoding="unicode").encode() + b"\n"


def writable(text: str) -> str:
    r"""Return a text with signs replaced that XML 1.0 cannot hold: most controls, half signs.

    >>> writable("bell \x07 line\r\nend") == "bell \ufffd line\nend"
    True
    """
    if text.isprintable():  # and so free of them; nearly every text is
        return text
    if "\r" in text:
        text = _RETURN.sub("\n", text)
    return _BEYOND.sub(REPLACEMENT, text)


def is_writable(text: str) -> bool:
    r"""Return whether XML can hold a text as it is.

    >>> is_writable("tab \t and line\n"), is_writable("\ufffe")
    (True, False)
    """
    return "\r" not in text and not _BEYOND.search(text)


def _broken(outer: Element, margin: str, keep: Collection[str]) -> None:
    """Put line breaks between an element's elements, and inside these."""
    if not len(outer) or outer.tag in keep or outer.text or any(each.tail for each in outer):
        return
    outer.text = margin + "  "
    for each in outer:
        each.tail = margin + "  "
        _broken(each, margin + "  ", keep)
    outer[-1].tail = margin
