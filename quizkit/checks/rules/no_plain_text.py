"""QK952 import: formatting, script, formula or media dropped

What it finds
    Something of an imported question that a text cannot hold: bold and italic, tables, links,
    pictures, sounds, scripts, hints, signs that nobody sees. The words stay; raised and lowered
    figures become such figures, and each sort of loss is told once, with its lines.
Why it matters
    A question about a picture that is gone has no answer. House rule.
A bad deck
    # In the imported file the question showed a picture:    # here
    #     What is this? <img src="bridge.png">
    cards:
      - {id: b1, q: "What is this?", a: the Long Bien Bridge}
A good deck
    # The question says what the picture showed:
    cards:
      - {id: b1, q: "Which iron bridge crosses the Red River in Hanoi?", a: the Long Bien Bridge}
Fix
    By hand: look at the cards of the lines that are named, and say in words what is missing.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK952"
SEVERITY = Severity.NOTE
PROFILE = "practice"
FIX = "-"
find = None
