"""What plots show: a few rows each, counted from a log before anything is drawn.

One figure a file, each a pure function that returns frozen rows; `reading` reads the log for them.
"""
