"""Exactly one reason for each facet."""

import random
import re

import pytest

from quizkit.model import Draft, FacetId, Form, QuestionView, Suspend
from quizkit.session.alike import CLOSE, close
from quizkit.session.exams import day_text
from quizkit.session.why import reason
from tests.session.learners import fail, open_day, sit
from tests.session.learners import standing as where
from tests.session.worlds import World, asker

ASKED = {"keep", "second", "gain", "new", "relearning", "contrast"}
KINDS = ASKED | {
    *("answered", "due", "sibling", "lookalike", "minutes", "started", "suspended", "treated"),
}


def reasons(world: World, **limits: int) -> dict[str, str]:
    standing = where(world)
    limits = {"minutes": 0, **limits}
    return {f: reason(standing, f, **limits).kind for f in world.engine.scope.facets}


def test_all_is_new_at_first_as_far_as_the_minutes_go():
    world = World(asker(20))
    assert set(reasons(world).values()) == {"new"}
    kinds = list(reasons(world, minutes=1).values())
    assert (kinds.count("new"), kinds.count("minutes")) == (4, 56)
    kinds = list(reasons(world, minutes=1, used_ms=20_000).values())
    assert (kinds.count("new"), kinds.count("minutes")) == (3, 57)
    assert set(reasons(world, used_ms=20_000).values()) == {"new"}


def test_the_reasons_of_a_day():
    world = World(asker(20))
    world.begin()
    right, wrong, gone = (f"trips/t{n}" for n in range(3))
    world.run(True, False)
    world.act(Suspend())
    found = reasons(world)
    assert found[f"{right}#who"] == "answered"
    assert found[f"{wrong}#who"] == "relearning"
    assert found[f"{gone}#who"] == "suspended"
    assert found[f"{right}#host"] == "sibling"
    world.sleep(1)
    found = reasons(world)
    assert found[f"{right}#who"] in {"due", "gain"}
    assert found[f"{wrong}#who"] == "keep"


@pytest.mark.parametrize("facet", ["trips/t9#who", "none/t0#who", "nothing"])
def test_what_no_deck_has_has_no_reason(facet):
    world = World(asker(3))
    standing = world.engine.course.standing(world.log.memory(), world.now)
    with pytest.raises(LookupError, match="there is no facet"):
        reason(standing, facet, minutes=0)


def test_a_role_without_a_wording_is_never_asked():
    world = World(asker(3))
    standing = world.engine.course.standing(world.log.memory(), world.now)
    found = reason(standing, "trips/t0#date", minutes=0)
    assert (found.asked, found.sentence[:12]) == (False, "Never asked:")


def sentence(world: World, facet: str, **limits: int) -> str:
    return reason(where(world), FacetId(facet), **{"minutes": 0, **limits}).sentence


def examined(world: World, date: str) -> None:
    """Plan an exam."""
    body = {"deck": "trips", "tags": [], "date": date, "minutes": 10}
    world.log.append((Draft("exam", body),), at=world.ms, off=420)


def test_an_exam_is_named_until_it_is_over():
    world = World(asker(6))
    examined(world, "2026-06-05")
    told = sentence(world, "trips/t0#who")
    assert told == (
        "Asked because it is new to you; it is in the exam on Friday, and takes about 18 seconds."
    )
    sit(world, lambda _: None, form=Form.TYPED)
    world.sleep(3)
    found = reasons(world)
    assert {"second", "gain"} & set(found.values())
    world.sleep(2)
    assert "exam" not in sentence(world, "trips/t5#place")


def test_what_an_exam_gains_nothing_from_is_told():
    world = World(asker(6))
    for _ in range(5):
        sit(world, lambda _: None, form=Form.TYPED)
        world.sleep(40)
    examined(world, day_text(world.now.day))
    told = set(reasons(world).values())
    assert told <= KINDS
    dull = [f for f, kind in reasons(world).items() if kind == "due"]
    said = [sentence(world, f) for f in dull]
    assert all("Not asked" in each for each in said)


def test_what_was_begun_lately_keeps_its_like_waiting():
    world = World(asker(24))
    sit(world, lambda _: None, most=12)
    world.sleep(1)
    found = {f: r for f in world.engine.scope.facets if (r := reason(where(world), f, minutes=0))}
    waiting = {f: r.other for f, r in found.items() if r.kind == "lookalike"}
    rivals = world.engine.scope.rivals
    assert waiting
    assert all(close(FacetId(f), FacetId(other), rivals) >= CLOSE for f, other in waiting.items())
    assert not set(waiting).intersection(q.facet for q, _ in sit(world, lambda _: None, most=5))


def test_a_pair_that_is_mixed_up_is_named():
    world = World(asker(12))
    sit(world, lambda _: None, most=6, form=Form.TYPED)
    fail(world, FacetId("trips/t0#who"), "Cy Ash", "Cy Ash", form=Form.TYPED)
    world.sleep(1)
    assert reasons(world)["trips/t0#who"] == "contrast"
    assert sentence(world, "trips/t0#who") == "Asked because you mix up Ann Ash and Cy Ash."


def test_started_facets_come_before_new_ones_when_time_is_short():
    world = World(asker(20))
    sit(world, lambda _: "", form=Form.TYPED, most=60)
    world.sleep(1)
    kinds = reasons(world, minutes=1)
    assert "started" in kinds.values()
    new = next(f for f, kind in kinds.items() if kind == "started")
    assert re.fullmatch(
        r"Not started today: \d+ started facets come first.", sentence(world, new, minutes=1)
    )


@pytest.mark.property
@pytest.mark.parametrize("seed", range(6))
def test_every_facet_has_one_reason_and_the_asked_ones_are_the_order(seed):
    rng = random.Random(seed)
    world = World(asker(12))
    if seed % 2:
        examined(world, "2026-06-20")
    for _ in range(5):
        open_day(world)
        for _ in range(rng.randrange(14)):
            if isinstance(world.view, QuestionView):
                world.run(rng.random() < 0.6)
        if isinstance(world.view, QuestionView) and rng.random() < 0.3:
            world.act(Suspend())
        found = reasons(world)
        assert set(found.values()) <= KINDS
        standing = where(world)
        asked = {f for f, kind in found.items() if kind in {"keep", "second", "gain", "new"}}
        order = standing.order(world.wish)
        others = {f for f, kind in found.items() if kind in {"lookalike", "treated", "contrast"}}
        assert asked == set(order) - standing.closed(order) - others
        world.sleep(rng.randrange(1, 9))
