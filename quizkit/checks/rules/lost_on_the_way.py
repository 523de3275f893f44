"""QK905 explanation, source, tolerance, partial credit or some right wordings lost

What it finds
    An export whose target asks the question, but holds less of it than the deck: no unit beside a
    number, only some spellings of a right answer, a list of answers in few of its orders.
Why it matters
    A learner may be marked wrong there for what quizkit takes for right. House rule.
A bad deck
    facts:
      measure:
        - {of: Huong, value: 80 km}    # here
        - {of: Thames, value: 346 km}
A good deck
    facts:
      visit:
        - {who: Bill Clinton, to: Vietnam, date: 2000}
Fix
    By hand, if at all: say in the wording which unit is wanted; ask lists by select; or choose a
    format that holds more.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK905"
SEVERITY = Severity.NOTE
PROFILE = "practice"
FIX = "-"
find = None
