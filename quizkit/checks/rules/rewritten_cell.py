"""QK018 a spreadsheet has probably rewritten this cell

What it finds
    In a table or a sheet: a time of day with seconds (`12:30:00 PM`), a month or day as
    spreadsheets write them (`Nov-92`, `18-Nov`), a number with an exponent (`1E+05`), the name
    of a formula's fault (`#REF!`), and an id of nothing but figures where most ids have letters.
    Of one table twenty cells are told.
Why it matters
    A spreadsheet takes what looks like a date, a time or a number for one when a file is opened,
    and saves what it made of it. What was typed is lost, and nothing says so. House rule: only
    the author can tell what stood there.
A bad deck
    facts:
      abbreviation:
        table: |
          short | long
          1E+05 | the hundred thousand club    # here
          UNO   | United Nations Organization
A good deck
    facts:
      abbreviation:
        table: |
          short | long
          10E5  | the hundred thousand club
          UNO   | United Nations Organization
Fix
    By hand: type again what stood there, in a column that is formatted as text.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK018"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"
find = None
