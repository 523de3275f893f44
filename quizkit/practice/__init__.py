"""Practice: joins decks, log, engine and clock, for every front end alike.

A front end sends an action and shows the view that comes back; when it does, the answer is on
disk. `study.Study` is a sitting, `quiz.Quiz` a run without memory, `reports` tells what is due,
why, and takes answers back.
"""
