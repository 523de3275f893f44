"""What the shell offers at the tab key: decks, tags, kinds, facts, facets and codes.

A shell calls the program again for each press, so as little as possible is imported and decks are
taken from the cache. What cannot be read offers nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click
from click.shell_completion import CompletionItem, get_completion_class, split_arg_string

from quizkit.errors import QuizkitError

if TYPE_CHECKING:
    from quizkit.cli.frame import Cli
    from quizkit.model import Deck

VARIABLE: Final = "_QUIZKIT_COMPLETE"
"""Set by a shell that asks what could stand here."""

SHELLS: Final = ("bash", "zsh", "fish", "powershell")

MOST: Final = 500
"""Words that are offered at most."""


def answer(group: click.Command, frame: "Cli", instruction: str) -> int:
    """Print what a shell asked for, and return the exit code [0..1].

    Args:
        group: The program.
        frame: What its commands get.
        instruction: What the shell set `VARIABLE` to, such as "bash_complete".
    """
    from click.shell_completion import shell_complete

    return shell_complete(group, {"obj": frame}, "quizkit", VARIABLE, instruction)


def script(group: click.Command, shell: str) -> str:
    """Return the script that makes a shell ask this program.

    Args:
        group: The program.
        shell: One of `SHELLS`.
    """
    made = get_completion_class(shell)
    if made is None:
        raise ValueError(f"shell: {shell!r}, wanted one of {', '.join(SHELLS)}")
    known = made(group, {}, "quizkit", VARIABLE)
    return known.source_template % known.source_vars()


class Home(NamedTuple):
    """Where a shell looks for its completions, and what its user has still to do."""

    file: Path
    then: str


def home_of(shell: str, environ: Mapping[str, str]) -> Home:
    """Return where a shell looks.

    Args:
        shell: One of `SHELLS`.
        environ: The environment: XDG_DATA_HOME and XDG_CONFIG_HOME are looked at.
    """
    user = Path.home()
    data = Path(environ.get("XDG_DATA_HOME") or user / ".local" / "share")
    config = Path(environ.get("XDG_CONFIG_HOME") or user / ".config")
    anew = "open a new shell"
    match shell:
        case "bash":
            return Home(data / "bash-completion" / "completions" / "quizkit", anew)
        case "fish":
            return Home(config / "fish" / "completions" / "quizkit.fish", anew)
        case "zsh":
            folder = data / "zsh" / "site-functions"
            line = f"fpath=({folder} $fpath); autoload -Uz compinit; compinit"
            return Home(folder / "_quizkit", f"put this line into ~/.zshrc and {anew}: {line}")
        case _:
            file = data / "quizkit" / "completion.ps1"
            return Home(file, f"put this line into the file $PROFILE and {anew}: . '{file}'")


def write(file: Path, text: str) -> None:
    """Write a script, with the folders it needs.

    Raises:
        OSError: If it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.lstrip("\n"), encoding="utf-8")


def offered(what: str, ctx: click.Context, begun: str) -> list[CompletionItem]:
    """Return what may stand where a word has begun.

    Args:
        what: "deck", "tag", "kind", "fact", "facet" or "code".
        ctx: The command line up to here.
        begun: What is typed of the word.
    """
    found: list[CompletionItem] = []
    with suppress(QuizkitError, OSError):
        words = _words(what, ctx, begun)
        found = [CompletionItem(word) for word in _first(words, begun)]
    return [*found, CompletionItem(begun, type="file")] if what == "deck" else found


def _first(words: Iterable[str], begun: str) -> list[str]:
    fitting = (word for word in dict.fromkeys(words) if word.startswith(begun))
    return [word for word, _ in zip(fitting, range(MOST), strict=False)]


def _words(what: str, ctx: click.Context, begun: str) -> Iterator[str]:
    if what == "code":
        from quizkit.checks.codes import CODES

        yield from sorted(CODES | {code[:3] for code in CODES})
        return
    from quizkit.decks import library

    cli: Cli = ctx.find_root().obj
    if what == "deck":
        yield from map(library.name_of, cli.desk.listed())
    elif what in ("tag", "kind"):
        for place in _places(cli):
            yield from _listed(cli, place)[what]
    else:
        yield from _ids(cli, what, begun)


def _places(cli: "Cli") -> list[Path]:
    """Return the decks that the line names so far, else all of the list."""
    words = split_arg_string(cli.environ.get("COMP_WORDS", ""))[2:]
    found = []
    for word in words:
        with suppress(QuizkitError):
            found.append(cli.desk.find(word))
    return found or cli.desk.listed()


def _listed(cli: "Cli", place: Path) -> dict[str, list[str]]:
    """Return the tags and kinds of a deck, from the cache where its files are as they were."""
    from quizkit.decks.compiled import file_of, kept_stamp, write_lines

    cache = cli.places.cache
    file = file_of(place, cache).with_suffix(".words")
    stamp = kept_stamp(place, cache=cache)
    with suppress(OSError, ValueError), file.open(encoding="utf-8") as lines:
        if stamp and json.loads(next(lines)) == stamp:
            found: dict[str, list[str]] = json.loads(next(lines))
            return found
    listed: dict[str, list[str]] = {"tag": [], "kind": []}
    for deck in _read(cli, place):
        listed["tag"] = sorted({tag for fact in deck.facts for tag in fact.tags})
        listed["kind"] = list(dict.fromkeys(fact.kind for fact in deck.facts))
    with suppress(OSError):
        write_lines(file, [kept_stamp(place, cache=cache), listed])
    return listed


def _ids(cli: "Cli", what: str, begun: str) -> Iterator[str]:
    """Yield facts, or facets; of facets the deck first."""
    from quizkit.decks import library

    name, slash, _ = begun.partition("/")
    places = _places(cli)
    if what == "facet" and not slash:
        yield from (f"{library.name_of(place)}/" for place in places)
        return
    for place in places:
        if what == "facet" and library.name_of(place) != name:
            continue
        for deck in _read(cli, place):
            for fact in deck.facts:
                if what == "fact":
                    yield fact.id
                else:
                    yield from (f"{deck.id}/{fact.id}#{role}" for role in fact.values)
            yield from (card.id for card in deck.cards if what == "fact")


def _read(cli: "Cli", place: Path) -> Iterator["Deck"]:
    """Yield the deck at a place, if it can be read."""
    from quizkit.decks.compiled import load_kept

    with suppress(QuizkitError):
        yield load_kept(place, cache=cli.places.cache).deck
