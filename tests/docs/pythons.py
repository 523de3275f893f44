"""A page's Python: doctests compared, the rest executed, all in one namespace, no network."""

import ast
import doctest
import io
import traceback
import warnings
from contextlib import redirect_stdout

_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def executed(text: str, names: dict[str, object], *, where: str) -> str:
    """Execute a block and return it with what it gives now; what fits as it is stays as it is.

    Args:
        text: The block.
        names: The page's namespace; it changes.
        where: The page and line, for tracebacks.
    """
    if not text.lstrip().startswith(">>>"):
        exec(compile(text, where, "exec"), names)  # the page's own code
        return text
    return "".join(_example(each, names, where) for each in doctest.DocTestParser().parse(text))


def _example(part: str | doctest.Example, names: dict[str, object], where: str) -> str:
    if isinstance(part, str):
        return part
    is_mistake = part.want.startswith("Traceback")
    got = _printed(part.source, names, where, is_mistake=is_mistake)
    flags = _FLAGS
    for flag, on in part.options.items():
        flags = flags | flag if on else flags & ~flag
    fits = doctest.OutputChecker().check_output(part.want, got, flags)
    lines = part.source.splitlines()
    prompts = [">>> " + lines[0], *("... " + line if line else "..." for line in lines[1:])]
    return "\n".join(prompts) + "\n" + (part.want if fits else got)


def _printed(source: str, names: dict[str, object], where: str, *, is_mistake: bool) -> str:
    out = io.StringIO()
    with redirect_stdout(out), warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            exec(compile(ast.Interactive(ast.parse(source).body), where, "single"), names)
        except Exception as error:
            if not is_mistake:
                raise
            out.write("Traceback (most recent call last):\n    ...\n")
            out.write("".join(traceback.format_exception_only(error)))
    return out.getvalue()
