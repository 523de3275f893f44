"""What installed packages add to quizkit, each looked at: for `quizkit doctor`."""

from collections.abc import Iterator
from typing import NamedTuple


class Added(NamedTuple):
    """A form, check or format of a package.

    Attributes:
        what: "form", "check" or "format".
        told: Its name and package, or why it cannot be used.
        ok: It can be used.
    """

    what: str
    told: str
    ok: bool


def added() -> Iterator[Added]:
    """Load what packages bring and yield each of it; nothing where there is none."""
    from quizkit.formats.formatlist import INSTALLED as FORMATS
    from quizkit.practice.extensions import CHECKS, FORMS

    for what, installed in (("form", FORMS), ("check", CHECKS), ("format", FORMATS)):
        faults = installed.load()
        bad = {fault.partition(" cannot be used")[0] for fault in faults}
        for found in installed.found:
            if f"the {what} {found.name} of the package {found.package}" not in bad:
                yield Added(what, f"{found.name}, of the package {found.package}", ok=True)
        for fault in faults:
            yield Added(what, fault, ok=False)
