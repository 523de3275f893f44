"""How handles look in a notebook: HTML, Markdown, plain text, frames, plots, the widget.

Functions here take values and return text, HTML, frames or charts; they know no handle of `api`
and hold no rule. What needs a package of the extra `notebook` imports it where it is used.
"""
