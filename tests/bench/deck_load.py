"""A deck from YAML text to nouns, beside PyYAML's C loader with a strict pydantic model.

    python tests/bench/deck_load.py [--facts 10000] [--pairs 5] [--kept]

With --kept ours is the deck from the cache folder, read there before.

Each side runs in a process of its own, in turn, after one warm-up pair; the figure is the median
of the pairs' ratios of CPU seconds, with the smallest and the largest.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
HEAD = """quizkit: 1
deck: bench
title: Delegations made for a benchmark
language: en
sources:
  archive: {title: A made-up archive, publisher: Nobody}
names:
  Hanoi: {is: city, in: Vietnam}
  United States: {is: country, the: yes, aka: [US, USA]}
kinds:
  delegation:
    called: "the [!{date} ]delegation[ to {to}]"
    says: "{leader} led {it}."
    roles:
      leader: {is: person, ask: "Who led {it}?"}
      date: {is: date, ask: "{when} did {leader} lead {it}?"}
      to: place
facts:
  delegation:
"""
WORDS = (
    "river",
    "harbour",
    "market",
    "winter",
    "treaty",
    "garden",
    "bridge",
    "mountain",
    "village",
)
GIVEN = ("Anna", "Bao", "Carl", "Dung", "Elena", "Frank", "Giang", "Hugo", "Iris", "Joan", "Khanh")
FAMILY = (
    "Abel",
    "Brandt",
    "Castro",
    "Doan",
    "Eriksen",
    "Fontaine",
    "Gruber",
    "Ho",
    "Ivanov",
    "Kim",
)


def made_deck(facts: int, seed: str = "bench") -> str:
    """Return a deck of so many facts, one flow map a line, about 420 bytes each."""
    rng = Random(seed)
    lines = [HEAD]
    for i in range(facts):
        who = f"{rng.choice(GIVEN)} {rng.choice(FAMILY)} {rng.randrange(facts // 4 + 1)}"
        when = f"{rng.randrange(1900, 2020)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 28):02}"
        note = " ".join(rng.choice(WORDS) for _ in range(40)).capitalize()
        tags = f"[{rng.choice(WORDS)}, {rng.choice(WORDS)}]"
        lines.append(
            f"    - {{id: f{i:05}, leader: {who}, to: {rng.choice(('Hanoi', 'Hue'))}, "
            f"date: {when}, source: archive p. {i}, note: {note}, tags: {tags}}}\n"
        )
    return "".join(lines)


def run_ours(path: Path) -> int:
    from quizkit import decks

    return len(decks.load(path).facts)


def run_kept(path: Path) -> int:
    from quizkit.decks.compiled import load_kept

    return len(load_kept(path, cache=path.parent).deck.facts)


def run_peer(path: Path) -> int:
    import yaml

    sys.path.insert(0, str(HERE))
    from peer_models import Deck

    with path.open(encoding="utf-8") as stream:
        deck = Deck.model_validate(yaml.load(stream, yaml.CSafeLoader))
    facts = deck.facts["delegation"]
    return len(facts) if isinstance(facts, list) else len(facts.facts)


def measured(side: str, path: Path) -> tuple[float, float]:
    """Return CPU seconds of the load alone (imports are done before) and peak memory [MB]."""
    code = (
        "import sys, resource, time\n"
        f"sys.path[:0] = [{str(HERE)!r}, {str(HERE.parents[1])!r}]\n"
        "from pathlib import Path\n"
        "import deck_load, yaml, peer_models, quizkit.decks.files\n"
        "path = Path(sys.argv[2])\n"
        "run = getattr(deck_load, 'run_' + sys.argv[1])\n"
        "start = time.process_time()\n"
        "facts = run(path)\n"
        "spent = time.process_time() - start\n"
        "print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, facts)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, side, str(path)], capture_output=True, text=True, check=True
    )
    spent, memory, _ = done.stdout.split()
    return float(spent), float(memory)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--facts", type=int, default=10_000)
    options.add_argument("--pairs", type=int, default=5)
    options.add_argument("--kept", action="store_true", help="ours from the cache folder")
    given = options.parse_args()
    side = "kept" if given.kept else "ours"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.yaml"
        path.write_text(made_deck(given.facts), encoding="utf-8")
        size = path.stat().st_size
        pairs = [(measured("peer", path), measured(side, path)) for _ in range(given.pairs + 1)]
    ratios = sorted(peer[0] / ours[0] for peer, ours in pairs[1:])
    memory = sorted(ours[1] / peer[1] for peer, ours in pairs[1:])
    peer_s = statistics.median(peer[0] for peer, _ in pairs[1:])
    ours_s = statistics.median(ours[0] for _, ours in pairs[1:])
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(f"{given.facts} facts, {size / 1e6:.1f} MB, {given.pairs} pairs")
    print(f"CSafeLoader + pydantic {peer_s:.3f} s CPU, quizkit {ours_s:.3f} s CPU")
    print(f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} .. {ratios[-1]:.2f})")
    print(f"memory {statistics.median(memory):.2f} of the peer's")


if __name__ == "__main__":
    main()
