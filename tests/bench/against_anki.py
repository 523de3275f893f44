"""The next question and a durable answer: quizkit against Anki's own backend.

    python tests/bench/against_anki.py [--pairs 5] [--answers 500] [--cards 10000] [--folder DIR]

Needs Anki's library beside quizkit: `pip install anki==26.9.3`, best in an environment of its own
(its licence is the AGPL; quizkit neither needs nor ships it). Without it the bench says so and
ends.

Both sides run in turn, in fresh processes, on one disk: a collection of as many cards as the deck
has facets, 2,000 of them due. A round is from an answer to the next question: the answer judged and
committed, the next one chosen and made ready to be shown (Anki: `answer_card` with its undo,
`get_queued_cards`, the card's text rendered; quizkit: the answer with its feedback, the next
question worded and with its options). Both keep an SQLite store in WAL mode with
synchronous=FULL, which the bench asks of either, so each answer waits for the disk once; with its
line files quizkit waits twice. Bar: at most 0.6 of Anki's time at p50 and p99.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
BAR = 0.6
DUE = 2_000
MEASURES = ("p50", "p99", "p50 of the answer", "p50 of all CPU")
SIDES = ("anki", "quizkit", "quizkit with line files")
NOW = datetime.fromisoformat("2026-06-01T08:00:00+07:00")
DAY_MS = 86_400_000


class Round(NamedTuple):
    """The time of a round [ms]: whole, up to the saved answer, and what of it was CPU."""

    whole: float
    saved: float
    cpu: float


def rounds(step: Callable[[int], float], answers: int) -> list[Round]:
    """Time so many rounds."""
    found = []
    for n in range(answers):
        start, cpu = time.perf_counter(), time.process_time()
        saved = step(n)
        whole, cpu = time.perf_counter() - start, time.process_time() - cpu
        found.append(Round(1000 * whole, 1000 * (saved - start), 1000 * cpu))
    return found


def anki(folder: Path, answers: int, cards: int) -> tuple[list[Round], str]:
    """Return the times of Anki's backend, and how durable it is."""
    from anki.collection import AddNoteRequest, Card, Collection
    from anki.scheduler.v3 import CardAnswer

    col = Collection(str(folder / "collection.anki2"))
    col.set_config("fsrs", True)
    deck = col.decks.id("bench")
    kind = col.models.by_name("Basic")
    notes = []
    for n in range(cards):
        note = col.new_note(kind)
        note["Front"], note["Back"] = f"Who led the delegation {n} of {1900 + n % 99}?", f"Ann {n}"
        notes.append(AddNoteRequest(note, deck))
    col.add_notes(notes)
    col.sched.set_due_date(list(col.find_cards("deck:bench"))[:DUE], "0")
    conf = col.decks.config_dict_for_deck_id(deck)
    conf["new"]["perDay"] = conf["rev"]["perDay"] = 9_999
    col.decks.update_config(conf)
    col.decks.select(deck)

    def shown() -> tuple[Card, object]:
        queued = col.sched.get_queued_cards().cards[0]
        card = Card(col)
        card._load_from_backend_card(queued.card)
        card.start_timer()
        assert card.question()
        return card, queued.states

    here = [shown()]

    def step(n: int) -> float:
        card, states = here[0]
        rating = CardAnswer.AGAIN if n % 5 == 0 else CardAnswer.GOOD
        col.sched.answer_card(col.sched.build_answer(card=card, states=states, rating=rating))
        saved = time.perf_counter()
        here[0] = shown()
        return saved

    found = rounds(step, answers)
    assert col.undo_status().undo == "Answer Card"
    assert col.db.scalar("select count() from revlog") >= answers
    mode, sync = (col.db.scalar(f"pragma {name}") for name in ("journal_mode", "synchronous"))
    col.close()
    return found, f"{mode}, synchronous={sync}"


def quizkit(folder: Path, answers: int, cards: int, *, copies: bool) -> tuple[list[Round], str]:
    """Return the times of quizkit, and how durable it is."""
    from quizkit.model import Answer, Next, QuestionView
    from quizkit.practice.clock import FixedClock
    from quizkit.practice.study import Study
    from quizkit.questions.ask import Asker
    from quizkit.session.sitting import Wish
    from quizkit.store.log import open_log

    asker, clock = Asker(decks(cards)), FixedClock(NOW)
    facets = list(asker.planner.facets)[:cards]
    with open_log(folder / "log.db", learner="mai", copies=copies) as log:
        for first in range(0, DUE, 500):
            drafts = list(old(facets[first : first + 500]))
            log.append(drafts, at=clock.at() - 9 * DAY_MS + first * 1_000, off=420)
    with open_log(folder / "log.db", learner="mai", copies=copies) as log:
        run = Study([asker], log, wish=Wish(minutes=0), clock=clock, state=folder / "state")
        run.begin()

        def step(n: int) -> float:
            clock.move(seconds=5)
            run.act(Answer(reply(run, right=n % 5 != 0)))
            saved = time.perf_counter()
            clock.move(seconds=1)
            assert isinstance(run.act(Next()), QuestionView)
            return saved

        found = rounds(step, answers)
        mode, sync = (log._connection.pragma(name) for name in ("journal_mode", "synchronous"))
        assert len(log.last("review", DUE + answers)) >= DUE + answers
    return found, f"{mode}, synchronous={sync}"


def decks(cards: int):
    """Return a deck of about so many facets."""
    from tests.bench.generation import deck

    return deck(round(cards / 2.9))


def old(facets: list[str]) -> Iterator[object]:
    """Return a right answer to each of some facets."""
    from quizkit.model import Draft

    for facet in facets:
        body = {
            "sitting": None,
            "facet": facet,
            "form": "choice",
            "seed": "7",
            "stem": "Who led the delegation?",
            "options": ["Ann", "Bo", "Cy"],
            "response": [0],
            "score": 1_000_000,
            "rating": 3,
            "override": None,
            "ms": 4_000,
            "hints": 0,
            "key": "0123456789abcdef",
        }
        yield Draft("review", body)


def reply(run, *, right: bool) -> str:
    """Return a right or a wrong response to what is on the screen."""
    question = run.sitting.screen.question
    if not question.options:
        return question.answer if right else "nobody at all"
    keys = [key + 1 for key in question.keys]
    others = [n + 1 for n in range(len(question.options)) if n + 1 not in keys]
    return " ".join(map(str, keys)) if right or not others else str(others[0])


def side(name: str, options: argparse.Namespace) -> None:
    """Measure one side in this process, print its times."""
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        place = Path(folder)
        if name == "anki":
            found, durable = anki(place, options.answers, options.cards)
        else:
            copies = name.endswith("files")
            found, durable = quizkit(place, options.answers, options.cards, copies=copies)
    print(json.dumps({"times": found, "durable": durable}))


def run(name: str, options: argparse.Namespace) -> tuple[dict[str, float], str]:
    """Return what a side takes in a fresh process [ms], and how durable it is."""
    argv = [sys.executable, __file__, "--side", name, "--answers", str(options.answers)]
    argv += ["--cards", str(options.cards)]
    argv += ["--folder", str(options.folder)] if options.folder else []
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(argv, capture_output=True, text=True, check=False, env=environ)
    if done.returncode:
        sys.exit(done.stderr)
    found = json.loads(done.stdout.splitlines()[-1])
    whole, saved, cpu = (sorted(times) for times in zip(*found["times"], strict=True))
    middle = len(whole) // 2
    late = len(whole) * 99 // 100
    times = (whole[middle], whole[late], saved[middle], cpu[middle])
    return dict(zip(MEASURES, times, strict=True)), found["durable"]


def main(options: argparse.Namespace) -> int:
    """Print what was measured; 1 if the bar is missed."""
    if find_spec("anki") is None:
        print("Anki's library is not installed here (pip install anki==26.9.3): nothing measured")
        return 0
    from importlib.metadata import version

    import apsw

    print(
        f"Python {platform.python_version()}, anki {version('anki')}, SQLite of quizkit "
        f"{apsw.sqlite_lib_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(f"{options.answers} answers, {options.cards} cards or facets, {DUE} due")
    rows: dict[str, list[dict[str, float]]] = {name: [] for name in SIDES}
    durable = {}
    for _ in range(options.pairs):
        for name in SIDES:
            times, durable[name] = run(name, options)
            rows[name].append(times)
    for name in SIDES:
        p50, p99, saved, cpu = (
            statistics.median(row[what] for row in rows[name]) for what in MEASURES
        )
        print(
            f"{name:23} p50 {p50:6.2f} ms  p99 {p99:6.2f} ms; p50 of the answer {saved:.2f} ms, "
            f"of all CPU {cpu:.2f} ms ({durable[name]})"
        )
    is_met = True
    for name in SIDES[1:]:
        for what in MEASURES:
            pairs = zip(rows[name], rows["anki"], strict=True)
            ratios = [mine[what] / theirs[what] for mine, theirs in pairs]
            median = statistics.median(ratios)
            said = ""
            if what in ("p50", "p99"):
                is_met = is_met and median <= BAR
                said = f", bar {BAR:g} {'met' if median <= BAR else 'MISSED'}"
            span = f"{min(ratios):.2f} .. {max(ratios):.2f}"
            print(f"{name} / anki, {what}: {median:.2f} ({span}){said}")
    return 0 if is_met else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--answers", type=int, default=500)
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where the stores are made")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        side(chosen.side, chosen)
    else:
        sys.exit(main(chosen))
