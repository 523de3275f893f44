"""Brute force over one wording: every subset of parts, every precision, every fact."""

from itertools import combinations, product

from quizkit.model import BEFORE, OTHER, Date, List, Named, PartMode, Precision, Slot, Text, Views

COST = {Precision.YEAR: 1, Precision.MONTH: 3, Precision.DAY: 5}


def cheapest(wording, fact, role, deck, judge):
    """Return the least cost at which `judge(printed)` holds, or None.

    `printed` maps roles to precisions (None where the role is no date).
    """
    parts = [
        (part.mode, [p.role for p in part.pieces if isinstance(p, Slot) and p.role])
        for part in wording.template.parts
    ]
    bare = [r for mode, roles in parts if mode is PartMode.BARE for r in roles]
    if not all(printable(fact, r, role) for r in bare) or len(set(bare)) < len(bare):
        return None
    always, optional = list(bare), []
    parts = [(m, roles) for m, roles in parts if all(printable(fact, r, role) for r in roles)]
    for mode, roles in parts:
        if mode is PartMode.FORCED and roles and not set(roles) & set(always):
            always += roles
    for mode, roles in parts:
        if mode is PartMode.OPTIONAL and roles and not set(roles) & set(always):
            optional.append(roles)
    best = None
    for count in range(4):
        for chosen in combinations(optional, count):
            extra = [r for roles in chosen for r in roles]
            if len(set(extra)) < len(extra):
                continue
            best = _least(best, always, extra, fact, deck, judge)
    return best


def _least(best, always, extra, fact, deck, judge):
    roles = [*always, *extra]
    dated = [r for r in roles if levels(fact.values[r])]
    plain_cost = sum(role_cost(deck, fact, r) for r in extra if r not in dated)
    for picked in product(*(levels(fact.values[r]) for r in dated)):
        cost = plain_cost + sum(COST[p] for p in picked)
        if best is None or cost < best:
            printed = dict.fromkeys(roles) | dict(zip(dated, picked, strict=True))
            if judge(printed):
                best = cost
    return best


def printable(fact, name, asked):
    value = fact.values.get(name)
    if name == asked or value is None or value is OTHER:
        return False
    if isinstance(value, Date | Views):
        return bool(levels(value))
    answer = fact.values[asked]
    return not (names_in(value) & names_in(answer)) and not holds_text(value, answer)


def holds_text(value, answer):
    """Return whether a printed text holds the words of a text that is asked, or of one step."""
    items = answer.items if isinstance(answer, List) else (answer,)
    texts = [item.text.lower() for item in items if isinstance(item, Text)]
    return isinstance(value, Text) and any(f" {t} " in f" {value.text.lower()} " for t in texts)


def names_in(value):
    """Return the names in a value: one that holds the answer gives it away."""
    items = value.items if isinstance(value, List) else (value,)
    return {item.name for item in items if isinstance(item, Named)}


def levels(value):
    """Return the precisions at which a date can be printed."""
    if isinstance(value, Views):
        dates = [entry for _, entry in value.entries]
        found = [p for p in Precision if len({cut(d, p) for d in dates}) == 1 and cut(dates[0], p)]
        return found if len(dates) > 1 else [p for p in found if p < Precision.DAY]
    if not isinstance(value, Date):
        return []
    return [p for p in Precision if cut(value, p)]


def cut(value, precision):
    """Return the digits of a date at a precision, or "" where it is not known so far."""
    text = value.text
    if value.about or value.uncertain or value.precision is None:
        if "/" not in text or value.about or value.uncertain or ".." in text:
            return ""
        one, two = text.split("/")
        length = (4, 7, 10)[precision - 1]
        same = one[:length] == two[:length] and len(one) >= length and len(two) >= length
        return one[:length] if same else ""
    length = (4, 7, 10)[precision - 1]
    return text[:length] if len(text) >= length else ""


def role_cost(deck, fact, name):
    role = deck.kinds[fact.kind].roles[name]
    kind = role.type
    if isinstance(fact.values[name], List) or kind in ("text", "number", "list", "steps"):
        return 6
    while kind:
        if kind == "place":
            return 2
        kind = BEFORE.get(kind)
    return 4
