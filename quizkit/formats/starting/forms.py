"""How a header reads in an English question: plurals, participles, prepositions at its end."""

import re
from typing import Final, NamedTuple

_SINGULAR: Final = frozenset(
    ("analysis", "atlas", "basis", "bias", "bus", "canvas", "chaos", "campus", "class", "cosmos",
     "crisis", "focus", "gas", "genus", "iris", "lens", "mars", "nucleus", "radius", "status",
     "synthesis", "virus", "venus", "hypothesis", "thesis", "christmas", "diagnosis",
     "emphasis", "always", "news", "physics", "mathematics", "politics", "economics", "aids")
)  # fmt: skip
_PLURAL: Final = frozenset(
    ("children", "people", "men", "women", "feet", "teeth", "media", "data", "criteria",
     "phenomena", "bacteria", "fungi", "nuclei", "mice", "geese", "grandchildren")
)  # fmt: skip
_PEOPLE: Final = frozenset(
    ("actor", "actress", "adviser", "architect", "artist", "astronaut", "athlete", "author",
     "brother", "builder", "captain", "champion", "child", "climber", "coach", "commander",
     "composer", "conqueror", "creator", "daughter", "defender", "designer", "developer",
     "director", "discoverer", "editor", "emperor", "employee", "engineer", "explorer", "father",
     "finalist", "founder", "friend", "general", "governor", "guest", "heir", "hero", "husband",
     "inhabitant", "inventor", "judge", "king", "laureate", "lawyer", "leader", "maker",
     "manager", "mayor", "minister", "mother", "musician", "neighbour", "opponent", "owner",
     "painter", "parent", "partner", "patron", "philosopher", "physicist", "pilot", "player",
     "poet", "politician", "president", "prince", "princess", "producer", "pupil", "queen",
     "researcher", "ruler", "sailor", "scientist", "sculptor", "senator", "settler", "singer",
     "sister", "soldier", "son", "speaker", "student", "successor", "predecessor", "teacher",
     "traveller", "victim", "victor", "visitor", "wife", "winner", "writer", "photographer",
     "mathematician", "chemist", "biologist", "historian", "conductor", "monarch", "consul",
     "navigator", "mountaineer", "signatory", "translator", "narrator", "character")
)  # fmt: skip
_IRREGULAR: Final = {
    "children": "child", "grandchildren": "child", "wives": "wife", "heroes": "hero",
    "people": "people", "men": "men", "women": "women",
}  # fmt: skip
_DONE: Final = (
    r"(?:(?:first|last|formally|officially|finally|originally) )?"
    r"(?:\w{3,}ed|built|begun|broken|caught|chosen|cut|drawn|driven|eaten|found|"
    r"fought|forgotten|given|grown|held|hit|known|laid|led|lost|made|overthrown|paid|proven|"
    r"rebuilt|rewritten|run|seen|sent|shot|shown|sold|spoken|spun|struck|sunk|sung|sworn in|taken|"
    r"taught|thrown|told|torn|understood|won|worn|written)"
)
_NOT_DONE: Final = frozenset(("speed", "seed", "breed", "need", "weed", "feed", "deed", "steed"))
_DID: Final = {
    "arrived": "arrive", "appeared": "appear", "collapsed": "collapse", "crashed": "crash",
    "died": "die", "disappeared": "disappear", "emerged": "emerge", "erupted": "erupt",
    "happened": "happen", "landed": "land", "lived": "live", "occurred": "occur",
    "premiered": "premiere", "reigned": "reign", "retired": "retire", "returned": "return",
    "ruled": "rule", "sailed": "sail", "served": "serve", "surrendered": "surrender",
    "worked": "work", "went": "go", "fell": "fall", "sank": "sink",
}  # fmt: skip
"""What is done, not suffered: the past, and the verb."""

_STILL: Final = frozenset(
    ("based", "eaten", "found", "governed", "grown", "housed", "kept", "led", "located", "owned",
     "played", "run", "set", "situated", "spoken", "used", "worn")
)  # fmt: skip
"""What is so today, rather than was done once."""

_BY_WHAT: Final = frozenset(
    ("bordered", "caused", "fed", "followed", "powered", "preceded", "surrounded", "triggered")
)
_END: Final = r" (?:on|in|at|during)"


class Form(NamedTuple):
    """How a column is asked and told; `{k}`, `{c}` and `{when}` as in the other wordings."""

    ask: str
    says: str


def is_plural(noun: str) -> bool:
    """Return whether an English header speaks of several.

    >>> is_plural("climbers"), is_plural("states of matter"), is_plural("gas"), is_plural("series")
    (True, True, False, False)
    """
    head = _head(noun)
    if head in _PLURAL:
        return True
    known = head in _SINGULAR or head.endswith(("ss", "us", "is", "ics", "series", "species"))
    return bool(re.search(r"[a-z]{2}s$", head)) and not known


def is_of_people(noun: str) -> bool:
    """Return whether an English plural is one of people.

    >>> is_of_people("first climbers"), is_of_people("rivers"), is_of_people("wives")
    (True, False, True)
    """
    head = _head(noun)
    one = _IRREGULAR.get(head, re.sub(r"ies$", "y", head).removesuffix("s"))
    return one in _PEOPLE or one in ("people", "men", "women")


def _head(noun: str) -> str:
    """Return the word of a header that says what it is."""
    words = re.split(r" (?:of|in|for|from|with|by) ", noun.lower(), maxsplit=1)[0].split()
    return words[-1] if words else ""


def plural(noun: str) -> Form | None:
    """Return how a header in the plural is asked, or None.

    >>> plural("climbers").ask, plural("languages").ask, plural("climber")
    ('Who are the <c> of {k}?', 'What are the <c> of {k}?', None)
    """
    if not is_plural(noun):
        return None
    word = "Who" if is_of_people(noun) else "What"
    return Form(f"{word} are the <c> of {{k}}?", "The <c> of {k} are {c}.")


def verbal(header: str, type_: str) -> Form | None:
    """Return how a header is asked that is a participle, or ends in a preposition; or None.

    Args:
        header: The header, in lower case.
        type_: The type of the column's values.

    >>> verbal("discovered on", "date")
    Form(ask='{when} was {k} discovered?', says='{k} was discovered {on c}.')
    >>> verbal("filmed in", "country").ask, verbal("ruled until", "date").ask
    ('Where was {k} filmed?', 'Until when did {k} rule?')
    >>> verbal("painted by", "name").ask, verbal("speed", "number")
    ('By whom was {k} painted?', None)
    """
    if type_ == "date":
        return _dated(header)
    done = re.fullmatch(rf"({_DONE}) (in|at|on|near|by)", header)
    if done is None or type_ in ("number", "flag", "list", "steps"):
        return None
    verb, end = done.groups()
    was = "is" if verb in _STILL | _BY_WHAT else "was"
    if end == "by":
        whom = "what" if verb in _BY_WHAT else "whom"
        return Form(f"By {whom} {was} {{k}} {verb}?", f"{{k}} {was} {verb} by {{c}}.")
    if verb in _DID:
        return Form(f"Where did {{k}} {_DID[verb]}?", f"{{k}} {verb} {end} {{c}}.")
    if verb in ("used", "involved"):
        return None
    return Form(f"Where {was} {{k}} {verb}?", f"{{k}} {was} {verb} {end} {{c}}.")


def _dated(header: str) -> Form | None:
    ended = re.fullmatch(r"(.+) (from|since|until|to|till)", header)
    if ended:
        return _bounded(*ended.groups())
    bare = re.sub(rf"{_END}$", "", header)
    if bare in _DID:
        return Form(f"{{when}} did {{k}} {_DID[bare]}?", f"{{k}} {bare} {{on c}}.")
    if re.fullmatch(_DONE, bare) and bare not in _NOT_DONE:
        return Form(f"{{when}} was {{k}} {bare}?", f"{{k}} was {bare} {{on c}}.")
    if bare != header:
        return Form("Which date belongs to {k} under “<c>”?", "The date of {k} under “<c>” is {c}.")
    return None


def _bounded(what: str, end: str) -> Form:
    word = {"from": "From", "since": "Since"}.get(end, "Until")
    if what in _DID:
        return Form(f"{word} when did {{k}} {_DID[what]}?", f"{{k}} {what} {end} {{c}}.")
    return Form(f"{word} when was {{k}} {what}?", f"{{k}} was {what} {end} {{c}}.")
