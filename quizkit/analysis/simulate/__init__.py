"""Study policies compared on simulated learners.

A truth decides what a learner remembers, a behaviour how answers are rated and what they take, a
policy what is asked. The policy sees answers only, never the truth.
"""
