"""Beginning a deck: three questions, then its file is there and its check is open."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quizkit.tui.screens.pick import Choice, PickOne, TypeLine

if TYPE_CHECKING:
    from quizkit.tui.begun import Kind
    from quizkit.tui.screens.home import HomeScreen

Then = Callable[[str], None]

LANGUAGES: Final = (Choice("en", "English"), Choice("vi", "Tiếng Việt"))


def new_deck(home: "HomeScreen", then: Callable[[Path], None]) -> None:
    """Ask for a title, for what the facts are about, and for the language; then write the deck.

    Args:
        home: Above which it is asked; escape leads back to it, and nothing is written.
        then: Takes the new file.
    """

    def titled(title: str) -> None:
        home.ask(every, lambda found: _ask_kind(home, found, lambda kind: about(title, kind)))

    def every() -> "tuple[list[Kind], str]":
        from quizkit.tui.begun import every_kind, language_of

        desk = home.quizkit.desk
        return every_kind(desk), language_of(desk)

    def about(title: str, kind: tuple[str, str]) -> None:
        name, usual = kind
        _ask_language(home, usual, lambda language: write(title, name, language))

    def write(title: str, kind: str, language: str) -> None:
        def work() -> Path:
            from quizkit.tui.begun import begun

            return begun(home.quizkit.desk, title, kind=kind, language=language)

        home.ask(work, then)

    _ask_title(home, titled)


def _ask_title(home: "HomeScreen", then: Then) -> None:
    question = TypeLine(
        "A new deck (1 of 3): what is it called?",
        example="Learners see it, such as: Rivers of Europe",
        check=lambda text: "" if text.strip() else "Type a title first.",
    )
    home.app.push_screen(question, _answered(then))


def _ask_kind(
    home: "HomeScreen",
    found: "tuple[list[Kind], str]",
    then: Callable[[tuple[str, str]], None],
) -> None:
    every, usual = found
    choices = [Choice(kind.name, f"{kind.name}: {kind.like}") for kind in every]
    question = PickOne("A new deck (2 of 3): what are its facts about?", choices)
    home.app.push_screen(question, _answered(lambda kind: then((kind, usual))))


def _ask_language(home: "HomeScreen", usual: str, then: Then) -> None:
    title = "A new deck (3 of 3): in which language are its questions?"
    home.app.push_screen(PickOne(title, LANGUAGES, current=usual), _answered(then))


def _answered(then: Then) -> Callable[[tuple[str, ...] | None], None]:
    """Return what takes an answer on, if there is one."""

    def take(answer: tuple[str, ...] | None) -> None:
        if answer:
            then(answer[0])

    return take
