"""An Anki package read: quizkit against Anki's own import.

    python tests/bench/anki_import.py [--notes 100000] [--pairs 3] [--command] [--folder DIR]

Needs Anki's library beside quizkit: `pip install anki==26.9.3`, best in an environment of its own
(its licence is the AGPL; quizkit neither needs nor ships it). Without it the bench says so and
ends.

Anki writes one package in each of its two forms: notes of its type Basic with formatting, line
breaks, entities, Vietnamese and tags. Then both sides take it in turn, in fresh processes: Anki
into an empty collection, quizkit into rows of a deck (`formats.anki_read.read`). What is measured
is the CPU of that alone, user and system, all threads. Bar: at most 1.2 of Anki's.

`--command` tells besides what the whole of `quizkit import FILE -o NEW.yaml` takes: it also writes
the deck, reads it again, verifies it, and looks for errors as `check` does; that has no bar.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
BAR = 1.2
FORMS = {"legacy": True, "newer": False}
SIDES = ("anki", "quizkit")
MAKER = "maker"


def notes(count: int) -> Iterator[tuple[str, str, str]]:
    """Yield front, back and tag of notes."""
    for n in range(count):
        front = f"What is the <b>meaning</b> of the word số {n}?"
        back = f"Meaning {n} &amp; more<br>as in the <i>example</i> {n * 7}" if n % 3 else f"no {n}"
        yield front, back, f"chapter{n % 40}"


def packages(folder: Path, count: int) -> None:
    """Let Anki write the packages."""
    from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions

    col = Collection(str(folder / "made.anki2"))
    kind, deck = col.models.by_name("Basic"), col.decks.id("bench")
    wanted = []
    for front, back, tag in notes(count):
        note = col.new_note(kind)
        note["Front"], note["Back"], note.tags = front, back, [tag]
        wanted.append(AddNoteRequest(note, deck))
    col.add_notes(wanted)
    for name, legacy in FORMS.items():
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=False, with_media=True, legacy=legacy
        )
        path = str(folder / f"{name}.apkg")
        col.export_anki_package(out_path=path, options=options, limit=None)
    col.close()


def anki(path: Path, count: int) -> float:
    """Return what Anki's import takes [s of CPU]."""
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        col = Collection(str(Path(folder) / "c.anki2"))
        options = ImportAnkiPackageOptions()
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        begin = time.process_time()
        log = col.import_anki_package(request)
        taken = time.process_time() - begin
        assert len(log.log.new) == count
        col.close()
    return taken


def quizkit(path: Path, count: int) -> float:
    """Return what reading takes [s of CPU]."""
    from quizkit.formats.anki.reading import read

    data = path.read_bytes()
    begin = time.process_time()
    draft = read({path.name: data}, path.name)
    taken = time.process_time() - begin
    [sheet] = draft.book.sheets
    assert len(sheet.lines) == count
    first = {"q": "What is the meaning of the word số 0?", "a": "no 0", "tags": "chapter0"}
    assert first.items() <= sheet.lines[0].cells.items()
    return taken


def side(name: str, path: Path, count: int) -> None:
    """Measure one side in this process, print what it takes."""
    if name == MAKER:
        packages(path, count)
        return
    taken = anki(path, count) if name == "anki" else quizkit(path, count)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([taken, peak]))


def run(name: str, path: Path, count: int) -> tuple[float, int]:
    """Return what a side takes in a fresh process [s of CPU], and its largest size [MB]."""
    argv = [sys.executable, __file__, "--side", name, "--folder", str(path)]
    argv += ["--notes", str(count)]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(argv, capture_output=True, text=True, check=False, env=environ)
    if done.returncode:
        sys.exit(done.stderr)
    return tuple(json.loads(done.stdout.splitlines()[-1])) if name != MAKER else (0, 0)


def command(path: Path) -> str:
    """Return what the whole command takes, and what it made."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        argv = [sys.executable, "-m", "quizkit", "import", str(path), "-o", f"{folder}/new.yaml"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        environ = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(argv, capture_output=True, text=True, check=False, env=environ)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        made = sum(each.stat().st_size for each in Path(folder).rglob("*") if each.is_file())
        said = f"exit code {done.returncode}, {made / 2**20:.1f} MiB written"
        return f"{taken:.1f} s of CPU, at most {after.ru_maxrss // 1024} MB, {said}"


def main(options: argparse.Namespace) -> int:
    """Print what was measured; 1 if the bar is missed."""
    if find_spec("anki") is None:
        print("Anki's library is not installed here (pip install anki==26.9.3): nothing measured")
        return 0
    from importlib.metadata import version

    print(
        f"Python {platform.python_version()}, anki {version('anki')}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}; {options.notes} notes"
    )
    is_met = True
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        run(MAKER, Path(folder), options.notes)
        for form in FORMS:
            path = Path(folder, f"{form}.apkg")
            rows = [
                [run(name, path, options.notes) for name in SIDES] for _ in range(options.pairs)
            ]
            ratios = [mine[0] / theirs[0] for theirs, mine in rows]
            for at, name in enumerate(SIDES):
                taken, peak = statistics.median(row[at][0] for row in rows), rows[0][at][1]
                print(f"{form:7} {name:8} {taken:5.2f} s of CPU, {peak} MB")
            median = statistics.median(ratios)
            is_met = is_met and median <= BAR
            said = f"bar {BAR:g} {'met' if median <= BAR else 'MISSED'}"
            span = f"{min(ratios):.2f} .. {max(ratios):.2f}"
            print(f"{form:7} quizkit / anki {median:.2f} ({span}), {said}")
            if options.command:
                print(f"{form:7} the whole command: {command(path)}")
    return 0 if is_met else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--command", action="store_true", help="time the whole command, too")
    parser.add_argument("--folder", type=Path, help="where the packages are made")
    parser.add_argument("--side", choices=(*SIDES, MAKER), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        side(chosen.side, chosen.folder, chosen.notes)
    else:
        sys.exit(main(chosen))
