"""What the values of a deck mean: dates, numbers, their relations, the words of a language."""
