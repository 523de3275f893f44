"""Stories about what is asked, how, and what an answer is taken for."""

import json
from collections import Counter
from itertools import pairwise

from quizkit.memory.fsrs import Fsrs6
from quizkit.memory.reviews import guess_of
from quizkit.model import Form, Outcome, Override, Question, Rating
from quizkit.practice import reports
from quizkit.practice.quiz import Quiz
from tests.stories.people import HEAD, Learner, nothing, right, trip, trips


def test_look_alikes_kept_apart(mai: Learner) -> None:
    """I mix two people up: set them against each other for me."""
    mai.study(form=Form.TYPED, most=10)
    mai.sleep(30)

    def mixed_up(question: Question) -> str | None:
        pair = {"trips/t0#who": "Cy Ash", "trips/t1#who": "Ann Ash"}
        return pair.get(question.facet)

    mai.study(mixed_up, form=Form.TYPED, most=10)
    assert mai.memory.confusions
    mai.sleep()
    turns = mai.study()
    (contrast,) = [turn for turn in turns if set(turn.seen.options) == {"Ann Ash", "Cy Ash"}]
    assert contrast.seen.why == "Asked because you mix up Ann Ash and Cy Ash."


def test_not_learning_the_shape_of_a_question(mai: Learner, quizkit) -> None:
    """I want to know the answer, not to recognise the question."""
    mai.write(trips(14))
    stems: dict[str, list[str]] = {}
    forms: dict[str, set[Form]] = {}
    for _ in range(9):
        for turn in mai.study(most=14):
            stems.setdefault(turn.facet, []).append(turn.seen.stem)
            forms.setdefault(turn.facet, set()).add(turn.seen.form)
        mai.sleep(8)
    assert not [facet for facet, seen in stems.items() if any(a == b for a, b in pairwise(seen))]
    assert max(map(len, forms.values())) > 1
    transfer = json.loads(quizkit("stats", "trips.yaml", "--json"))["transfer"]
    assert transfer["same"]["n"] > 0
    assert transfer["new"]["n"] > 0


def test_siblings_not_on_one_day(mai: Learner) -> None:
    """Two questions about one fact on one day give each other away."""
    for _ in range(5):
        begun_before = set(mai.standing.started)
        for _ in range(2):
            turns = mai.study(most=15)
            times = Counter(turn.fact for turn in {t.facet: t for t in turns}.values())
            assert max(times.values()) == 1
        begun = set(mai.standing.started) - begun_before
        assert max(Counter(facet.partition("#")[0] for facet in begun).values()) == 1
        mai.sleep()


def test_practise_more_without_harm(mai: Learner, quizkit) -> None:
    """Let me go on when I am done, without making my plan wrong."""
    mai.study(most=12)
    mai.sleep(2)
    before, written = mai.memory, mai.log.count()
    quizkit("quiz", "trips.yaml", "-n", "5", stdin="1\n" * 5)
    quiz = Quiz([mai.asker], count=5, seed="7", clock=mai.clock)
    assert quiz.total == 5
    assert (mai.memory, mai.log.count()) == (before, written)

    for turn in mai.study(extra="weak", most=3):
        (*_, review) = (e.body for e in mai.reviews if e.body["facet"] == turn.facet)
        state = before.facets[turn.facet].state
        early = Fsrs6().step(state, review["rating"], 2.0, guess=guess_of(review))
        late = Fsrs6().step(state, review["rating"], 9.0, guess=guess_of(review))
        assert mai.memory.facets[turn.facet].state == early
        assert early.stability < late.stability


def test_typed_answers_judged_kindly_but_safely(mai: Learner, quizkit) -> None:
    """Forgive my typing, but never take one name for another."""
    mai.write(HEAD + trip(0, who="Iran Carter") + trip(1, who="Iraq Carter") + trip(2))
    run = mai.begin(form=Form.TYPED)
    given = {"trips/t0#who": "Iran Cartter", "trips/t1#who": "Iran Carter", "trips/t2#who": "?"}
    slip, other, strange = mai.answer(run, lambda q: given.get(q.facet), most=3)
    assert (slip.told.outcome, slip.told.score, slip.told.rating) == (Outcome.SLIP, 1.0, 3)
    assert "Iran Cartter" in slip.told.lines[0]
    assert "Iran Carter" in slip.told.lines[0]
    assert (other.told.outcome, other.told.rating) == (Outcome.WRONG, Rating.AGAIN)
    assert strange.told.outcome is Outcome.WRONG
    run.act(Override())
    assert quizkit("history", "--overrides").count("\n  ") == 1


def test_not_choosing_among_four_buttons(mai: Learner) -> None:
    """Judge me yourself: I answer and go on, and that is all."""
    for seconds in (6, 7, 8, 9, 10):
        mai.study(form=Form.TYPED, most=6, seconds=seconds)
    mai.sleep(3)
    for seconds, script, rating in (
        (4, right, Rating.EASY),
        (8, right, Rating.GOOD),
        (40, right, Rating.HARD),
        (8, nothing, Rating.AGAIN),
    ):
        turns = mai.study(script, form=Form.TYPED, most=2, seconds=seconds)
        assert {turn.told.rating for turn in turns} == {rating}
    assert {review.body["override"] for review in mai.reviews} == {None}


def test_leeches_treated_not_hidden(mai: Learner) -> None:
    """What I fail again and again needs another way of asking, not to be put out of sight."""
    mai.write(trips(8))
    failing = "trips/t0#who"
    for _ in range(5):
        mai.study()
        mai.sleep(20)
    told = []
    while not any(turn.told.advice for turn in told):
        told = mai.study(lambda q: "" if q.facet == failing else None)
        mai.sleep(8)
    said = [turn.told.advice for turn in told if turn.told.advice]
    assert said == [
        "This one never stuck: on the next day that it is asked, you see the fact before it.",
        "Enough for today: it comes back tomorrow.",
    ]
    (turn,) = [turn for turn in mai.study() if turn.facet == failing]
    assert turn.seen.before == "Ann Ash led the trip in 1900 to Ashaville."
    assert (turn.seen.form, len(turn.seen.options)) == (Form.CHOICE, 3)
    assert not mai.memory.facets[failing].suspended


PARENT, CHILD = "trips/t0#who", "trips/t1#who"
ONLY_WHO = ", dont ask: [host, place]"


def lessons(count: int = 8) -> str:
    """Return a deck whose second trip wants the first one known; only leaders are asked."""
    rows = [trip(n, more=ONLY_WHO) for n in range(count)]
    rows[1] = trip(1, more=f"{ONLY_WHO}, requires: [t0]")
    return HEAD + "".join(rows)


def test_prerequisites_and_order(mai: Learner) -> None:
    """Do not ask me what rests on something that I do not know yet."""
    mai.write(lessons())
    why = reports.why([mai.asker], mai.memory, mai.clock, facet=CHILD)
    assert (why.asked, why.kind, why.other) == (False, "requires", "trips/t0")
    mai.study(most=1)
    assert mai.standing.started == (PARENT,)
    begun = None
    for _ in range(30):
        mai.sleep()
        recall = mai.standing.recall(PARENT)
        why = reports.why([mai.asker], mai.memory, mai.clock, facet=CHILD)
        assert (why.kind != "requires") == (recall >= 0.8)
        if recall < 0.8:
            begun = [turn.facet for turn in mai.study()]
            break
    assert begun is not None
    assert CHILD not in begun[: begun.index(PARENT)]


def test_a_failed_prerequisite_holds_its_child_back(mai: Learner) -> None:
    """What I have just shown not to know is no ground to build on."""
    mai.write(lessons())
    mai.study(nothing, most=1)
    assert mai.standing.owed() == (PARENT,)
    turns = mai.study(lambda question: "" if question.facet == PARENT else None)
    assert CHILD not in [turn.facet for turn in turns]
