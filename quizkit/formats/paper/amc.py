"""Papers for Auto Multiple Choice, which marks scanned sheets: its plain format, AMC-TXT.

Each variant is a file of its own whose order is kept, so that `paper.json` tells what was where.
The format has no escape: brackets hold markup and `!name!` is a picture, so such signs in a deck's
texts are replaced (QK904). A stem or option is one line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from quizkit.formats.asloss import called, lost, once
from quizkit.formats.paper.labels import Labels, labels_of
from quizkit.formats.paper.nouns import Paper, Place, Variant
from quizkit.formats.posed import Posed
from quizkit.model import Form, Problem

HELD: Final = (Form.CHOICE, Form.SELECT, Form.TRUE_FALSE)
"""The forms that are marked by machine."""

LANGUAGES: Final = frozenset({"de", "es", "fr", "it", "nl", "no", "pt", "ja", "ar"})
"""Languages of which the program has its own words; without one it speaks English."""

_BRACKETS: Final = str.maketrans("[]", "()")
_PICTURE: Final = re.compile(r"!(?=[^\s!]+!)")
_BLANKS: Final = re.compile(r"\s+")


def write(paper: Paper) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """Return a file for each variant, `A.txt` and so on, and what the format cannot hold.

    Args:
        paper: The paper.
    """
    files = {
        f"{variant.name}.txt": "".join(_lines(paper, variant)).encode()
        for variant in paper.variants
    }
    return files, once(problem for task in paper.tasks for problem in _losses(task))


def _lines(paper: Paper, variant: Variant) -> Iterator[str]:
    labels = labels_of(paper.language)
    yield from _head(paper, variant, labels)
    for place in variant.places:
        if paper.tasks[place.task].form in HELD:
            yield "\n"
            yield from _question(paper.tasks[place.task], place)


def _head(paper: Paper, variant: Variant, labels: Labels) -> Iterator[str]:
    """Yield the options of the file; nothing is shuffled, and no option is added to a `**`."""
    name = f"{labels.variant} {variant.name}, {labels.code} {paper.code}"
    language = paper.language.partition("-")[0].lower()
    told = [f"{name}.", *paper.instructions, *([labels.different] if paper.different else [])]
    options = {
        "Lang": language.upper() if language in LANGUAGES else "",
        "PaperSize": "letter" if paper.look.page == "letter" else "A4",
        "Title": f"{paper.title} - {name}",
        "Presentation": " ".join(told),
        "ShuffleQuestions": "0",
        "CompleteMulti": "0",
        "L-Question": "" if language in LANGUAGES else labels.question,
        "L-Name": labels.name,
    }
    for option, text in options.items():
        if text:
            yield f"{option}: {plain(text)}\n"


def _question(task: Posed, place: Place) -> Iterator[str]:
    """Yield a question: `*` has one right option, `**` any number; both keep their order.

    Of several a point is lost for each box that is wrong, down to none (`haut`, `p`).
    """
    is_one = task.form is not Form.SELECT
    head = f"[id={task.name},ordered]"
    head = f"*{head}{{b={task.points}}}" if is_one else f"**{head}{{haut={task.points},p=0}}"
    yield f"{head} {plain(task.question.stem)}\n"
    for at, option in zip(place.order, place.options, strict=True):
        yield f"{'+' if at in task.question.keys else '-'} {plain(option)}\n"


def plain(text: str) -> str:
    r"""Return a text on one line without signs that would be markup.

    >>> plain("[*so*] and !map.png!"), plain("a [b]\n  c! d!")
    ('(*so*) and ! map.png!', 'a (b) c! d!')
    """
    flat = _BLANKS.sub(" ", text.translate(_BRACKETS)).strip()
    return _PICTURE.sub("! ", flat)


def _losses(task: Posed) -> Iterator[Problem]:
    if task.form not in HELD:
        message = f"amc cannot ask {called(task)} as {task.form.value}: left out"
        yield lost("QK901", task, message=message, tip="only what is ticked can be marked")
        return
    if task.picture:
        message = f"amc: the picture of {called(task)} is left out"
        yield lost("QK903", task, message=message, tip="add it to the file by hand: !name.png!")
    texts = (task.question.stem, *task.question.options)
    if any(plain(text) != text for text in texts):
        message = f"amc: brackets, marks or line breaks of {called(task)} are replaced"
        yield lost("QK904", task, message=message, tip="the format has no sign to keep them")
