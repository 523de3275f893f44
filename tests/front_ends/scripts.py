"""What a learner does, as data: each script is played through every front end.

A step is a word or two. Answers: `right`, `wrong`, `slip`, `unclear`, `partly`, `mix up` (with the
answer of another facet), `unknown`. Beside a question: `hint`, `skip`, `put off`, `suspend`,
`flag WORDS`, `pause`, `go on`, `undo`, `redo`, `reveal`. After the answer: `rate N`, `override`,
`evidence`, `why`, `next`. At the end: `retry`, `more`, `contrast`. From outside: `restart` kills
the front end and starts it again; `wait N` lets N seconds go by.
"""

from typing import NamedTuple

from quizkit.model import Form


class Script(NamedTuple):
    """A script.

    Attributes:
        steps: What is done, with commas between.
        deck: A name of `bench.DECKS`.
        form: The form wished for.
        minutes: The time box; 0: none.
        extra: What is asked early.
        known: Facets answered right, typed, some days before.
        away: So many days before.
    """

    steps: str
    deck: str = "trips"
    form: Form | None = None
    minutes: int = 0
    extra: str = ""
    known: int = 0
    away: int = 9


SCRIPTS = {
    "choice": Script(
        "right, next, wrong, why, evidence, next, unknown, next, hint, right, rate 4, next, right"
    ),
    "true-false": Script("right, next, wrong, override, next, right, rate 2", form=Form.TRUE_FALSE),
    "typed": Script(
        "right, next, slip, next, unclear, right, next, wrong, rate 3, next, hint, right, next, "
        "unknown, undo, right",
        deck="long names",
        form=Form.TYPED,
    ),
    "cloze": Script("right, next, wrong, override, next, hint, wrong", form=Form.CLOZE),
    "select": Script("right, next, partly, rate 3, undo, right", deck="pacts", form=Form.SELECT),
    "order": Script(
        "wrong, rate 3, next, right", deck="fairs", form=Form.ORDER, extra="weak", known=99, away=40
    ),
    "match": Script(
        "partly, override, undo, right, next, skip, put off",
        deck="leaders",
        form=Form.MATCH,
        extra="weak",
        known=99,
        away=40,
    ),
    "flip": Script(
        "reveal, rate 3, next, reveal, rate 1, rate 2, next, undo, reveal, rate 4", form=Form.FLIP
    ),
    "undo and redo over restarts": Script(
        "right, next, wrong, next, restart, undo, restart, redo, right, undo, undo, right, redo"
    ),
    "aside": Script(
        "skip, put off, flag the year is wrong, suspend, undo, pause, wait 900, go on, right, "
        "pause, go on, suspend, right, flag no such man, next, put off, wrong"
    ),
    "aside while typing": Script(
        "skip, put off, flag odd, suspend, undo, pause, go on, right, next, undo, redo, right",
        form=Form.TYPED,
    ),
    "killed in a pause": Script("wait 5, pause, wait 90, restart, wait 5, right, next, wrong"),
    "once more and more": Script(
        "wrong, next, wait 60, right, next, right, next, retry, right, next, more, right, next, "
        "wait 60, right, undo, wrong",
        minutes=1,
    ),
    "the pair mixed up": Script(
        "mix up, next, wait 60, right, next, right, next, contrast, right, next, retry, restart, "
        "right, next",
        form=Form.TYPED,
        minutes=1,
        known=6,
        away=30,
    ),
}
