"""QK951 import: a question of a type that can become neither fact nor card

What it finds
    Something of an imported file that is not taken: a question of an unknown type, a sheet that is
    called like no kind, a column that is no role, a row whose id stands twice, a cell with a
    formula. A formula is never computed.
Why it matters
    What is left out in silence is missed when it is too late. House rule.
A bad deck
    # Its sheet has a column that the deck does not know:
    #     id | who          | to      | seen by    # here
    #     v1 | Bill Clinton | Vietnam | Ann
    facts:
      visit:
        - {id: v1, who: Bill Clinton, to: Vietnam, date: 2000}
A good deck
    # Its sheet has the columns of the kind:
    #     id | who          | to      | note
    #     v1 | Bill Clinton | Vietnam | seen by Ann
    facts:
      visit:
        - {id: v1, who: Bill Clinton, to: Vietnam, date: 2000, note: seen by Ann}
Fix
    By hand: the line below the problem says what to change in the file; then import again.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK951"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"
find = None
