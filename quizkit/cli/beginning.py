"""A new deck on the command line: what is asked for, what is said."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from secrets import token_hex
from typing import Final

import click

from quizkit.cli.exits import NoInput
from quizkit.cli.frame import Cli
from quizkit.cli.library import shown_path
from quizkit.cli.wrap import columns_of, wrapped
from quizkit.decks.stamp import new_ids
from quizkit.formats.starting.begin import begin, place_of
from quizkit.formats.starting.newdeck import TAGS, Draft, deck_text, slug
from quizkit.formats.starting.starters import OFTEN, draft, kinds, starter
from quizkit.text import nearest

_WIDEST: Final = max(map(len, OFTEN))
"""Characters of the longest kind that is used often."""

_ID_LENGTH: Final = 4
_ID_LENGTH_MANY: Final = 5
_MANY: Final = 100


def begin_deck(  # noqa: PLR0913  # the options of one command
    cli: Cli,
    file: str,
    *,
    title: str | None,
    kinds: Sequence[str],
    table: str | None,
    lang: str | None,
    force: bool,
) -> int:
    """Write a new deck and say what to do next.

    Raises:
        click.UsageError: If the file is there, or an option says what cannot be.
        NoInput: If nothing is given and nobody can be asked.
        QuizkitError: If the table cannot be read, or the file not written.
    """
    path = place_of(file)
    if path.exists() and not force:
        message = f"{shown_path(path)} is there already; --force replaces it and keeps a copy"
        raise click.UsageError(message)
    _check(kinds, lang)
    if table is not None:
        from quizkit.cli.from_table import draft_of

        found = draft_of(cli, table, _head(cli, path, title, lang), kinds=kinds, asked=lang)
    else:
        found = _from_answers(cli, path, title, kinds, lang)
    kept = begin(path, deck_text(found, shown_path(path)), replace=force)
    cli.out.data(shown_path(path))
    if kept is not None:
        cli.out.tell(f"the file that was there is now {shown_path(kept)}")
    what = "write your own facts" if table is None else "see whether I guessed right"
    cli.out.tell(f"open {shown_path(path)} in an editor and {what}; then")
    _say_next(cli, path)
    return 0


def ids(count: int) -> Iterator[str]:
    """Return ids for the facts of a new deck."""
    length = _ID_LENGTH if count < _MANY else _ID_LENGTH_MANY
    return iter(new_ids(count, (), seed=token_hex(8), length=length))


def _check(wanted: Sequence[str], lang: str | None) -> None:
    for kind in wanted:
        if kind not in kinds():
            near = nearest(kind, kinds())
            tip = f"did you mean {near}?" if near else f"there are {', '.join(kinds())}"
            raise click.UsageError(f"there is no built-in kind {kind}; {tip}")
    if lang is not None and lang not in TAGS:
        message = f"cannot begin a deck in {lang}: the built-in kinds speak en and vi"
        tip = "begin in one of them, and write `kinds:` with wordings of your own"
        raise click.UsageError(f"{message}; {tip}")


def _head(cli: Cli, path: Path, title: str | None, lang: str | None) -> Draft:
    name = path.absolute().parent.name if path.name == "deck.yaml" else path.stem
    told = title or " ".join(name.replace("-", " ").replace("_", " ").split()) or "My deck"
    as_of = f"{cli.clock.now():%Y-%m}"
    return Draft(slug(name), told[:1].upper() + told[1:], lang or "en", as_of, ())


def _from_answers(
    cli: Cli, path: Path, title: str | None, wanted: Sequence[str], lang: str | None
) -> Draft:
    """Return the draft that options or answers describe."""
    head = _head(cli, path, title, lang or _usual(cli))
    if not wanted:
        if not cli.interactive:
            message = "say what the facts are about: --kind, or --from with a spreadsheet"
            raise NoInput(f"{message}; `quizkit new --help` tells more")
        if not title:
            head = head._replace(title=click.prompt("Title", default=head.title, err=True))
        wanted = [_ask_kind(head.language)]
        if lang is None:
            choice = click.Choice(TAGS)
            asked = click.prompt("Language", default=head.language, type=choice, err=True)
            head = head._replace(language=asked)
    starters = [starter(kind, head.language) for kind in dict.fromkeys(wanted)]
    return draft(starters, ids(sum(len(one.facts) for one in starters)), head)


def _usual(cli: Cli) -> str:
    lang = cli.settings.lang
    return lang if lang in TAGS else TAGS[0]


def _ask_kind(language: str) -> str:
    """Ask what the facts are about, with an example of each kind that is used often."""
    click.echo("What are your facts about?", err=True)
    for number, kind in enumerate(OFTEN, 1):
        like = starter(kind, language).like
        _say(f"  {number}  {kind.ljust(_WIDEST)}  {like}", hang=_WIDEST + 2)
    rest = [kind for kind in kinds() if kind not in OFTEN]
    _say(f"  or {', '.join(rest)}", hang=3)
    while True:
        answer: str = click.prompt("Number or name", default="1", err=True).strip().lower()
        if answer.isdecimal() and 1 <= int(answer) <= len(OFTEN):
            return OFTEN[int(answer) - 1]
        if answer in kinds():
            return answer
        near = nearest(answer, kinds())
        tip = f"did you mean {near}?" if near else "type a number or a name of the list"
        click.echo(f"there is no {answer}; {tip}", err=True)


def _say(line: str, *, hang: int) -> None:
    """Print a line on stderr, broken at blanks where the terminal is too narrow for it."""
    click.echo(wrapped(line, columns_of(sys.stderr), hang=hang), err=True)


def _say_next(cli: Cli, path: Path) -> None:
    shown = shown_path(path)
    cli.out.tell(f"  quizkit check {shown}     tells what is wrong with it")
    cli.out.tell(f"  quizkit preview {shown}   shows the questions it asks")
