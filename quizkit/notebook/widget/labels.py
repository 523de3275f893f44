"""What the widget itself says, in the languages that quizkit speaks."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from quizkit.formats.page.labels import labels as page_labels

_SHARED: Final = (
    *("choice", "several", "typed", "gap", "blank", "order", "flip", "check", "unknown", "show"),
    *("next", "overrule", "choose first", "type first", "match first", "up", "down", "moved"),
    *("is right", "is wrong", "missed", "answer", "in order", "yours", "source", "photo", "review"),
)
"""What the practice page says in the same words."""

_VERDICTS: Final = ("right", "partly", "wrong", "given up")
"""Its verdicts; the kernel says them."""

IN_BROWSER: Final = (
    *_SHARED,
    *("match", "nothing", "read first", "hint", "skip", "undo", "redo", "put off", "suspend"),
    *("flag", "fault", "stop", "more", "retry", "contrast", "evidence", "other", "note"),
    *("picture", "rate", "rerate", "no kernel"),
)
"""What the script says by itself; the rest is in sentences that the kernel makes."""

_ENGLISH: Final[Mapping[str, str]] = {
    "number": "Question {n}",
    "number of": "Question {n} of {all}",
    "left": "{n} min left",
    "match": "Choose for each sentence what belongs in its gap",
    "nothing": "choose",
    "asked in": "asked in {language}",
    "read first": "Read first",
    "hint": "Hint",
    "skip": "Skip",
    "undo": "Undo",
    "redo": "Redo",
    "put off": "Not today",
    "suspend": "Never ask again",
    "flag": "Tell of a fault",
    "fault": "What is wrong with it?",
    "stop": "Finish",
    "more": "5 more minutes",
    "retry": "Missed ones again ({n})",
    "contrast": "One against the other",
    "evidence": "Evidence",
    "other": "More",
    "slip": "Right, with a slip",
    "rated": "Rated",
    "note": "Note",
    "picture": "Picture",
    "quote": "It says",
    "why": "Why it was asked",
    "also asked": "Also asked about it",
    "taken for": "You took {other} for {one}, times: {n}",
    "no evidence": "The deck gives no evidence for it.",
    "saved": "Saved as {rating}, asked again {when}.",
    "saved plainly": "Saved as {rating}.",
    "rate": "How well did you know it?",
    "rerate": "Another rating",
    "again": "Again",
    "hard": "Hard",
    "good": "Good",
    "easy": "Easy",
    "today": "today",
    "tomorrow": "tomorrow",
    "in days": "in {n} days",
    "fits": "“{response}” fits several: {names}. Which one? Nothing is counted yet.",
    "stands": "Nothing is counted; the question stands.",
    "not saved": "Nothing is counted; the question stands. Mend that, then answer again.",
    "not done": "Nothing has changed. Mend that, then try again.",
    "end": "That’s it for now",
    "end time": "Time is up",
    "end done": "Done for today",
    "mark": "{right} of {all} right",
    "open": "Not answered: {n}",
    "no question": "There is no question to ask.",
    "known": "Known {n} of {all}",
    "told": "{answers} answers: {right} right, {slips} with a slip, {partly} partly, {wrong} wrong",
    "next time": "Next {when}, about {n} min",
    "pause": "Paused: no time is counted",
    "no kernel": "No answer yet. If the kernel is busy, wait; if none runs, start it and run "
    "the cell again.",
    "static": "Answers can be given here once the cell is run in a live notebook.",
    "no extra": "Answers can be given here once anywidget is installed: "
    'pip install "quizkit[notebook]"',
}

_VIETNAMESE: Final[Mapping[str, str]] = {
    "number": "Câu {n}",
    "number of": "Câu {n}/{all}",
    "left": "còn {n} phút",
    "match": "Chọn từ ngữ điền vào chỗ trống của từng câu",
    "nothing": "chọn",
    "asked in": "hỏi bằng {language}",
    "read first": "Đọc trước",
    "hint": "Gợi ý",
    "skip": "Để sau",
    "undo": "Hoàn tác",
    "redo": "Làm lại",
    "put off": "Không hỏi hôm nay",
    "suspend": "Không hỏi nữa",
    "flag": "Báo lỗi",
    "fault": "Câu này sai ở đâu?",
    "stop": "Kết thúc",
    "more": "Thêm 5 phút",
    "retry": "Hỏi lại câu chưa đúng ({n})",
    "contrast": "So sánh hai đáp án",
    "evidence": "Bằng chứng",
    "other": "Thêm",
    "slip": "Đúng, có lỗi nhỏ",
    "rated": "Đã đánh giá",
    "note": "Ghi chú",
    "picture": "Ảnh",
    "quote": "Nguyên văn",
    "why": "Vì sao được hỏi",
    "also asked": "Những câu hỏi khác về điều này",
    "taken for": "Bạn đã nhầm {other} với {one}, số lần: {n}",
    "no evidence": "Bộ câu hỏi không nêu bằng chứng.",
    "saved": "Đã lưu: {rating}, hỏi lại {when}.",
    "saved plainly": "Đã lưu: {rating}.",
    "rate": "Bạn nhớ đến mức nào?",
    "rerate": "Đánh giá khác",
    "again": "Chưa nhớ",
    "hard": "Khó",
    "good": "Tốt",
    "easy": "Dễ",
    "today": "hôm nay",
    "tomorrow": "ngày mai",
    "in days": "sau {n} ngày",
    "fits": "“{response}” hợp với nhiều tên: {names}. Bạn muốn nói tên nào? Chưa tính gì cả.",
    "stands": "Chưa tính gì cả; câu hỏi vẫn còn đó.",
    "not saved": "Chưa tính gì cả; câu hỏi vẫn còn đó. Hãy khắc phục rồi trả lời lại.",
    "not done": "Chưa có gì thay đổi. Hãy khắc phục rồi thử lại.",
    "end": "Tạm dừng ở đây",
    "end time": "Hết giờ",
    "end done": "Hôm nay đã xong",
    "mark": "Đúng {right}/{all} câu",
    "open": "Chưa trả lời: {n}",
    "no question": "Không có câu hỏi nào.",
    "known": "Đã nhớ {n}/{all}",
    "told": "{answers} câu trả lời: {right} đúng, {slips} có lỗi nhỏ, {partly} đúng một phần, "
    "{wrong} sai",
    "next time": "Lần tới {when}, khoảng {n} phút",
    "pause": "Đang nghỉ: không tính giờ",
    "no kernel": "Chưa có phản hồi. Nếu kernel đang bận, hãy đợi; nếu không có kernel nào chạy, "
    "hãy khởi động rồi chạy lại ô này.",
    "static": "Hãy chạy ô này trong sổ ghi chép đang hoạt động để trả lời.",
    "no extra": 'Cần anywidget để trả lời tại đây: pip install "quizkit[notebook]"',
}

_OWN: Final = {"en": _ENGLISH, "vi": _VIETNAMESE}


@cache
def labels(language: str) -> tuple[str, Mapping[str, str]]:
    """Return what the widget says, and in which language: the one wanted, else English.

    The words have that language as "tag" too.

    Args:
        language: Language tag, such as "vi" or "en-GB".

    >>> labels("vi-VN")[0], labels("fr")[0], labels("en")[1]["skip"], labels("en")[1]["check"]
    ('vi', 'en', 'Skip', 'Check')
    """
    tag, page = page_labels(language)
    words = {name: page[name] for name in (*_SHARED, *_VERDICTS)} | dict(_OWN[tag])
    return tag, words | {"tag": tag}
