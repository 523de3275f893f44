"""What a learner remembers: the model, the fold of the log, the rating, the form, what is next."""
