"""The handles of the library: `load`, `study`, `open_log` and what they return.

Each method is one call into the layers below; nothing here holds a rule.

>>> import quizkit as qk
>>> deck = qk.load("vietnam-us")
>>> deck.questions(2, seed=7) == deck.questions(2, seed=7)
True
"""

from quizkit.api.ahead import plan
from quizkit.api.deck import Deck, load
from quizkit.api.exports import export
from quizkit.api.item_analysis import Items, items
from quizkit.api.log import Log, open_log
from quizkit.api.papers import Paper, paper
from quizkit.api.problems import Problems
from quizkit.api.questions import Questions
from quizkit.api.quizzes import QuizWidget, quiz
from quizkit.api.registering import register, unregister
from quizkit.api.rows import Rows
from quizkit.api.session import Session, study
from quizkit.api.simulating import simulate
from quizkit.api.syncs import Synced
from quizkit.notebook import displays
from quizkit.notebook.plots.plot import Plot

__all__ = [
    "Deck",
    "Items",
    "Log",
    "Paper",
    "Plot",
    "Problems",
    "Questions",
    "QuizWidget",
    "Rows",
    "Session",
    "Synced",
    "export",
    "items",
    "load",
    "open_log",
    "paper",
    "plan",
    "quiz",
    "register",
    "simulate",
    "study",
    "unregister",
]

displays.register()
