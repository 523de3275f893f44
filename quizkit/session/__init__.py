"""The engine: what is asked, what came back, what it means.

Pure: an action and a moment go in, drafts of events come out, and once these are committed, the
next view. A sitting's state is the fold of the log and the queue of what was asked in it.
"""
