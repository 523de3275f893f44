"""Whose log it is: a name of the settings, an id of the log, or whoever gives no name.

The names are in the user's settings, random ids in the log. Who began without a name goes on
without one when others get names: the settings keep that id under the name "".
"""

from pathlib import Path

from quizkit.errors import StoreError
from quizkit.settings import NOBODY, Settings

_NAMED = 8


def known(settings: Settings, log: Path) -> str | None:
    """Return the learner's id; None where the name is new, or the log has one learner at most.

    Raises:
        StoreError: If the log cannot be read, or there are several learners and no name.
    """
    name, listed = settings.learner, settings.learners
    if name and name in listed:
        return listed[name]
    if not name and not listed:
        return None  # the log tells if there are several
    from quizkit.store.learners import learners

    ids = learners(log)
    if name:
        return name if name in ids else None
    if listed.get(NOBODY) in ids:
        return listed[NOBODY]
    if len(ids) > 1:
        raise StoreError(_which(settings, log, ids), str(log))
    return None


def chosen(settings: Settings, log: Path) -> str | None:
    """Return the learner's id as `known` does; a new name gets one.

    Raises:
        SettingsError: If the id cannot be kept in the settings.
        StoreError: As `known`.
    """
    found = known(settings, log)
    if found is not None or not settings.learner:
        return found
    from quizkit.settings.edit import enlist
    from quizkit.store.learners import learners

    nameless = unnamed(settings, learners(log))
    first = nameless[0] if len(nameless) == 1 else ""
    return enlist(settings.config, settings.learner, unnamed=first)


def unnamed(settings: Settings, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return those ids of a log that no name of the settings points to."""
    named = set(settings.learners.values())
    return tuple(each for each in ids if each not in named)


def people(settings: Settings, ids: tuple[str, ...]) -> str:
    """Return a log's learners as a list for people: each once, by name where there is a name."""
    names = {each: name for name, each in settings.learners.items() if name}
    found = [*sorted(f'"{names[each]}"' for each in ids if each in names)]
    found += [each for each in ids if each not in names]
    return ", ".join(found[:_NAMED]) + (", .." if len(found) > _NAMED else "")


def stranger(settings: Settings, log: Path) -> str:
    """Return the sentence on a name that a log does not know, or "" if the log is nobody's.

    Raises:
        StoreError: If the log cannot be read.
    """
    from quizkit.store.learners import learners

    ids = learners(log)
    if not ids:
        return ""
    return f'no answers of "{settings.learner}" yet; this log has {people(settings, ids)}'


def _which(settings: Settings, log: Path, ids: tuple[str, ...]) -> str:
    """Return the sentence that asks for one of them."""
    some = people(settings, ids)
    return f"the log {log} holds {len(ids)} learners; choose one with --learner: {some}"
