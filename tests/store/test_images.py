"""A history under another learner's id: the same by every way, and going back is going back."""

import pytest
from hypothesis import given

from quizkit.memory.replay import fold
from quizkit.model import Draft, Event
from quizkit.store.event import Link, encode, make, verify
from quizkit.store.images import images
from quizkit.text import canonical, digest
from tests.store.histories import histories

LINK = Link("5f0c1d2e3a4b59687786a5b4c3d2e1f0", 1, None, None, "mai")


def held(events: list[Event]) -> dict[str, bytes]:
    return {event.id: encode(event) for event in events}


def moved(events: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    return {each.id: each.data for each in images(events, old=old, new=new)}


@given(histories())
def test_every_image_is_an_event_of_the_other_learner_and_means_the_same(history) -> None:
    owner = history[0].learner if history else "mai"
    found = [verify(data, id_) for id_, data in moved(held(history), owner, "lan").items()]
    assert len(found) == len(history)
    assert {event.learner for event in found} <= {"lan"}
    assert not {event.dev for event in found} & {event.dev for event in history}
    before, after = fold(history), fold(found)
    assert after.facets == before.facets
    assert (after.last, after.weights, after.renames) == (
        before.last,
        before.weights,
        before.renames,
    )


@given(histories())
def test_the_way_does_not_count(history) -> None:
    owner = history[0].learner if history else "mai"
    events = held(history)
    by_bo = moved(moved(events, owner, "bo"), "bo", "lan")
    assert by_bo == moved(events, owner, "lan")
    assert moved(by_bo, "lan", owner) == events


@given(histories())
def test_a_longer_history_leaves_the_images_before_as_they_were(history) -> None:
    owner = history[0].learner if history else "mai"
    whole = moved(held(history), owner, "lan")
    causal = list(moved(held(history), owner, owner).items())
    assert dict(causal) == held(history)
    for count in range(len(history)):
        assert moved(dict(causal[:count]), owner, "lan").items() <= whole.items()


def test_what_is_not_here_has_the_same_stand_in_everywhere() -> None:
    first, _ = make(Draft("suspend", {"facet": "d/f#r"}), LINK, at=0, off=0)
    link = LINK._replace(seq=2, prev=first.id)
    undo, data = make(Draft("undo", {"targets": [first.id]}), link, at=1, off=0)
    ((_, alone),) = moved({undo.id: data}, "mai", "lan").items()
    image = verify(alone, digest(alone))
    assert image.prev != first.id
    assert image.body["targets"] == [image.prev]
    assert moved(moved({undo.id: data}, "mai", "bo"), "bo", "lan") == {image.id: alone}


def test_what_a_newer_quizkit_wrote_goes_along() -> None:
    event, _ = make(Draft("suspend", {"facet": "d/f#r"}), LINK, at=0, off=0)
    newer = canonical({**_members(event), "v": 2, "mood": "good", "kind": "dream"})
    ((id_, found),) = moved({digest(newer): newer}, "mai", "lan").items()
    assert verify(found, id_).learner == "lan"
    assert b'"mood":"good"' in found


def test_what_would_become_too_long_is_left_out() -> None:
    event, _ = make(Draft("suspend", {"facet": "d/f#r"}), LINK, at=0, off=0)
    room = 32_768 - len(canonical({**_members(event), "kind": "dream", "body": {"x": ""}}))
    full = canonical({**_members(event), "kind": "dream", "body": {"x": "y" * room}})
    verify(full, digest(full))
    assert moved({digest(full): full}, "mai", "l" * 64) == {}


@pytest.mark.parametrize("wrong", ["sitting", "targets", "device"])
def test_a_variant_that_forgets_a_reference_is_caught(wrong, monkeypatch) -> None:
    """A negative control of the properties above."""
    from quizkit.store import images as module

    right = module._moved

    def careless(members, new, shift, done):
        found = right(members, new, shift, done)
        if wrong in members["body"]:
            found["body"] = {**found["body"], wrong: members["body"][wrong]}
        return found

    first, data = make(
        Draft("sitting", {"decks": ["d"], "minutes": 1, "form": ""}), LINK, at=0, off=0
    )
    bodies = {
        "targets": Draft("undo", {"targets": [first.id]}),
        "device": Draft("clock_fix", {"device": LINK.dev, "from": 1, "to": 1, "delta": 9}),
    }
    if wrong == "sitting":
        from tests.fault.writer import review

        body = dict(review("1", 0).body) | {"sitting": first.id}
        bodies["sitting"] = Draft("review", body)
    second, more = make(bodies[wrong], LINK._replace(seq=2, prev=first.id), at=1, off=0)
    events = {first.id: data, second.id: more}
    monkeypatch.setattr(module, "_moved", careless)
    found = {
        digest(each): verify(each, digest(each)) for each in moved(events, "mai", "lan").values()
    }
    named = [str(event.body.get(wrong)) for event in found.values() if wrong in event.body]
    known = {*found, *(event.dev for event in found.values())}
    assert not any(name in str(named) for name in known)


def _members(event: Event) -> dict[str, object]:
    members = event._asdict()
    del members["id"]
    return members
