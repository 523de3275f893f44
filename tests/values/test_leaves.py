"""The single values in a value: through lists in viewpoints, in order."""

from quizkit.model import OTHER, List, Named, Text, Views
from quizkit.values.leaves import leaves_of


def test_a_single_value_is_its_own_leaf() -> None:
    assert list(leaves_of(Text("a"))) == [Text("a")]
    assert list(leaves_of(OTHER)) == [OTHER]


def test_lists_in_viewpoints_are_opened_in_order() -> None:
    value = Views("in", (("Rome", List((Named("B"), Named("A")))), ("Oslo", Text("c"))))
    assert list(leaves_of(value)) == [Named("B"), Named("A"), Text("c")]
    assert list(leaves_of(List(()))) == []
