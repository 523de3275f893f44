"""A format of one's own: what is refused, how it is found, what if it fails."""

import types

import pytest

from quizkit.errors import ExtensionError, FormatError, QuizkitError
from quizkit.formats import formatlist
from quizkit.formats.book import NO_INTAKE, Book, Draft, Written
from quizkit.formats.formatlist import add, format_of, guessed, is_format, own_of
from quizkit.formats.ownformats import OwnFormat
from quizkit.formats.posing import Wish, pose
from quizkit.formats.strangers import sniffing
from quizkit.model import Form
from quizkit.questions.ask import Asker
from tests.registries import registries  # noqa: F401


def fmt(**parts):
    """Return a format that writes stems and reads nothing, but for some parts."""
    made = {"NAME": "mine", "SUFFIX": ".mine", "write": write, "read": read} | parts
    return types.SimpleNamespace(**{name: part for name, part in made.items() if part is not None})


def write(posing):
    text = "\n".join(each.question.stem for each in posing.questions)
    return Written({"": text.encode()}, posing.losses, len(posing.questions), "questions")


def read(files, path, intake):
    return Draft(Book(()))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"NAME": "My format"}, "has the NAME 'My format', wanted small letters, digits and hyph"),
        ({"NAME": None}, "has the NAME None"),
        ({"SUFFIX": "mine"}, "has the SUFFIX 'mine', wanted a dot and what follows it"),
        ({"write": None, "read": None}, "has neither of its functions; write write(posing) -> W"),
        ({"write": lambda: None}, "has a function write that cannot be called so"),
        ({"read": lambda files: None}, "write read(files, path, intake) -> Draft"),
        ({"ORDER": ()}, "has an ORDER without forms"),
    ],
)
def test_a_part_that_is_missing_is_named(parts, said):
    with pytest.raises(ExtensionError) as caught:
        OwnFormat(fmt(**parts))
    assert said in str(caught.value)


def test_it_is_a_row_of_the_list_as_any_other():
    add(OwnFormat(fmt(CALLED="Mine", SAYS="what I read", ORDER=(Form.CHOICE,))))
    row = format_of("mine")
    assert (row.suffix, row.called, row.says, row.asks) == (".mine", "Mine", "what I read", True)
    assert row.load() is row.load_reader()
    assert row.load().ORDER == (Form.CHOICE,)
    assert is_format("mine", reads=True)
    assert is_format("mine", reads=False)
    assert not is_format("other", reads=True)


def test_its_name_may_not_be_taken():
    with pytest.raises(ExtensionError, match="there is a format gift already, of quizkit"):
        add(OwnFormat(fmt(NAME="gift")))
    add(OwnFormat(fmt()))

    class Other:
        NAME, SUFFIX = "mine", ".mine"
        write = staticmethod(write)

    with pytest.raises(ExtensionError, match="already, of types"):
        add(OwnFormat(Other))
    assert is_format("mine", reads=True)


def test_a_format_that_only_writes_is_not_read():
    add(OwnFormat(fmt(read=None)))
    assert is_format("mine", reads=False)
    assert not is_format("mine", reads=True)


def test_a_file_is_known_by_its_ending_where_no_format_of_quizkit_has_it():
    add(OwnFormat(fmt()))
    add(OwnFormat(fmt(NAME="theirs", SUFFIX=".xml")))
    assert guessed("a.mine", is_folder=False) == "mine"
    assert guessed("a.xml", is_folder=False) == "moodle"
    assert sniffing.guessed("A.MINE", b"x").format == "mine"
    assert own_of("a.other", reads=True) == ""
    with pytest.raises(FormatError, match="say which with --from"):
        sniffing.guessed("a.other", b"x")


def test_it_writes_what_is_posed(small_deck):
    add(OwnFormat(fmt()))
    module = format_of("mine").load()
    posing = pose(Asker(small_deck), order=module.ORDER, wish=Wish(most=3), target="Mine")
    assert module.write(posing).files[""].count(b"\n") == 2


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            {"read": lambda files, path, intake: 1 / 0},
            "failed: ZeroDivisionError: division by zero",
        ),
        ({"read": lambda files, path, intake: 7}, "returned 7 from read, wanted a Draft"),
        ({"held": lambda text: None}, "returned None from held, wanted a str"),
    ],
)
def test_what_it_does_wrong_is_its_own_fault(parts, said):
    made = OwnFormat(fmt(**parts))
    call = made.held if "held" in parts else lambda path: made.read({}, path, NO_INTAKE)
    with pytest.raises(ExtensionError) as caught:
        call("a.mine")
    assert said in str(caught.value)
    assert "the format mine (types.SimpleNamespace)" in str(caught.value)


@pytest.mark.parametrize(
    "files",
    [
        {"../a": b""}, {"b/../../a": b""}, {"/a": b""}, {"C:a": b""}, {"b\\..\\a": b""},
        {"a\0": b""}, {"": b"", "a": b""}, {".": b""},
    ],
)  # fmt: skip
def test_a_file_of_its_lies_below_the_place_that_is_given(files):
    made = OwnFormat(fmt(write=lambda posing: Written(files, (), 1, "questions")))
    with pytest.raises(ExtensionError, match=r"wrote a file .*, wanted names below the place"):
        made.write(None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"files": {"": "text"}}, "files: "),
        ({"files": [b""]}, "files: "),
        ({"losses": (1,)}, "losses: "),
        ({"losses": None}, "losses: None"),
        ({"total": "1"}, "total: '1'"),
    ],
)
def test_what_it_writes_is_of_the_types_that_are_wanted(changes, field):
    written = Written({"": b""}, (), 1, "questions")
    assert OwnFormat(fmt(write=lambda posing: written)).write(None) == written
    made = OwnFormat(fmt(write=lambda posing: written._replace(**changes)))
    with pytest.raises(ExtensionError, match=f"from write, wanted a Written; of .* is {field}"):
        made.write(None)


def test_a_file_that_it_refuses_is_told_as_it_says():
    def refuse(files, path, intake):
        raise FormatError("no question in it", path)

    with pytest.raises(QuizkitError, match="no question in it"):
        OwnFormat(fmt(read=refuse)).read({}, "a.mine", NO_INTAKE)


def test_a_cell_holds_all_where_the_format_says_nothing():
    assert OwnFormat(fmt()).held("a  b") == "a  b"


def test_an_unknown_format_is_told_with_those_there_are():
    add(OwnFormat(fmt()))
    with pytest.raises(FormatError, match=r"there is no format other; there are xlsx, .*, mine"):
        format_of("other")
    assert "mine" not in formatlist.FORMATS
