"""The picture of what is asked about, and whether it may be shown before the answer."""

from quizkit.model import Image, Named, Question
from quizkit.questions.ask import Asker
from quizkit.questions.giveaway import as_told
from quizkit.questions.index import fact_of


def picture(question: Question, asker: Asker) -> Image | None:
    """Return the picture of the one fact that a question asks about, or None.

    Its path is as the deck names it. A card, and a question about several facts, has none.

    Args:
        question: The question.
        asker: What asks for its deck.
    """
    fact = asker.planner.facts.get(fact_of(question.facet)[0])
    if fact is None or question.facets or len(question.plan.shared) > 1:
        return None
    image = fact.image
    if not image.get("file"):
        return None
    return Image(image["file"], image.get("alt", ""), image.get("credit", ""))


def is_telling(image: Image, question: Question, asker: Asker) -> bool:
    """Return whether a picture would give the answer away, as far as its words tell.

    One without words may show anything, so it waits for the answer. A part of a name tells it.

    Args:
        image: The picture.
        question: The question.
        asker: What asks for its deck.
    """
    if not image.alt.strip():
        return True
    plan, told = question.plan, f" {as_told(image.alt)} "
    giveaway = asker.planner.search.giveaway
    if any(giveaway.in_folded(value, told, plan.asked) for value in plan.accepted):
        return True
    names = (value.name for value in plan.accepted if isinstance(value, Named))
    parts = (word for name in names for word in name.split() if word[0].isupper())
    texts = (question.answer, *parts)
    return any(f" {answer} " in told for answer in map(as_told, texts) if answer)


def before(question: Question, asker: Asker) -> Image | None:
    """Return the picture that is shown with a question, or None."""
    image = picture(question, asker)
    return None if image and is_telling(image, question, asker) else image


def after(question: Question, asker: Asker) -> Image | None:
    """Return the picture that is shown only with the answer, or None."""
    image = picture(question, asker)
    return image if image and is_telling(image, question, asker) else None
