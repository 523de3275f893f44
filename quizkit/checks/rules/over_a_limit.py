"""QK014 over one of the limits of a deck

What it finds
    A file, a value or a nesting that is larger than any deck needs: 16 MiB a file, 64 KiB a
    value, 64 levels, a million values.
Why it matters
    Files come from strangers too, and a few kilobytes of brackets can stop a program. House
    rule: limits are kept while reading, before any memory is taken.
A bad deck
    about:
      Hue:
        rivers: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
          [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[    # here
          Huong
          ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
A good deck
    about:
      Hue:
        rivers: Huong
Fix
    By hand: split the file with `include:`, shorten the text, or take the nesting out.
Options
    none
"""

from quizkit.model import Severity

CODE = "QK014"
SEVERITY = Severity.FATAL
PROFILE = "practice"
FIX = "-"
find = None
