"""What is wrong with a deck: rules with pages, one run over all of them, and how it reads.

`run.run` finds, `frames` draws, `catalogue` holds the pages. Nothing here reads a file.
"""
