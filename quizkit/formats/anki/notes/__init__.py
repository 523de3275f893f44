"""What Anki packages say: opened within limits, notes made into cards and facts.

`package` opens, `tables` reads, `templates` and `clozes` understand, `rows` and `kinds` make.
"""
