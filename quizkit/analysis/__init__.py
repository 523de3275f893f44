"""What a log says about learning, and what study policies would do."""
