"""What a learner's answers add up to: figures with one definition each, and the sentences.

A **scored** answer is one that tested the memory: not on the learner-day of the facet's answer
before, and not its first. Only those count in shares, calibration and retention.
"""

from quizkit.analysis.stats.build import Ground, ground, stats, summed, walked
from quizkit.analysis.stats.sentences import Prospect, prospect, sentences, usual_minutes

__all__ = [
    "Ground",
    "Prospect",
    "ground",
    "prospect",
    "sentences",
    "stats",
    "summed",
    "usual_minutes",
    "walked",
]
