"""Vietnamese words that make a question flawed."""

from typing import Final

from quizkit.checks.words.lexis import Lexis, listed

LEXIS: Final = Lexis(
    tag="vi",
    absolute=listed(
        """luôn luôn, luôn, không bao giờ, tất cả, mọi, hoàn toàn, tuyệt đối, chỉ có, duy nhất,
        không ai, không gì, bất cứ, nhất định"""
    ),
    vague=listed(
        """thường, thường xuyên, đôi khi, thỉnh thoảng, hiếm khi, nói chung, nhiều, một số, vài,
        đa số, phần lớn, có lẽ, có thể, khoảng chừng, tương đối, khá, vân vân, quan trọng"""
    ),
    negative=listed("không, chưa, ngoại trừ, trừ, không phải, chẳng, sai"),
    harmless=listed(
        "không quân, không gian, không khí, hàng không, trên không, ít nhất, bao nhiêu"
    ),
    lately=listed(
        """năm ngoái, năm nay, năm tới, tháng trước, tháng này, hiện nay, hiện tại, gần đây,
        ngày nay, hôm nay, hôm qua, ngày mai, bây giờ, lúc này, vừa qua, sắp tới, mới đây"""
    ),
    hedges=listed("có lẽ, có thể, dường như, hình như, chắc là"),
    asks=listed(
        """ai, gì, nào, đâu, bao giờ, khi nào, mấy, bao nhiêu, tại sao, vì sao, thế nào, ra sao,
        bao lâu, bao xa, thứ mấy"""
    ),
    tells=listed(
        """hãy, kể, nêu, cho biết, điền, chọn, ghép, sắp xếp, xếp, nối, đúng hay sai, dịch, viết,
        đánh dấu, tìm"""
    ),
    he_or_she=listed("ông ấy, bà ấy, anh ấy, chị ấy, cô ấy, ông ta, bà ta, hắn"),
    it=listed("nó, chúng, họ, việc này, điều này, điều đó, cái này, người này, người đó"),
    every=listed("tất cả các đáp án trên, tất cả các ý trên, tất cả đều đúng, tất cả"),
    none=listed("không có đáp án nào, không đáp án nào đúng, tất cả đều sai, không có"),
    both=listed("cả"),
    joins=listed("và, hoặc, hay"),
    truth=listed("đúng, sai, có, không"),
    articles=listed("các, những, một, cái"),
    linking=listed("bởi vì, mặc dù, trong khi, nhưng, do đó, vì vậy"),
    small=listed(
        """trong, nước, người, được, những, nhiều, giữa, theo, tháng, ngày, năm, tổng, thống,
        nào, thành, phố, đoàn, việc, chức, thăm, của, nhau, trước, sau"""
    ),
    opinion=listed(
        """tốt nhất, tệ nhất, hay nhất, đẹp nhất, thú vị nhất, quan trọng nhất, nên, theo bạn,
        theo em, bạn nghĩ, em nghĩ, ý kiến của bạn, công bằng, vĩ đại nhất"""
    ),
    pupils=listed("""mssv, mã số sinh viên, mã sinh viên, mã học sinh, mã số học sinh"""),
    sayers=listed(
        "theo §, theo tác giả, theo khảo sát, theo báo cáo, theo sách, cho rằng, được gọi"
    ),
)
"""Vietnamese."""
