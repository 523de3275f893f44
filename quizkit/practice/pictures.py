"""Pictures that came with a deck: from the name in the deck to a file in its folder."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from quizkit.decks.paths import PathFault, inside
from quizkit.model import (
    AskAgainView,
    Deck,
    FacetId,
    FeedbackView,
    Image,
    QuestionView,
    RevealView,
    View,
)
from quizkit.questions.ask import Asker
from quizkit.session.scope import deck_of


def placed(view: View, askers: Mapping[str, Asker]) -> View:
    """Return a view whose pictures name absolute files; those outside a deck's folder are gone.

    Args:
        view: What the engine shows.
        askers: Deck id to its asker.
    """
    match view:
        case QuestionView():
            return _question(view, askers)
        case AskAgainView():
            return replace(view, question=_question(view.question, askers))
        case RevealView() | FeedbackView():
            image = _image(view.image, view.question.facet, askers)
            return replace(view, question=_question(view.question, askers), image=image)
        case _:
            return view


def file_of(deck: Deck, name: str) -> Path | None:
    """Return the absolute file that a deck names, or None if it may not name it.

    Whether it is there is not looked at.

    Args:
        deck: The deck; one that was read from no file has no pictures.
        name: As the deck names it.
    """
    if not deck.paths:
        return None
    folder = Path(deck.paths[0]).absolute().parent
    try:
        return inside(folder, name)
    except PathFault:
        return None


def _question(view: QuestionView, askers: Mapping[str, Asker]) -> QuestionView:
    if view.image is None:
        return view
    return replace(view, image=_image(view.image, view.facet, askers))


def _image(image: Image | None, facet: FacetId, askers: Mapping[str, Asker]) -> Image | None:
    if image is None:
        return None
    file = file_of(askers[deck_of(facet)].deck, image.path)
    return None if file is None else image._replace(path=str(file))
