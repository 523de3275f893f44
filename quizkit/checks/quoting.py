"""When a text needs quotation marks in YAML, and how it is typed with them."""

import re
from typing import Final

_SIGNS: Final = frozenset(",[]{}#&*!|>'\"%@`")
"""What no plain text begins with."""

_FLOW: Final = re.compile(r"[,\[\]{}]")
_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .;!?()/'&+=*%-]*[\w.!?)])?")
_LONGEST_WORD: Final = 5
"""Letters of the words that other readers of YAML take for something else: false."""

_UNSEEN: Final = re.compile(
    r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ESCAPES: Final = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

_ESCAPED: Final = re.compile(rf'["\\]|{_UNSEEN.pattern}')

_CHANGED: Final = re.compile(
    r"""
      y|n|yes|no|on|off|true|false|null|~|<<|=
    | [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?
    | [-+]?0[0-9_]+(\.[0-9_]*)?
    | [-+]?0[box][0-9a-f_]+
    | \+[0-9][0-9_.]*
    | [-+]?[0-9]*(_[0-9_]*)+(\.[0-9_]*)?
    | [-+]?([0-9][0-9_]*\.?[0-9_]*|\.[0-9_]+)e[-+]?[0-9]+
    | [-+]?[0-9]+\.([0-9_]*0|)
    | [-+]?\.[0-9_]+
    | [-+]?\.inf|\.nan
    """,
    re.VERBOSE | re.IGNORECASE,
)


def typed(text: str) -> str:
    r"""Return a text as it must be typed to be read as this text, inside a one-line map too.

    Quotation marks are put where YAML needs them, and where another reader of YAML would take the
    text for something else.

    >>> print(typed("Hà Nội"), typed("no"), typed("nine: mouths"), typed('the "Big", they say'))
    Hà Nội "no" "nine: mouths" 'the "Big", they say'
    """
    if len(text) > _LONGEST_WORD and _PLAIN.fullmatch(text):
        return text  # the common case, which all that follows would let through
    if _UNSEEN.search(text):
        return f'"{_ESCAPED.sub(_escaped, text)}"'
    if not (needs_quotes(text) or is_changed_elsewhere(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def needs_quotes(text: str, *, in_flow: bool = True) -> bool:
    """Tell whether YAML would not read a text as itself if it stood without quotation marks.

    Args:
        text: The text.
        in_flow: It stands inside a one-line map or list, where a comma, bracket or brace ends it.

    >>> needs_quotes("Walsh, Ann"), needs_quotes("Walsh, Ann", in_flow=False)
    (True, False)
    """
    if not text or text != text.strip() or _UNSEEN.search(text):
        return True
    if text[0] in _SIGNS or text[:2] in ("- ", "? ", ": ") or text in ("-", "?", ":"):
        return True
    if text.startswith(("---", "...")) or ": " in text or " #" in text or text.endswith(":"):
        return True
    return in_flow and (text[0] in "?:" or ":?" in text or bool(_FLOW.search(text)))


def is_changed_elsewhere(text: str) -> bool:
    """Tell whether other readers of YAML would change a text that has no quotation marks.

    >>> [text for text in "no 12:30 0755 1.50 1992 1.5".split() if is_changed_elsewhere(text)]
    ['no', '12:30', '0755', '1.50']
    """
    return bool(_CHANGED.fullmatch(text)) and text != "0"


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\U{ord(char):08X}" if ord(char) > 0xFFFF else f"\\u{ord(char):04X}"
