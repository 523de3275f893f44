"""A question with its proof, in plain values: what `preview --json` prints."""

from quizkit.formats.plain.values_proof import line_of, plain_lure, plain_plan, proof

__all__ = ["line_of", "plain_lure", "plain_plan", "proof"]
