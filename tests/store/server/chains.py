"""Events of learners, as their programs make them."""

from quizkit.model import Draft
from quizkit.store.event import Link, make
from quizkit.store.take import Offered

START = 1_767_225_600_000


def chain(learner: str, dev: str = "a" * 32, *, n: int = 3, first: int = 1) -> list[Offered]:
    """Return the first events of a device, each linked to the one before."""
    found: list[Offered] = []
    prev = None
    for seq in range(1, first + n):
        body = {
            "facet": f"vietnam-us/fact{seq}#leader",
            "stem": "Who?",
            "reason": "Hà Nội\0 \\u0000",
        }
        link = Link(dev, seq, prev, None, learner)
        event, data = make(Draft("flag", body), link, at=START + seq, off=420)
        prev = event.id
        found.append(Offered(event.id, data))
    return found[first - 1 :]


def review(learner: str, dev: str, seq: int, prev: str | None) -> Offered:
    """Return an answer of usual size."""
    body = {
        "sitting": None,
        "facet": f"bench/fact{seq:05d}#leader",
        "form": "choice",
        "seed": f"7:bench/fact{seq:05d}#leader:{seq}",
        "stem": f"Who led the delegation number {seq} to Vietnam in the year {1900 + seq % 99}?",
        "options": ["John Kerry", "John Vessey", "George H. W. Bush"],
        "response": [seq % 3],
        "score": 1_000_000,
        "rating": 3,
        "override": None,
        "ms": 3000,
        "hints": 0,
        "key": "0123456789abcdef",
    }
    event, data = make(
        Draft("review", body), Link(dev, seq, prev, None, learner), at=START + seq, off=0
    )
    return Offered(event.id, data)
