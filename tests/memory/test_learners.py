from math import exp, isclose, log
from random import Random

from quizkit.memory import learners
from quizkit.memory.fsrs import Fsrs6
from quizkit.memory.learners import Answered, possible
from quizkit.memory.synthetic import weights


def history(rng: Random, model: Fsrs6, answers: int) -> list[Answered]:
    """What a learner who remembers by a model answers."""
    day, found = 0, [Answered(0, 3)]
    state = model.first(3, 0.0)
    for _ in range(answers):
        gap = rng.choice((1, 3, 8, 20))
        right = rng.random() < model.recall(state, float(gap))
        day += gap
        state = model.step(state, 3 if right else 1, float(gap))
        found.append(Answered(day, 3 if right else 1, 0.0, float(right)))
    return found


def test_without_answers_every_candidate_weighs_the_same() -> None:
    found = possible([()] * 5, own=Fsrs6(), count=40, seed="7")
    assert len({each.model for each in found}) == 40
    assert all(each.offset == 0.0 and each.states == (None,) * 5 for each in found)


def test_the_likelihood_is_that_of_the_definition() -> None:
    told = [Answered(0, 3), Answered(4, 3, 0.25, 1.0), Answered(9, 1, 0.0, 0.0)]
    model = Fsrs6()
    state = model.first(3, 0.0)
    right = 0.25 + 0.75 * model.recall(state, 4.0)
    state = model.step(state, 3, 4.0)
    wrong = 1.0 - model.recall(state, 5.0)
    assert isclose(learners._likelihood(model, [told]), log(right) + log(wrong))


def test_shares_add_up_and_are_flattened_until_enough_have_a_part() -> None:
    shares = learners._shares([-500.0, 0.0, *(-float(n) for n in range(100))])
    assert isclose(sum(shares), 1.0)
    assert 1.0 / sum(share * share for share in shares) >= learners.SHARED
    assert max(shares) == shares[1] == shares[2]
    assert shares[0] < exp(-3)


def test_who_remembers_long_is_found_among_learners_who_do() -> None:
    rng = Random("who")
    drawn = sorted((Fsrs6(weights(Random(f"{n}"))) for n in range(60)), key=lambda m: m.weights[2])
    means = []
    for real in (drawn[5], drawn[-5]):
        told = [history(rng, real, 4) for _ in range(60)]
        found = possible(told, own=Fsrs6(), count=40, seed="7")
        recalls = [sum(e.model.recall(s, 30.0) for s in e.states) / 60 for e in found]
        means.append(sum(recalls) / 40)
        states = [learners.replayed(real, each)[0] for each in told]
        truth = sum(real.recall(state, 30.0) for state in states) / 60
        assert abs(means[-1] - truth) < 0.08
    assert means[0] < means[1]


def test_drawn_numbers_keep_their_shares() -> None:
    drawn = learners._drawn([0.5, 0.25, 0.25], 8, 0.3)
    assert [drawn.count(n) for n in range(3)] == [4, 2, 2]
