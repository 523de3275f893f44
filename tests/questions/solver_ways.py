"""The independent solver's part for answers that are no plain value of the fact.

What came first or last, how many there were, what is not in a list, what came after a step, which
was larger and how many times, one of several. Like the solver it imports nothing of quizkit.
"""

from datetime import date

from tests.questions.solver import EARLY, FAR, answers, fold, plain, span


def way_faults(world, question: dict, fact: dict, role: str, left: list[dict]):
    """Yield what is wrong with the answer, given the facts that are left."""
    way = question["way"]
    if way in ("first", "last", "how many"):
        yield from scope_faults(world, question, fact, left)
        yield from certain_faults(world, question, left)
    yield from {
        "first": end_faults,
        "last": end_faults,
        "how many": count_faults,
        "which not": outsider_faults,
        "after": after_faults,
        "larger": larger_faults,
        "times": times_faults,
    }[way](world, question, fact, role, left)


def scope_faults(world, question: dict, fact: dict, left: list[dict]):
    scope = world.complete[fact["group"]]
    if not scope[1] or any(world.complete[f["group"]] != scope for f in left):
        yield "asked of a list that nobody called complete"
    if scope[1] not in question["stem"]:
        yield "the scope is not in the stem"


def certain_faults(world, question: dict, left: list[dict]):
    """Each fact left must certainly be what the stem speaks of."""
    for item in question["printed"]:
        if item["role"] in ("scope", "view", "valid", "according to", "at the time of"):
            continue
        for fact in left:
            if not surely(world, item["value"], fact["roles"].get(item["role"])):
                yield f"{fact['id']} may not be what the stem speaks of: {item['role']}"


def surely(world, value, other) -> bool:
    """Return whether a value certainly speaks of a fact that has the other one."""
    if other is None or other["type"] in ("other", "views"):
        return False
    if isinstance(value, dict) and "list" in value:
        return other["type"] == "list" and all(surely(world, v, other) for v in value["list"])
    if other["type"] == "list":
        return any(surely(world, value, member) for member in other["value"])
    if other["type"] == "date":
        first, last = span(value)
        return other["sure"] and first <= start(other) and end(other) <= last
    if other["type"] == "number":
        return plain(value) == answers(other, None, [])[0]
    if other["type"] in ("text", "enum"):
        return fold(value) == fold(other["value"])
    return value == other["value"] or value in world.above(other["value"])


def start(value: dict) -> date:
    return date.fromisoformat(value["first"]) if value["first"] else EARLY


def end(value: dict) -> date:
    return date.fromisoformat(value["last"]) if value["last"] else FAR


def end_faults(world, question: dict, fact: dict, role: str, left: list[dict]):
    kind = world.kinds[fact["kind"]]
    dates = [name for name, spec in kind.items() if spec["type"] == "date"]
    known = [name for name in dates if fact["roles"].get(name, {}).get("type") == "date"]
    clock = role if kind[role]["type"] == "date" else known[0]
    times = [f["roles"].get(clock) for f in left]
    if any(t is None or t["type"] != "date" or not t["sure"] for t in times):
        yield "a fact that is left has no sure time"
        return
    later = question["way"] == "last"
    ends = [
        f
        for f, t in zip(left, times, strict=True)
        if not any((start(t) > end(o)) if not later else (end(t) < start(o)) for o in times)
    ]
    asked = question["asked"]["precision"]
    right = {fold(plain(value)) for value in question["accepted"]}
    given = {fold(text) for f in ends for text in answers(f["roles"].get(role), asked, []) or "?"}
    if given != right or len(right) != 1 or len(left) < 2:
        yield f"the ends give {given}, not {right}"


def count_faults(world, question: dict, fact: dict, role: str, left: list[dict]):
    if [value["number"] for value in question["accepted"]] != [str(len(left))] or len(left) < 2:
        yield f"{len(left)} facts are left, not {question['accepted']}"


def outsider_faults(world, question: dict, fact: dict, role: str, left: list[dict]):
    if question["scope"]:
        yield from scope_faults(world, question, fact, left)
        yield from certain_faults(world, question, left)
    asked = question["asked"]["precision"]
    given = [answers(f["roles"].get(role), asked, []) for f in left]
    if None in given:
        yield "a fact that is left has no sure answer"
        return
    members = {fold(text) for found in given for text in found}
    if members != {fold(plain(value)) for value in question["accepted"]}:
        yield f"the members are {members}"
    for n, option in enumerate(question["options"]):
        lure = [plain(each["value"]) for each in question["lures"]]
        if n in question["keys"] and (len(lure) != 1 or fold(lure[0]) in members):
            yield f"the key {option} is a member"
    if len(question["keys"]) != 1:
        yield "what is not in the list is not one"


def after_faults(world, question: dict, fact: dict, role: str, left: list[dict]):
    rows = [f["roles"][role]["value"] if role in f["roles"] else None for f in left]
    steps = [[step["value"] for step in row] if row else None for row in rows]
    if any(row != steps[0] for row in steps):
        yield "other steps are left"
    told = next(item["value"] for item in question["printed"] if item["role"] == "step")
    row = steps[0]
    if row.count(told) != 1 or row[row.index(told) + 1] != question["accepted"][0]:
        yield f"{question['accepted']} does not come after {told}"
    others = set(row) - {told, *question["accepted"]}
    if any(lure["value"] not in others for lure in question["lures"]):
        yield "a distractor is no other step"


def numbers_at(world, question: dict, fact: dict, role: str):
    """Return the figure at the earlier and the later time; the stem must leave one for each."""
    dates = [n for n, spec in world.kinds[fact["kind"]].items() if spec["type"] == "date"]
    found = []
    for name in ("earlier", "later"):
        time = next(item for item in question["printed"] if item["role"] == name)
        rest = [i for i in question["printed"] if i["role"] not in ("earlier", "later")]
        figures = set()
        for clock in dates:
            told = {**question, "printed": [*rest, {**time, "role": clock}]}
            kind = world.by_kind[fact["kind"]]
            if not any(clock in f["roles"] for f in kind):
                continue
            for f in kind:
                if world.fits(f, told):
                    value = f["roles"].get(role)
                    figures.add((value["value"], value["unit"]) if value else None)
        found.append((time, figures))
    return found


def larger_faults(world, question: dict, fact: dict, role: str, left: list[dict]):
    found = numbers_at(world, question, fact, role)
    if any(len(figures) != 1 or None in figures for _, figures in found):
        yield f"the times do not each leave one figure: {found}"
        return
    (early, low), (late, high) = found
    (small, unit), (large, other) = next(iter(low)), next(iter(high))
    right = late if float(large) > float(small) else early
    if unit != other or plain(right["value"]) != plain(question["accepted"][0]):
        yield f"{question['accepted']} is not when it was larger"


def times_faults(world, question: dict, fact: dict, role: str, left: list[dict]):
    found = numbers_at(world, question, fact, role)
    if any(len(figures) != 1 or None in figures for _, figures in found):
        yield f"the times do not each leave one figure: {found}"
        return
    (small, unit), (large, other) = (next(iter(figures)) for _, figures in found)
    ratio = float(large) / float(small)
    said = float(question["accepted"][0]["number"])
    if unit != other or abs(said / ratio - 1) > 0.06:
        yield f"{said} times is not {ratio}"


def one_of_faults(world, question: dict, fact: dict, role: str, left: list[dict]):
    """Any one of all that fits is right."""
    yield from certain_faults(world, question, left)
    asked, given = question["asked"]["precision"], set()
    for each in left:
        value = each["roles"].get(role)
        members = value["value"] if value and value["type"] == "list" else [value]
        found = [answers(member, asked, []) for member in members]
        if None in found:
            yield f"{each['id']} gives no sure answer"
            return
        given |= {fold(text) for texts in found for text in texts}
    if given != {fold(plain(value)) for value in question["accepted"]}:
        yield f"{given} fit"
