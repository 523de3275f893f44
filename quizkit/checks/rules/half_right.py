"""QK954 import: partial credit, wildcard or tolerance dropped

What it finds
    An answer of an imported question that earns only part of the marks, an answer with a `*` that
    stands for anything, and a number that may be further off than half a unit of its last digit.
    The question is taken without it.
Why it matters
    Here an answer is right or wrong: a half mark that became a whole one, or none, would teach
    something false. House rule.
A bad deck
    # In the imported file a second answer earned half of the marks:    # here
    #     Who led the delegation of 1992? {=John Kerry =%50%Kerry}
    cards:
      - {id: d1, q: "Who led the delegation of 1992?", a: John Kerry}
A good deck
    # What is as right stands in `also`, what is wrong in `wrong`:
    cards:
      - {id: d1, q: "Who led the delegation of 1992?", a: John Kerry, also: [Kerry]}
Fix
    By hand: decide whether such an answer is right or wrong, and write it into the card.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK954"
SEVERITY = Severity.WARNING
PROFILE = "practice"
FIX = "-"
find = None
