"""From an edit in the editor to its problems: `quizkit lsp` over its standard streams.

    python tests/bench/lsp_edit.py [--facts 1000] [--edits 40] [--typing]

A deck is open in a real client. Each edit changes a line somewhere in it, in turn making a fault
and mending it; the figure is the time from sending it until the problems of that very version are
shown. With --typing the edits come at the pace of somebody who types (every 120 ms), whatever
still runs; else each waits until all rules have looked at the one before.
"""

import argparse
import asyncio
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

BAR_MS = 200.0
"""An edit in a deck of 1,000 facts is answered within this time [ms]."""

PACE_S = 0.12


def made_deck(facts: int) -> str:
    """Return the deck of the other benchmarks: one flow map a line, about 420 bytes each."""
    from tests.bench.deck_load import made_deck as made

    return made(facts)


Times = list[float]


async def measured(text: str, *, edits: int, typing: bool) -> tuple[Times, Times, float, float]:
    """Return the times [ms] of edits, of a completion after each, of the first look, and CPU."""
    from lsprotocol import types as lsp

    from tests.lsp.editor import Editor

    rng = Random("edits")
    quick: list[float] = []
    offers: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        uri = (Path(folder) / "deck.yaml").as_uri()
        editor = Editor()
        await editor.start()
        begun = time.perf_counter()
        identifier = editor.open(uri, text)
        await editor.until(lambda: editor.codes(uri) != ["?"])
        first = time.perf_counter() - begun
        lines = [n for n, line in enumerate(text.split("\n")) if line.startswith("    - {id:")]
        server = editor.client._server
        spent = cpu_ms(server.pid if server else 0)
        for number in range(edits):
            await asyncio.sleep(PACE_S if typing else 4.0 * len(lines) / 1_000)
            line = rng.choice(lines)
            old = editor.texts[uri][1].split("\n")[line]
            new = old.replace("date: 1", "date: x1") if number % 2 == 0 else old.replace("x1", "1")
            if old == new:
                new = old.replace("leader: ", "leader: N")
            begun = time.perf_counter()
            editor.type(uri, old, new)
            await editor.until(lambda: editor.codes(uri) != ["?"])
            quick.append(1e3 * (time.perf_counter() - begun))
            begun = time.perf_counter()
            place = lsp.Position(line, new.index("leader: ") + 9)
            await editor.client.text_document_completion_async(
                lsp.CompletionParams(identifier, place)
            )
            offers.append(1e3 * (time.perf_counter() - begun))
        spent = cpu_ms(server.pid if server else 0) - spent
        await editor.end()
    return quick, offers, 1e3 * first, spent / edits


def cpu_ms(pid: int) -> float:
    """Return the CPU time that a process has taken [ms]; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return 1e3 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(name: str, times: list[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[max(0, round(0.95 * len(ordered)) - 1)]
    figures = f"median {statistics.median(times):6.1f} ms  p95 {p95:6.1f} ms"
    return f"{name:<18} {figures}  most {ordered[-1]:6.1f} ms"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--facts", type=int, default=1_000)
    options.add_argument("--edits", type=int, default=40)
    options.add_argument("--typing", action="store_true")
    given = options.parse_args()
    text = made_deck(given.facts)
    found = asyncio.run(measured(text, edits=given.edits, typing=given.typing))
    quick, offers, first, spent = found
    load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"Python {platform.python_version()}, {load}")
    pace = "while typing" if given.typing else "each after all rules have looked"
    print(f"{given.facts} facts, {len(text) / 1e6:.1f} MB, {given.edits} edits, {pace}")
    print(f"first look {first:.0f} ms after the text was opened")
    print(told("edit to problems", quick))
    print(told("completion", offers))
    print(f"CPU of the server      {spent:.0f} ms an edit, with its completion and what rules ran")
    return int(statistics.median(quick) > BAR_MS)


if __name__ == "__main__":
    sys.exit(main())
