"""A memory model of the learner's own: weights fitted to a log, kept if they predict better."""
