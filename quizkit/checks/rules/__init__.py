"""One rule a module; its docstring is its page. A new module here is a new rule."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Final, cast

from quizkit.checks.context import Rule

RULES: Final = tuple(
    cast("Rule", import_module(f"{__name__}.{module.name}"))
    for module in sorted(iter_modules(__path__), key=lambda module: module.name)
)
"""All rules, by the names of their modules."""
