"""An Anki package of 10,000 questions: quizkit against genanki and Anki's own library.

    python tests/bench/anki_export.py [--questions 10000] [--runs 5]

Needs genanki and, for its line, Anki's library beside quizkit (`pip install anki==26.9.3`; its
licence is the AGPL; quizkit neither needs nor ships it). Questions are drawn once, of facts made by
chance (`generation.py`). Then each side writes the same notes into a package, in turn, each time in
a fresh process; imports are not counted. The peers are given the fields as they stand in the
package; quizkit begins with the questions, so that it alone makes HTML, tags and losses of them. In
its second line it reads the package that is written over besides, which no peer does: that line has
no bar. Anki's library adds the notes to an empty collection and exports it as the older kind of
package, which is what the other two write.

CPU is user plus system. The figure is the median of the runs' ratios, with the smallest and the
largest. Bars: 1.15 times genanki, 0.5 times Anki.
"""

import argparse
import json
import os
import pickle
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

BARS = {"genanki": 1.15, "anki": 0.5}
AT = 1_780_272_000
QUIZKIT, OVER = "quizkit", "quizkit over a package"
SIDES = (*BARS, QUIZKIT, OVER)
ROOT = Path(__file__).parents[2]


def prepared(folder: Path, count: int) -> int:
    """Write so many questions, and the notes that quizkit makes of them; return how many."""
    from generation import deck

    from quizkit.formats.anki import writing as anki
    from quizkit.formats.anki.fields import fields, tags
    from quizkit.formats.posing import Wish, pose
    from quizkit.questions.ask import Asker

    asker = Asker(deck(max(20, count * 2 // 5)))
    wish = Wish(most=count, at=AT)
    posing = pose(asker, order=anki.ORDER, wish=wish, target="anki")
    notes = [(each.id, tags(each), fields(each, asker)) for each in posing.questions]
    (folder / "notes.json").write_text(json.dumps(notes))
    (folder / "posing").write_bytes(pickle.dumps((asker.deck, posing._replace(asker=None))))  # type: ignore[arg-type]
    (folder / "before.apkg").write_bytes(anki.write(posing).files[""])
    return len(notes)


def genanki(folder: Path) -> float:
    """Return what genanki takes [s of CPU]."""
    import genanki as peer

    from quizkit.formats.anki import look as anki_look
    from quizkit.formats.anki.fields import FIELDS

    notes = json.loads((folder / "notes.json").read_text())
    start = time.process_time()
    model = peer.Model(
        anki_look.MODEL,
        anki_look.NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": anki_look.FRONT, "afmt": anki_look.BACK}],
        css=anki_look.CSS,
    )
    deck = peer.Deck(7, "quizkit::Big")
    for guid, tags, fields in notes:
        deck.add_note(peer.Note(model, fields, tags=tags, guid=guid))
    peer.Package(deck).write_to_file(folder / "genanki.apkg", timestamp=AT)
    return time.process_time() - start


def anki(folder: Path) -> float:
    """Return what Anki's library takes [s of CPU]."""
    from anki.collection import (
        AddNoteRequest,
        Collection,
        DeckIdLimit,
        ExportAnkiPackageOptions,
    )

    from quizkit.formats.anki import look as anki_look
    from quizkit.formats.anki.fields import FIELDS

    notes = json.loads((folder / "notes.json").read_text())
    start = time.process_time()
    col = Collection(str(folder / "collection.anki2"))
    model = col.models.new(anki_look.NAME)
    for name in FIELDS:
        col.models.add_field(model, col.models.new_field(name))
    template = col.models.new_template("Card")
    template["qfmt"], template["afmt"] = anki_look.FRONT, anki_look.BACK
    col.models.add_template(model, template)
    model["css"] = anki_look.CSS
    model["id"] = col.models.add_dict(model).id
    deck = col.decks.id("quizkit::Big")
    requests = []
    for guid, tags, fields in notes:
        note = col.new_note(model)
        note.guid, note.tags, note.fields = guid, tags, fields
        requests.append(AddNoteRequest(note, deck))
    col.add_notes(requests)
    options = ExportAnkiPackageOptions(
        with_scheduling=False, with_deck_configs=False, with_media=False, legacy=True
    )
    out = str(folder / "anki.apkg")
    assert col.export_anki_package(out_path=out, limit=DeckIdLimit(deck), options=options)
    col.close()
    return time.process_time() - start


def quizkit(folder: Path, *, over: bool) -> float:
    """Return what quizkit takes [s of CPU].

    Args:
        folder: Where the questions are.
        over: A package is written over, and is read first.
    """
    from quizkit.formats.anki import writing as side
    from quizkit.questions.ask import Asker

    deck, posing = pickle.loads((folder / "posing").read_bytes())  # our own
    asker = Asker(deck)
    before = (folder / "before.apkg").read_bytes() if over else None
    start = time.process_time()
    written = side.write(posing._replace(asker=asker, before=before))
    (folder / "quizkit.apkg").write_bytes(written.files[""])
    return time.process_time() - start


def measured(side: str, folder: Path) -> float:
    """Return what a side takes in a fresh process [s of CPU]."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        for file in folder.glob("*.*"):
            if file.is_file():
                Path(own, file.name).symlink_to(file)
        Path(own, "posing").symlink_to(folder / "posing")
        command = [sys.executable, __file__, "--side", side, "--folder", own]
        environ = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ)
    if done.returncode:
        sys.exit(done.stderr)
    return float(done.stdout)


def here(side: str, folder: Path) -> float:
    """Return what a side takes in this process [s of CPU]."""
    if side == "genanki":
        return genanki(folder)
    return anki(folder) if side == "anki" else quizkit(folder, over=side == OVER)


def compared(found: dict[str, list[float]], peer: str) -> bool:
    """Print a ratio for each way that quizkit writes; return whether the bar is met."""
    medians = {}
    for side in (QUIZKIT, OVER):
        ratios = [mine / other for mine, other in zip(found[side], found[peer], strict=True)]
        medians[side] = statistics.median(ratios)
        said = ""
        if side == QUIZKIT:
            said = f", bar {BARS[peer]:g} {'met' if medians[side] <= BARS[peer] else 'MISSED'}"
        print(
            f"{side} / {peer}: {medians[side]:.2f} ({min(ratios):.2f} .. {max(ratios):.2f}){said}"
        )
    return medians[QUIZKIT] <= BARS[peer]


def main(options: argparse.Namespace) -> int:
    """Print what was measured; 1 if a bar is missed."""
    sides = [side for side in SIDES if side.startswith(QUIZKIT) or find_spec(side)]
    there = [f"{name} {version(name)}" for name in ("apsw", *BARS) if find_spec(name)]
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(
        f"Python {platform.python_version()}, {', '.join(there)}, {os.cpu_count()} cores, "
        f"load {load:.1f}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{prepared(folder, options.questions):,} questions, {options.runs} runs")
        found: dict[str, list[float]] = {side: [] for side in sides}
        for _ in range(options.runs):
            for side in sides:
                found[side].append(measured(side, folder))
    for side in sides:
        times = found[side]
        span = f"{min(times):.3f} .. {max(times):.3f}"
        print(f"{side:23} {statistics.median(times):.3f} s of CPU ({span})")
    missing = [peer for peer in BARS if peer not in sides]
    for peer in missing:
        print(f"{peer} is not installed here (pip install {peer}): not compared")
    met = [compared(found, peer) for peer in BARS if peer in sides]
    return int(not all(met))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        print(here(chosen.side, chosen.folder))
    else:
        sys.exit(main(chosen))
