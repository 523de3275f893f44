"""Past answers: each a device of its own, so that taking them again adds nothing twice."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from quizkit.formats.ankiread.gathered import Place
from quizkit.formats.ankiread.tables import Review
from quizkit.formats.book import Answered


def answers(
    reviews: Iterable[Review],
    cards: Mapping[int, tuple[int, int]],
    places: Mapping[tuple[int, int], tuple[Place, ...]],
) -> Iterator[Answered]:
    """Yield the answers of the past to what was taken.

    Args:
        reviews: What the package tells of answers, by time.
        cards: The note and the template's number of each card.
        places: The facets that each of those became.
    """
    devices: dict[str, str] = {}
    for at, card, rating, ms in reviews:
        for row, role, origin in places.get(cards.get(card, (0, -1)), ()):
            device = devices.get(origin)
            if device is None:
                device = devices[origin] = device_of(origin)
            yield Answered(row, role, at, ms, rating, device)


def device_of(origin: str) -> str:
    """Return the device on which a card of Anki's was answered: it follows from the card alone.

    >>> len(device_of("abc/0")), device_of("abc/0") == device_of("abc/1")
    (32, False)
    """
    return sha256(f"anki:{origin}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
