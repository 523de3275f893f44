"""What signatures name and no page describes; each with its reason, for the build is nitpicky."""

from typing import Final

ELSEWHERE: Final = (
    r"(collections\.abc|pathlib|datetime|decimal|enum|types|typing|random)\..+",
    r"Path",  # in an annotation that is a text
    r"(anywidget|altair|pandas|polars|narwhals|ipywidgets|traitlets|Schema)(\..+)?",
)
"""Python's own and other packages: described on other hosts, and this site needs none."""
_TEXTS: Final = (r"(quizkit\.model\.\w+\.)?(FacetId|EventId|LearnerId|DeckId|FactId)",)
"""Names for kinds of text: what they hold is told where they stand."""
_UNIONS: Final = (
    r"(quizkit\.model\.\w+\.)?(Value|View|Action)",
    r"tuple\[.+",
    r"quizkit\.(api|checks)\.\w+\.T",
)
"""One of several values, all of which are described; a type's variable."""
_INSIDE: Final = (
    r"quizkit\.questions\.ask\.Asker",
    r"quizkit\.practice\.quiz\.Quiz",
    r"quizkit\.session\.sitting\.Wish",
    r"quizkit\.(values\.relations\.Places|checks\.sight\.Sight|questions\.giveaway\.Giveaway)",
    r"quizkit\.(grading\.lexicon\.Lexicon|questions\.(material\.Wish|plan\.Planner))",
    r"(quizkit\.[\w.]+\.)?(Figures|Made|Composed|Look|Whole|Picture)",
)
"""What handles are made of by functions of the library: callers neither make nor read it."""
UNLINKED: Final[list[tuple[str, str]]] = [
    (r"py:.*", pattern) for pattern in (*ELSEWHERE, *_TEXTS, *_UNIONS, *_INSIDE)
]
"""Kind of reference and name, as patterns."""
