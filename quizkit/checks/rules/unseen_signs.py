"""QK019 signs that nobody sees

What it finds
    In a deck's file: a byte order mark at its start, line ends of two kinds, blanks at the ends
    of lines, and tabs in a table. In a sheet: line ends of two kinds.
Why it matters
    quizkit reads past all of it, but other programs do not, and comparing two versions shows
    changes where none are. Some editors turn tabs into blanks, and the cells run together. House
    rule, for decks that others are to work with.
A bad deck
    licence: CC0-1.0
    sources:
      un: {title: United Nations, url: "https://www.un.org", accessed: 2024-09-01}
    facts:
      abbreviation:
        source: un p. 1
        table: |
          id\tshort\tlong    # here
          bcd1\tUNO\tUnited Nations Organization
          bcd2\tWHO\tWorld Health Organization
A good deck
    licence: CC0-1.0
    sources:
      un: {title: United Nations, url: "https://www.un.org", accessed: 2024-09-01}
    facts:
      abbreviation:
        source: un p. 1
        table: |
          id   | short | long
          bcd1 | UNO | United Nations Organization
          bcd2 | WHO | World Health Organization
Fix
    Safe: takes out the mark and the blanks, writes all line ends as most of them are, puts bars
    between the cells of a table.
Options
    none
"""  # noqa: D301  # the tabs of the bad deck are meant

from quizkit.model import Severity

CODE = "QK019"
SEVERITY = Severity.NOTE
PROFILE = "shared"
FIX = "safe"
find = None
