"""The edge where a learner's log lives: events on disk, and nothing but events as the truth."""
