"""The job `items`: answers as columns, what they add up to, and the figures of all sums."""
