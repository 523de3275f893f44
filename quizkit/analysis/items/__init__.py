"""Item analysis: which questions work, and which wrong options."""
