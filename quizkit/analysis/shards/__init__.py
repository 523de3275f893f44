"""Answers of many learners as Parquet files, each learner whole in one of them."""
