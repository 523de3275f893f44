"""Past answers: each a device of its own, so that taking them again adds nothing twice."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256

from quizkit.formats.anki.notes.gathered import Place
from quizkit.formats.anki.notes.tables import Review
from quizkit.formats.book import Answered


def answers(
    reviews: Iterable[Review],
    cards: Mapping[int, tuple[int, int]],
    places: Mapping[tuple[int, int], Place],
) -> Iterator[Answered]:
    """Yield the answers of the past to what was taken.

    Args:
        reviews: What the package tells of answers, by time.
        cards: The note and the template's number of each card.
        places: What each of those became.
    """
    for at, card, rating, ms in reviews:
        place = places.get(cards.get(card, (0, -1)))
        if place is None:
            continue
        for row, role in place.facets:
            yield Answered(row, role, at, ms, rating, device_of(place.origin, role))


@lru_cache(maxsize=2**17)
def device_of(origin: str, role: str) -> str:
    """Return the device on which a card was answered: it follows from the card alone.

    A card with several gaps is several facets, and so several devices.

    >>> len(device_of("abc/0", "card")), device_of("abc/0", "1") == device_of("abc/0", "2")
    (32, False)
    """
    name = f"anki:{origin}" + (f"/{role}" if role.isdigit() and role != "1" else "")
    return sha256(name.encode()).hexdigest()[:32]
