"""QK904 a character the target cannot hold was replaced (tab, line break, separator)

What it finds
    A text that an export has to write with other signs: a sheet cannot be titled with a slash, and
    no workbook holds certain characters.
Why it matters
    The deck is not touched, but who reads the export should know that it differs. House rule.
A bad deck
    kinds:
      sea/river:    # here
        says: "{river} ends in {sea}."
        roles: {river: {is: text, ask: "What ends in {sea}?"}, sea: place}
    facts:
      sea/river:
        - {river: Rhine, sea: North Sea}
        - {river: Danube, sea: Black Sea}
A good deck
    kinds:
      river:
        says: "{river} ends in {sea}."
        roles: {river: {is: text, ask: "What ends in {sea}?"}, sea: place}
    facts:
      river:
        - {river: Rhine, sea: North Sea}
        - {river: Danube, sea: Black Sea}
Fix
    By hand, if at all: use other signs in the deck. Leave the sheet's title as it was written.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK904"
SEVERITY = Severity.NOTE
PROFILE = "practice"
FIX = "-"
find = None
