"""The words that a paper prints around its questions, by language; English where there are none."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from quizkit.model import Form


class Labels(NamedTuple):
    """The words of one language. Patterns hold the fields that are named here in braces.

    Attributes:
        name: Where the learner writes a name.
        group: Where the learner writes a class.
        date: Where the learner writes the day.
        points: Where the points reached are written: "Points"; behind it stands "____ / 20".
        variant: Which variant it is: "Variant", behind it "A".
        code: What the six signs are: "Code".
        page: With {page} and {pages}.
        question: "Question".
        answer: "Answer": before a line to write on, and over a column of answers.
        key: "Answer key".
        matrix: Over the table of all variants' answers.
        also: Before further answers that are right, with {answers}.
        worth: With {points}: one point, and several.
        whole: With {questions} and {points}: how much there is in all.
        different: Says that the variants have different questions.
        picture: Before a picture's credit, with {credit}.
        asks: For each form what the learner is to do.
    """

    name: str
    group: str
    date: str
    points: str
    variant: str
    code: str
    page: str
    question: str
    answer: str
    key: str
    matrix: str
    also: str
    worth: tuple[str, str]
    whole: str
    different: str
    picture: str
    asks: Mapping[Form, str]

    def points_text(self, points: int) -> str:
        """Return what a question is worth, in words.

        >>> labels_of("en").points_text(1), labels_of("en").points_text(3)
        ('1 point', '3 points')
        """
        return self.worth[0 if points == 1 else 1].format(points=points)


ENGLISH: Final = Labels(
    name="Name",
    group="Class",
    date="Date",
    points="Points",
    variant="Variant",
    code="Code",
    page="Page {page} of {pages}",
    question="Question",
    answer="Answer",
    key="Answer key",
    matrix="Answers of all variants",
    also="also right: {answers}",
    worth=("{points} point", "{points} points"),
    whole="Questions: {questions}. Points: {points}.",
    different="Each variant has questions of its own.",
    picture="Picture: {credit}",
    asks={
        Form.CHOICE: "Tick the right answer.",
        Form.SELECT: "Tick all right answers.",
        Form.TRUE_FALSE: "Tick one of the two.",
        Form.TYPED: "Write the answer.",
        Form.CLOZE: "Write what belongs in the gap.",
        Form.ORDER: "Write the numbers in the right order.",
        Form.MATCH: "Write the letter that belongs to each number.",
    },
)

VIETNAMESE: Final = Labels(
    name="Họ và tên",
    group="Lớp",
    date="Ngày",
    points="Điểm",
    variant="Mã đề",
    code="Mã phiếu",
    page="Trang {page}/{pages}",
    question="Câu",
    answer="Trả lời",
    key="Đáp án",
    matrix="Đáp án của tất cả các mã đề",
    also="cũng được chấp nhận: {answers}",
    worth=("{points} điểm", "{points} điểm"),
    whole="Số câu hỏi: {questions}. Tổng điểm: {points}.",
    different="Mỗi mã đề có bộ câu hỏi riêng.",
    picture="Ảnh: {credit}",
    asks={
        Form.CHOICE: "Đánh dấu vào câu trả lời đúng.",
        Form.SELECT: "Đánh dấu vào tất cả các câu trả lời đúng.",
        Form.TRUE_FALSE: "Đánh dấu vào một trong hai ô.",
        Form.TYPED: "Viết câu trả lời.",
        Form.CLOZE: "Điền vào chỗ trống.",
        Form.ORDER: "Viết các số theo đúng thứ tự.",
        Form.MATCH: "Viết chữ cái thích hợp cho mỗi số.",
    },
)

_BY_TAG: Final = {"en": ENGLISH, "vi": VIETNAMESE}


def labels_of(language: str) -> Labels:
    """Return the words of a language, by its tag: of "vi-VN" those of "vi".

    >>> labels_of("vi-VN").key, labels_of("km").key
    ('Đáp án', 'Answer key')
    """
    return _BY_TAG.get(language.lower().partition("-")[0], ENGLISH)
