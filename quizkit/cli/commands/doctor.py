"""`quizkit doctor`: examine the installation and the log."""

import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from quizkit.cli.exits import STORE, writing
from quizkit.cli.extended import added
from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, examples
from quizkit.practice.crash import own_version, version

if TYPE_CHECKING:
    from quizkit.store.salvage import Lost, Salvaged

_SHOWN = 5
_TELL = "tell its author, or take the package out; all else works without it"
_FAR, _NEAR, _WIDE = 26, 9, 60
"""Cells before a check's message, before its name, and from how many columns on the former."""


class Check(NamedTuple):
    """One thing that was looked at: what was found, and what to do about it."""

    name: str
    ok: bool
    message: str
    do: str = ""


@click.command(epilog=examples("quizkit doctor", "quizkit doctor --salvage saved.db"))
@click.option(
    "--salvage",
    "target",
    metavar="NEWFILE",
    type=click.Path(path_type=Path),
    help="Write a new log of all that can be proved; the log stays as it is.",
)
@as_json
@click.pass_obj
def doctor(cli: Cli, /, *, target: Path | None, as_json: bool) -> int:
    """Examine the installation, the log, its second copy and its backups. Nothing is changed.

    Exit code 0 if all is well, 1 if not, 5 if the log cannot be opened.
    With --salvage: 0 if nothing is missing, 1 if something is, 3 if NEWFILE cannot be
    written, 5 if nothing could be saved.
    """
    if target is not None:
        return _salvage(cli, target, as_json=as_json)
    found = [*_installation(cli), *_log(cli)]
    ok = all(check.ok for check in found)
    if as_json:
        cli.out.json({"v": 1, "ok": ok, "checks": [dict(check._asdict()) for check in found]})
    for check in found if not as_json else ():
        _print(cli, check)
    if any(check.name == "open" and not check.ok for check in found):
        return STORE
    return 0 if ok else 1


def _print(cli: Cli, check: Check) -> None:
    """Print a check; in few columns what was found and what to do stand below its name."""
    sign, style = ("✓ ok   ", "green") if check.ok else ("✗ fault", "red")
    is_narrow = 0 < cli.out.columns < _WIDE
    hang = _NEAR if is_narrow else _FAR
    line = f"{sign}  {check.name:<15}  {check.message}"
    cli.out.say(line, style=style, head=len(sign), hang=hang)
    if check.do:
        cli.out.say(f"{'':{hang}}{check.do}")


def _salvage(cli: Cli, target: Path, *, as_json: bool) -> int:
    from quizkit.store.salvage import salvage

    with writing(target):
        saved = salvage(cli.log_file, target)
    if as_json:
        lost = [
            {"device": each.device, "missing": [list(gap) for gap in each.missing]}
            for each in saved.lost
        ]
        told = {"file": str(target), "events": saved.events, "from": dict(saved.sources)}
        cli.out.json({"v": 1, **told, "lost": lost, "unread": list(saved.unread)})
    else:
        _tell_salvaged(cli, target, saved)
    return 1 if saved.lost else 0


def _tell_salvaged(cli: Cli, target: Path, saved: "Salvaged") -> None:
    sources = ", ".join(f"{count} from {where}" for where, count in saved.sources)
    cli.out.say(f"{saved.events} events are saved in {target}: {sources}")
    for place in saved.unread:
        cli.out.say(f"not readable: {place}")
    for lost in saved.lost:
        cli.out.say(f"missing: {lost.events} events of device {lost.device}: {_gaps(lost)}")
    if not saved.lost:
        cli.out.say("no gap is left in any device's events")
    cli.out.say(f"{cli.log_file} is as it was. To go on with the new log: close quizkit, move the")
    cli.out.say("old file and its -wal aside, and give the new one its name.")


def _gaps(lost: "Lost") -> str:
    shown = [
        str(first) if first == last else f"{first} to {last}"
        for first, last in lost.missing[:_SHOWN]
    ]
    return ", ".join(shown) + (", .." if len(lost.missing) > _SHOWN else "")


def _well(name: str, message: str) -> Check:
    return Check(name, ok=True, message=message)


def _installation(cli: Cli) -> Iterator[Check]:
    import apsw
    import yaml

    yield _well("quizkit", f"{own_version()}, on Python {platform.python_version()}")
    yield _well("sqlite", f"{apsw.sqlite_lib_version()}, brought by apsw {version('apsw')}")
    fast = getattr(yaml, "__with_libyaml__", False)
    slow = "without libyaml, so that large decks load slowly"
    yield _well("yaml", f"PyYAML {version('PyYAML')}, {'with libyaml' if fast else slow}")
    for each in added():
        yield Check(each.what, each.ok, each.told, "" if each.ok else _TELL)
    if sys.dont_write_bytecode:
        yield _well("bytecode", "PYTHONDONTWRITEBYTECODE is set: every start is slow")
    there = "" if cli.settings.config.is_file() else " is not there; the defaults hold"
    yield _well("settings", f"{cli.settings.config}{there}{_also(cli)}")
    said = " (QUIZKIT_NOW sets where it starts)" if cli.clock.start else ""
    yield _well("clock", f"{cli.clock.now().isoformat(timespec='seconds')}{said}")


def _also(cli: Cli) -> str:
    return f" and {cli.settings.project}" if cli.settings.project else ""


def _log(cli: Cli) -> Iterator[Check]:
    if not cli.log_file.exists():
        yield _well("log", f"{cli.log_file} is not there yet; the first study makes it")
        yield _writable(cli.log_file)
        return
    from quizkit.store.doctor import examine

    yield _well("log", str(cli.log_file))
    found = examine(cli.log_file, now=int(cli.clock.now().timestamp() * 1000))
    for check in found:
        yield Check(*check)
    yield _writable(cli.log_file)
    if all(check.ok for check in found):
        yield from _learners(cli)


def _writable(log: Path) -> Check:
    """Tell whether answers can be saved; no fault of the log, but nothing can be learned."""
    folder = next(each for each in log.absolute().parents if each.exists())
    for place in (log, folder) if log.exists() else (folder,):
        if not os.access(place, os.W_OK):
            do = "give yourself the right to write the log and its folder, or name another log"
            return Check("writable", ok=False, message=f"you may not write {place}", do=do)
    return _well("writable", "answers can be saved")


def _learners(cli: Cli) -> Iterator[Check]:
    """Tell of learners whose answers no name leads to; a lone one needs none."""
    from quizkit.practice.learner import unnamed
    from quizkit.store.learners import learners

    ids = learners(cli.log_file)
    lost = unnamed(cli.settings, ids) if len(ids) > 1 else ()
    if lost:
        message = f"{len(ids)}, of whom these have no name: {', '.join(lost)}"
        yield Check("learners", ok=True, message=message, do="`--learner ID` shows their answers")
