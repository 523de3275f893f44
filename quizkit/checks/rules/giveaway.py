"""QK308 only what gives the answer away would tell the facts apart

What it finds
    A question whose only telling part or date precision holds the answer.
Why it matters
    Printed, it would ask what it says; left out, two answers fit. Source: Haladyna, Downing &
    Rodriguez (2002), on clues to the answer.
A bad deck
    kinds:
      bridge:
        called: "the bridge[ called {nickname}]"
        roles:
          river: {is: name, ask: "Which river does {it} cross?"}
          nickname: text
    facts:
      bridge:
        - {river: Huong, nickname: the Huong crossing}    # here
        - {river: Hong, nickname: the Hong crossing}
A good deck
    kinds:
      bridge:
        called: "the bridge[ called {nickname}]"
        roles:
          river: {is: name, ask: "Which river does {it} cross?"}
          nickname: text
    facts:
      bridge:
        - {river: Huong, nickname: the silver arch}
        - {river: Hong, nickname: the iron dragon}
Fix
    By hand: add a part to the wording that differs and does not hold the answer.
Options
    none
"""

from collections.abc import Iterator

from quizkit.checks.blocked import collisions
from quizkit.checks.context import Context, Finding
from quizkit.model import Severity

CODE = "QK308"
SEVERITY = Severity.ERROR
PROFILE = "practice"
FIX = "-"


def find(context: Context) -> Iterator[Finding]:
    """Yield facts that only the answer itself tells apart."""
    yield from collisions(context, CODE, SEVERITY)
