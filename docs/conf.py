"""How the documentation is built: `python -m sphinx -W --keep-going -n -b html docs docs/_build`.

The reference is written anew from the code before each build (`making`), into folders that git
ignores. Nothing on a page is loaded from another host.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from making import build  # noqa: E402 - needs the path above
from making.unlinked import UNLINKED  # noqa: E402 - as well

project = "quizkit"
author = "the quizkit authors"
project_copyright = "the quizkit authors; code MIT, decks and texts CC BY 4.0"
release = version = (HERE.parent / "quizkit/cli/version.txt").read_text().split()[-1]

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "making", "**/README.md"]
default_role = "code"
smartquotes = False  # two hyphens begin an option
nitpicky = True
nitpick_ignore_regex = UNLINKED

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "attrs_inline"]
myst_heading_anchors = 4
suppress_warnings: list[str] = []

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_use_type_comments = False
python_use_unqualified_type_names = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
add_module_names = False

html_theme = "furo"
html_title = f"quizkit {release}"
html_static_path = ["_static"]
html_css_files = ["quizkit.css"]
html_js_files = [("scroll.js", {"defer": "defer"})]
html_search_scorer = str(HERE / "making/scorer.js")
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#005f73",
        "color-brand-content": "#005f73",
    },
    "dark_css_variables": {
        "color-brand-primary": "#7fd1e0",
        "color-brand-content": "#7fd1e0",
    },
    "footer_icons": [],
}
highlight_language = "none"


setup = build.setup
