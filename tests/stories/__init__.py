"""What users of other tools have asked for, each wish a test with a scripted learner.

The tests of this package are named after their story and begin with the wish in one sentence.
Some stories stand elsewhere, where a test tells them already:

| story | told by |
|---|---|
| leeches treated: a scripted learner for each diagnosis | `session/test_diagnosis.py` |
| a contrast question is resumed, rests a week, comes once a sitting | `session/test_contrast.py` |
| after 21 days off the sentence is near to what comes, in truth A | `memory/test_backlog.py` |
| progress saved at each answer, whenever the program is killed | `fault/test_kill_study.py` |
| no review lost between devices, whatever they do | `fault/test_machine.py` |
| siblings, leaks and wordings over 1,000 sittings | `session/test_sittings.py` |
| undo of the last k answers restores every state | `session/test_engine.py` |
| a failing append of an answer changes nothing | `practice/test_study.py` |
| a forecast of what is due comes true | `cli/test_due.py` |
| options without tells: a solver that sees only cues stays at chance | `questions/test_cues.py` |
| each figure against brute force over the same answers | `analysis/test_stats.py` |
| exam scores against other schedulers | `analysis/test_simulate_report.py`, `quizkit simulate` |
"""
