"""From fact to question: planning, wording, distractors, forms."""
