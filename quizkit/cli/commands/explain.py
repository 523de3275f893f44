"""`quizkit explain`: the page of a problem code."""

from typing import TYPE_CHECKING, Any

import click

from quizkit.cli.exits import NotFound
from quizkit.cli.frame import Cli
from quizkit.cli.options import CODE, as_json, examples
from quizkit.cli.out import Styled

if TYPE_CHECKING:
    from quizkit.checks.catalogue import Page


@click.command(epilog=examples("quizkit explain QK301", "quizkit explain QK1"))
@click.argument("code", type=CODE, required=False, default="")
@as_json
@click.pass_obj
def explain(cli: Cli, code: str, *, as_json: bool) -> None:
    """Explain a problem code, with a bad deck and a good one.

    CODE is a code (QK301) or a family (QK3); without one, all codes are listed.
    """
    from quizkit.checks.catalogue import pages
    from quizkit.practice.extensions import load_checks

    for line in load_checks():
        cli.out.fault(line)
    wanted = code.upper()
    found = [page for page in pages() if page.code.startswith(wanted)]
    if not found:
        message = f"no check has the code {code}; `quizkit explain` lists them"
        raise NotFound(message)
    whole = len(found) == 1 and found[0].code == wanted
    if as_json:
        listed = [_plain(page) for page in found]
        cli.out.json({"v": 1, **listed[0]} if whole else {"v": 1, "codes": listed})
    elif whole:
        _print_page(cli, found[0])
    else:
        for page in found:
            cli.out.data(f"{page.code} {page.severity.word:<7} {page.profile:<8} {page.title}")


def _print_page(cli: Cli, page: "Page") -> None:
    cli.out.data(Styled(f"{page.code} {page.title}", "bold"))
    cli.out.data(f"{page.severity.word}, from profile {page.profile} on")
    for heading, text in page.sections:
        cli.out.data("")
        cli.out.data(Styled(heading, "bold"))
        body = text.rstrip("\n") if "\n" in text else click.wrap_text(text, 76)
        cli.out.data("\n".join("  " + line if line else "" for line in body.split("\n")))


def _plain(page: "Page") -> dict[str, Any]:
    return {
        "code": page.code,
        "title": page.title,
        "severity": page.severity.word,
        "profile": page.profile,
        "finds": page.finds,
        "matters": page.matters,
        "source": page.source,
        "example": page.example,
        "instead": page.instead,
        "fix": page.fix,
        "options": page.options,
    }
