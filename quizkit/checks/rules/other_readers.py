"""QK007 text that other readers of YAML would change

What it finds
    A text without quotation marks that another program takes for something else: `no`, `yes`,
    `on`, `off`, `null`, `~`, a time such as `12:30`, a figure such as `0755`, `1_000`, `0x1F`,
    `1e5`, `1.50` or `.inf`. Where yes or no is meant (`the: yes`, `disputed: yes`), and for
    years and dates, which stay what they are, it is silent.
Why it matters
    quizkit reads every text as it was typed. Whoever opens the deck with another program reads
    false, 750 and 493. Source: Ben-Kiki, Evans & Ingerson (2005), the type "bool" of YAML 1.1,
    whose words are those of this rule.
A bad deck
    licence: CC0-1.0
    sources:
      tide: {title: Tide tables, url: "https://example.org", accessed: 2024-09-01}
    facts:
      abbreviation:
        source: tide p. 1
        facts:
          - {id: bcd1, short: no, long: number}    # here
          - {id: bcd2, short: ca, long: about}
A good deck
    licence: CC0-1.0
    sources:
      tide: {title: Tide tables, url: "https://example.org", accessed: 2024-09-01}
    facts:
      abbreviation:
        source: tide p. 1
        facts:
          - {id: bcd1, short: "no", long: number}
          - {id: bcd2, short: ca, long: about}
Fix
    Safe: puts the text in quotation marks.
Options
    none
"""

from collections.abc import Iterator
from typing import Final

from quizkit.checks.context import Context, Finding
from quizkit.checks.mend import replaced
from quizkit.checks.plain_texts import Plain, plain_texts
from quizkit.checks.quoting import is_changed_elsewhere, typed
from quizkit.model import Fix, Location, Note, Problem, Severity

CODE = "QK007"
SEVERITY = Severity.NOTE
PROFILE = "shared"
FIX = "safe"

_FLAGS: Final = frozenset({"the", "one", "name one", "disputed", "day first", "one order"})
_ENDINGS: Final = (".yaml", ".yml")


def find(context: Context) -> Iterator[Finding]:
    """Yield the texts that other programs would change; it needs the lines."""
    for path in context.deck.paths:
        if path.endswith(_ENDINGS):
            for plain in plain_texts(context.lines.get(path, ())):
                if is_changed_elsewhere(plain.text) and plain.field not in _FLAGS:
                    yield context.on_deck(_problem(plain, path))


def _problem(plain: Plain, path: str) -> Problem:
    at = Location(path, plain.line, plain.column, len(plain.text))
    quoted = typed(plain.text)
    return Problem(
        CODE,
        SEVERITY,
        f"other programs would not read `{plain.text[:28]}` as this text",
        at,
        label=f"they read {_meaning(plain.text)}",
        notes=(Note("help", f"put it in quotes: {quoted[:60]}"),),
        fix=Fix("safe", "put it in quotation marks", (replaced(at, quoted),)),
    )


def _meaning(text: str) -> str:
    if text.lower() in ("~", "null"):
        return "nothing"
    return "a number" if any(char.isdigit() for char in text) or "." in text else "true or false"
