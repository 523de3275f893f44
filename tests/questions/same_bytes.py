"""Print a digest of questions: run by `test_same_bytes.py` under each interpreter."""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path

from quizkit.decks import load
from quizkit.model import Deck
from quizkit.questions.ask import Asker
from quizkit.questions.material import Wish
from quizkit.values.relations import plain
from tests.bench.generation import deck

ROOT = Path(__file__).parents[2]
MOST_FACTS, MOST_QUESTIONS = 200, 2_000


def lines(made: Deck) -> Iterator[str]:
    """Yield each question in each form, asked twice: at first sight, and with a confusion."""
    asker = Asker(made)
    for facet in asker.planner.facets:
        for form in sorted(asker.forms(facet), key=lambda form: form.value):
            first = asker.question(facet, form, seed=f"7:{facet}:0")
            confused = dict.fromkeys(first.options[:1], 1.5)
            wish = Wish(avoid_stem=first.stem, close=0.9, confused=confused, lures=3)
            for question in (first, asker.question(facet, form, seed=f"7:{facet}:1", wish=wish)):
                lures = [[plain(lure.value), lure.why, lure.fact] for lure in question.lures]
                row = [facet, form.value, question.stem, question.options, question.keys]
                yield json.dumps([*row, question.answer, lures], ensure_ascii=False)


def digests() -> dict[str, str]:
    """Return a digest for a small deck, for one made by chance, and for a bundled one."""
    decks = {
        "small": load(ROOT / "tests/data/decks/small.yaml"),
        "made": deck(MOST_FACTS),
        "bundled": load(ROOT / "decks/vietnam-us"),
    }
    return {
        name: sha256("\n".join(islice(lines(made), MOST_QUESTIONS)).encode()).hexdigest()[:16]
        for name, made in decks.items()
    }


if __name__ == "__main__":
    json.dump(digests(), sys.stdout)
