"""Search of 100,000 facts by their words, against Anki's own search of as many notes.

    python tests/bench/search.py --anki PYTHON [--facts 100000] [--pairs 9]

PYTHON is the interpreter of an environment in which `pip install anki` was run: the peer is no part
of this project's own environment. Both sides hold the same sentences and stay open; a pair is one
search on each, in turn, and the figure is the median of the pairs' ratios. Anki answers with the
numbers of all notes; quizkit with the best 20 facts, sentence and place included.

Bar: 0.05 for each kind of words.
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
from collections.abc import Iterator
from pathlib import Path
from random import Random

import apsw

from quizkit.store.search import Entry, FactIndex

BAR = 0.05
FIRST = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "John",
    "George",
    "Mary",
    "Anna",
    "Karl",
    "Ivan",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Ngô",
]
PLACES = ["Hà Nội", "Đà Nẵng", "Huế", "Paris", "Geneva", "Washington", "Hải Phòng", "Cần Thơ"]

QUERIES = {
    "rare": (["77345"], "77345"),
    "one in 3,000": (["geneva"], "geneva"),
    "in every fact": (["delegation"], "delegation"),
    "two words": (["john", "geneva"], "john geneva"),
    "two words, both common": (["led", "to"], "led to"),
    "beginning, rare": (["gen"], "gen*"),
    "beginning, in every fact": (["deleg"], "deleg*"),
    "Vietnamese": (["Hà Nội"], '"Hà Nội"'),
    "Vietnamese without accents": (["ha noi"], '"nc:ha noi"'),
    "four words, two in every fact": (["the", "john", "to", "1990"], "the john to 1990"),
    "nothing": (["zzzzz"], "zzzzz"),
}
"""Kind of words to what quizkit and Anki are asked."""

PEER = """
import json, sys, time
from anki.collection import Collection, AddNoteRequest
from anki.buildinfo import version
col = Collection(sys.argv[1])
kind, deck = col.models.by_name("Basic"), col.decks.id("Default")
notes = []
for line in open(sys.argv[2], encoding="utf-8"):
    note = col.new_note(kind)
    note["Front"], note["Back"] = json.loads(line)
    notes.append(AddNoteRequest(note=note, deck_id=deck))
col.add_notes(notes)
print(version, flush=True)
for line in sys.stdin:
    query = json.loads(line)
    start = time.perf_counter()
    found = col.find_notes(query)
    print(json.dumps([time.perf_counter() - start, len(found)]), flush=True)
"""


def sentences(count: int) -> Iterator[tuple[str, str]]:
    """Yield sentences of usual size, each with its source."""
    rng = Random(7)

    def names(most: int, sizes: tuple[str, str], parts: int) -> list[str]:
        return [
            "".join(rng.choice(sizes[0]) + rng.choice(sizes[1]) for _ in range(parts)).title()
            for _ in range(most)
        ]

    last = names(4000, ("bcdghklmnprstv", "aeiouêôăđ"), 3)
    places = PLACES + names(3000, ("bcdghklmnprstv", "aeiou"), 4)
    for n in range(count):
        person = f"{rng.choice(FIRST)} {rng.choice(last)}"
        year = 1900 + rng.randrange(120)
        says = f"{person} led the delegation number {n} to {rng.choice(places)} in {year}."
        yield says, f"atlas p. {n % 300}"


class Peer:
    """Anki in its own process, asked line by line."""

    def __init__(self, python: str, folder: Path) -> None:
        argv = [python, "-c", PEER, str(folder / "peer.anki2"), str(folder / "notes.jsonl")]
        self._process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.version = self._line().strip()

    def find(self, query: str) -> tuple[float, int]:
        """Return how long a search took [s], and how many notes it found."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(query) + "\n")
        self._process.stdin.flush()
        seconds, found = json.loads(self._line())
        return seconds, found

    def close(self) -> None:
        """End it."""
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            sys.exit("the peer has died; is anki installed in that environment?")
        return line


def find(index: FactIndex, words: list[str]) -> tuple[float, int]:
    """Return how long a search took [s], and how many facts it returned."""
    start = time.perf_counter()
    found = index.find(words, places=["bench"])
    return time.perf_counter() - start, len(found)


def filled(folder: Path, facts: int) -> FactIndex:
    """Return an index of the sentences; they are written for the peer as well."""
    made = list(sentences(facts))
    lines = (json.dumps(each) + "\n" for each in made)
    (folder / "notes.jsonl").write_text("".join(lines), encoding="utf-8")
    index = FactIndex(folder / "search.db")
    start = time.process_time()
    index.put(
        "bench",
        (Entry("bench", f"f{n}", says, "b.yaml", n, more) for n, (says, more) in enumerate(made)),
        sources={},
        maker="bench",
    )
    size = (folder / "search.db").stat().st_size >> 20
    print(f"indexed {facts} facts: {time.process_time() - start:.1f} s of CPU, {size} MiB")
    return index


def main() -> int:
    """Print what was measured; exit 1 over the bar."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--anki", help="the Python of an environment with anki")
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=9)
    options = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(
        f"python {platform.python_version()}, SQLite {apsw.sqlite_lib_version()}, "
        f"{os.cpu_count()} cores, load {load:.2f}"
    )
    with tempfile.TemporaryDirectory() as name:
        index = filled(Path(name), options.facts)
        peer = Peer(options.anki, Path(name)) if options.anki else None
        print(f"anki {peer.version}" if peer else "anki: skipped, no --anki was given")
        print(f"{'words':30} {'found':>12} {'quizkit':>9} {'anki':>9}  ratio (least .. most)")
        worst = max(compare(index, peer, kind, options.pairs) for kind in QUERIES)
        index.close()
        if peer:
            peer.close()
    return int(worst > BAR)


def compare(index: FactIndex, peer: Peer | None, kind: str, pairs: int) -> float:
    """Print one line, and return the median of the ratios; 0 without a peer."""
    words, query = QUERIES[kind]
    mine, theirs, ratios = [], [], []
    for n in range(pairs + 1):  # the first warms up
        seconds, found = find(index, words)
        other, notes = peer.find(query) if peer else (0.0, 0)
        if n:
            mine.append(seconds * 1000)
            theirs.append(other * 1000)
            ratios.append(seconds / other if other else 0.0)
    ratio = statistics.median(ratios)
    print(
        f"{kind:30} {found:4} {notes:7} {statistics.median(mine):6.2f} ms "
        f"{statistics.median(theirs):6.1f} ms  {ratio:.4f} ({min(ratios):.4f} .. {max(ratios):.4f})"
    )
    return ratio


if __name__ == "__main__":
    sys.exit(main())
