"""The class server: PostgreSQL, where each learner reads and adds their own rows only."""
