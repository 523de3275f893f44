"""Text that a spreadsheet would run is kept from running, in files that say nothing of types."""

import re
import unicodedata
from typing import Final

_SIGNS: Final = frozenset("=+-@|%\t\r")
_UNSEEN: Final = "\u00ad\u200c\u200d"
_FIGURE: Final = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)*", re.ASCII)


def guarded(text: str) -> str:
    """Return a cell with `'` before it where a spreadsheet would take it for a formula.

    Plain numbers stay as they are.

    >>> guarded("=1+1"), guarded("-5"), guarded("'tis"), guarded("Hanoi")
    ("'=1+1", '-5', "''tis", 'Hanoi')
    """
    return f"'{text}" if _runs(text) or text.startswith("'") else text


def unguarded(text: str) -> str:
    """Return a cell as it was before `guarded`: exactly one `'` is taken off.

    >>> unguarded("'=1+1"), unguarded("''tis"), unguarded("'tis")
    ('=1+1', "'tis", "'tis")
    """
    rest = text[1:]
    return rest if text.startswith("'") and (_runs(rest) or rest.startswith("'")) else text


def _runs(text: str) -> bool:
    if text[:1] in ("\t", "\r"):
        return True
    shown = text.strip().strip(_UNSEEN).strip()
    if not shown or _FIGURE.fullmatch(shown):
        return False
    return unicodedata.normalize("NFKC", shown[0])[:1] in _SIGNS
