"""What headers of columns mean, in English and Vietnamese, and how such a column is asked.

A wording has `{k}` for the column that tells rows apart, `{c}` for the column asked, and the words
`<k>` and `<c>` for what the two are called. `back` asks the other way round.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from quizkit.text import fold


class Aspect(NamedTuple):
    """What a column may be about.

    Attributes:
        name: Its name here.
        type: The type of its values, or "" where they must tell.
        headers: How it is headed.
        ask: Its wording by language, where it has one of its own.
        says: Its statement by language.
        back: The wording that asks for the key by it.
    """

    name: str
    type: str
    headers: tuple[str, ...]
    ask: Mapping[str, str] = {}
    says: Mapping[str, str] = {}
    back: Mapping[str, str] = {}


def _one(name: str, type_: str, headers: str, *pairs: str) -> Aspect:
    """Return an aspect; pairs are ask and says in English, the same in Vietnamese, then back."""
    texts = (*pairs, *("" for _ in range(6 - len(pairs))))
    kept = [
        {tag: text for tag, text in zip(("en", "vi"), two, strict=True) if text}
        for two in ((texts[0], texts[2]), (texts[1], texts[3]), (texts[4], texts[5]))
    ]
    return Aspect(name, type_, tuple(headers.split("; ")), *kept)


ASPECTS: Final = (
    # Keys
    _one("person", "person", "person; people; scientist; king; queen; president; inventor name; "
         "nhân vật; họ tên; họ và tên; tên người; nhà khoa học; vua; holder; người giữ chức"),
    _one("country", "country", "country; nation; land; nước; quốc gia; đất nước",
         "In which country is {k}?", "{k} is in {c}.", "{k} thuộc nước nào?", "{k} thuộc {c}."),
    _one("event", "name", "event; war; revolution; sự kiện; cuộc chiến; chiến tranh; chiến dịch; "
         "cách mạng"),
    _one("battle", "name", "battle; trận; trận đánh"),
    _one("work", "work", "title; book; novel; poem; painting; picture; song; film; movie; opera; "
         "play; work; tác phẩm; tên sách; cuốn sách; sách; bức tranh; bài hát; phim; "
         "truyện; bài thơ"),
    _one("organisation", "organisation", "organisation; organization; company; club; university; "
         "school; party; tổ chức; công ty; trường; đại học; câu lạc bộ; đảng"),
    _one("term", "name", "term; word; concept; expression; vocabulary; thuật ngữ; khái niệm; từ; "
         "từ vựng; từ mới"),
    _one("agreement", "agreement", "agreement; treaty; pact; hiệp định; hiệp ước"),
    _one("discovery", "name", "discovery; phát hiện"),
    _one("quotation", "text", "quotation; quote; saying; câu nói; trích dẫn; danh ngôn"),
    _one("process", "name", "process; quá trình; quy trình"),
    _one("short", "text", "abbreviation; acronym; viết tắt; chữ viết tắt; từ viết tắt"),
    _one("element", "name", "element; nguyên tố"),
    _one("visitor", "person", "visitor; người thăm"),
    _one("law", "name", "law; act; luật; đạo luật"),
    # Who
    _one("author", "person", "author; writer; poet; written by; tác giả; nhà văn; nhà thơ",
         "Who wrote {k}?", "{c} wrote {k}.", "Ai là tác giả của {k}?", "{c} là tác giả của {k}.",
         "Which <k> did {c} write?", "{c} viết <k> nào?"),
    _one("painter", "person", "painter; painted by; họa sĩ; hoạ sĩ",
         "Who painted {k}?", "{c} painted {k}.", "Ai vẽ {k}?", "{c} vẽ {k}."),
    _one("artist", "person", "artist; sculptor; singer; nghệ sĩ; ca sĩ; nhà điêu khắc",
         "Who is the <c> of {k}?", "", "<c> của {k} là ai?"),
    _one("composer", "person", "composer; composed by; nhạc sĩ; nhà soạn nhạc",
         "Who composed {k}?", "{c} composed {k}.", "Ai sáng tác {k}?", "{c} sáng tác {k}."),
    _one("director", "person", "director; directed by; đạo diễn",
         "Who directed {k}?", "{c} directed {k}.", "Ai là đạo diễn của {k}?",
         "{c} là đạo diễn của {k}."),
    _one("inventor", "person", "inventor; invented by; nhà phát minh; người phát minh",
         "Who invented {k}?", "{c} invented {k}.", "Ai phát minh ra {k}?", "{c} phát minh ra {k}.",
         "What did {c} invent?", "{c} phát minh ra gì?"),
    _one("discoverer", "person", "discoverer; discovered by; found by; người phát hiện; "
         "người khám phá", "Who discovered {k}?", "{c} discovered {k}.", "Ai phát hiện ra {k}?",
         "{c} phát hiện ra {k}.", "What did {c} discover?", "{c} phát hiện ra gì?"),
    _one("founder", "person", "founder; founded by; người sáng lập; người thành lập; sáng lập",
         "Who founded {k}?", "{c} founded {k}.", "Ai sáng lập {k}?", "{c} sáng lập {k}."),
    _one("architect", "person", "architect; designed by; designer; kiến trúc sư",
         "Who designed {k}?", "{c} designed {k}.", "Ai thiết kế {k}?", "{c} thiết kế {k}."),
    _one("winner", "name", "winner; victor; won by; champion; bên thắng; người thắng; nhà vô địch; "
         "vô địch", "Who won {k}?", "{c} won {k}.", "Ai thắng {k}?", "{c} thắng {k}."),
    _one("leader", "person", "leader; head; ruler; commander; prime minister; chancellor; mayor; "
         "teacher; coach; lãnh đạo; người đứng đầu; chỉ huy; thủ tướng; tổng thống; chủ tịch; "
         "thị trưởng; giáo viên; huấn luyện viên", "Who is the <c> of {k}?", "",
         "Ai là <c> của {k}?"),
    _one("founders", "list", "founders; authors; members; parties; những người sáng lập; "
         "các tác giả; các thành viên; các bên"),
    # Where
    _one("capital", "city", "capital; capital city; thủ đô; thủ phủ; tỉnh lỵ",
         "What is the capital of {k}?", "The capital of {k} is {c}.", "<c> của {k} là gì?",
         "<c> của {k} là {c}.", "Which <k> has {c} as its capital?", "<k> nào có <c> là {c}?"),
    _one("continent", "place", "continent; châu lục; châu",
         "On which continent is {k}?", "{k} is in {c}.", "{k} thuộc châu lục nào?",
         "{k} thuộc {c}."),
    _one("region", "place", "region; province; state; district; county; city; town; island; vùng; "
         "vùng miền; miền; tỉnh; thành phố; huyện; quận; đảo; tỉnh thành",
         "In which <c> is {k}?", "{k} is in {c}.", "{k} nằm ở <c> nào?", "{k} nằm ở {c}."),
    _one("location", "place", "location; place; where; venue; site; địa điểm; nơi; vị trí; "
         "nơi diễn ra; ở đâu", "Where is {k}?", "{k} is in {c}.", "{k} ở đâu?", "{k} ở {c}."),
    _one("seat", "place", "seat; headquarters; trụ sở",
         "Where does {k} have its seat?", "{k} has its seat in {c}.", "{k} có trụ sở ở đâu?",
         "{k} có trụ sở ở {c}."),
    _one("birthplace", "place", "birthplace; place of birth; born in; nơi sinh; quê quán; quê",
         "Where was {k} born?", "{k} was born in {c}.", "{k} sinh ở đâu?", "{k} sinh ở {c}."),
    _one("deathplace", "place", "place of death; died in; nơi mất",
         "Where did {k} die?", "{k} died in {c}.", "{k} mất ở đâu?", "{k} mất ở {c}."),
    _one("destination", "place", "destination; visited; nơi đến; điểm đến"),
    _one("mouth", "place", "mouth; flows into; đổ ra; đổ vào; cửa sông",
         "Into what does {k} flow?", "{k} flows into {c}.", "{k} đổ ra đâu?", "{k} đổ ra {c}."),
    # When
    _one("born", "date", "born; birth; date of birth; birth date; birthday; birth year; "
         "year of birth; born on; năm sinh; ngày sinh; sinh",
         "{when} was {k} born?", "{k} was born {on c}.", "{k} sinh vào {when}?",
         "{k} sinh vào {on c}."),
    _one("died", "date", "died; death; date of death; death date; death year; year of death; "
         "died on; năm mất; ngày mất; mất", "{when} did {k} die?", "{k} died {on c}.",
         "{k} mất vào {when}?", "{k} mất vào {on c}."),
    _one("founded", "date", "founded; established; foundation; founding; year founded; "
         "founding year; date founded; founded in; năm thành lập; ngày thành lập; thành lập",
         "{when} was {k} founded?", "{k} was founded {on c}.", "{k} được thành lập vào {when}?",
         "{k} được thành lập vào {on c}."),
    _one("published", "date", "published; publication; publication year; year of publication; "
         "published in; released; release; release year; release date; premiere; năm xuất bản; "
         "xuất bản; năm sáng tác; năm ra đời; năm phát hành; ngày phát hành",
         "{when} did {k} come out?", "{k} came out {on c}.", "{k} ra đời vào {when}?",
         "{k} ra đời vào {on c}."),
    _one("built", "date", "built; completed; construction; year built; opened; năm xây dựng; "
         "xây dựng; hoàn thành; năm hoàn thành; khánh thành", "{when} was {k} <c>?",
         "{k} was <c> {on c}.", "{k} được <c> vào {when}?", "{k} được <c> vào {on c}."),
    _one("discovered", "date", "discovered; year of discovery; discovery year; discovered in; "
         "năm phát hiện", "{when} was {k} discovered?", "{k} was discovered {on c}.",
         "{k} được phát hiện vào {when}?", "{k} được phát hiện vào {on c}."),
    _one("invented", "date", "invented; year of invention; invention year; invented in; "
         "năm phát minh", "{when} was {k} invented?", "{k} was invented {on c}.",
         "{k} được phát minh vào {when}?", "{k} được phát minh vào {on c}."),
    _one("signed", "date", "signed; signed on; date signed; ngày ký; năm ký",
         "{when} was {k} signed?", "{k} was signed {on c}.", "{k} được ký vào {when}?",
         "{k} được ký vào {on c}."),
    _one("independence", "date", "independence; independent since; year of independence; "
         "date of independence; độc lập; năm độc lập; ngày độc lập",
         "{when} did {k} become independent?", "{k} became independent {on c}.",
         "{k} giành độc lập vào {when}?", "{k} giành độc lập vào {on c}."),
    _one("joined", "date", "joined; member since; accession; gia nhập; năm gia nhập; "
         "ngày gia nhập", "{when} did {k} join?", "{k} joined {on c}.", "{k} gia nhập vào {when}?",
         "{k} gia nhập vào {on c}."),
    _one("start", "date", "start; started; began; begin; beginning; from; since; start year; "
         "start date; bắt đầu; năm bắt đầu; ngày bắt đầu; từ năm",
         "{when} did {k} begin?", "{k} began {on c}.", "{k} bắt đầu vào {when}?",
         "{k} bắt đầu vào {on c}."),
    _one("end", "date", "end; ended; until; end year; end date; kết thúc; năm kết thúc; "
         "ngày kết thúc; đến năm", "{when} did {k} end?", "{k} ended {on c}.",
         "{k} kết thúc vào {when}?", "{k} kết thúc vào {on c}."),
    _one("year", "date", "year; date; when; time; day; năm; ngày; thời gian; năm diễn ra; "
         "ngày diễn ra; ngày tháng", "{when} was {k}?", "{k} was {on c}.",
         "{k} diễn ra vào {when}?", "{k} diễn ra vào {on c}."),
    # How much
    _one("population", "number", "population; inhabitants; dân số; số dân",
         "How many people live in {k}?", "{k} has {c} inhabitants.", "Dân số của {k} là bao nhiêu?",
         "Dân số của {k} là {c}."),
    _one("length", "number", "length; long; chiều dài; độ dài; dài",
         "How long is {k}?", "{k} is {c} long.", "{k} dài bao nhiêu?", "{k} dài {c}."),
    _one("height", "number", "height; elevation; altitude; high; chiều cao; độ cao; cao",
         "How high is {k}?", "{k} is {c} high.", "{k} cao bao nhiêu?", "{k} cao {c}."),
    _one("depth", "number", "depth; deep; độ sâu; sâu",
         "How deep is {k}?", "{k} is {c} deep.", "{k} sâu bao nhiêu?", "{k} sâu {c}."),
    _one("area", "number", "area; surface; surface area; diện tích",
         "What is the area of {k}?", "The area of {k} is {c}.", "Diện tích của {k} là bao nhiêu?",
         "Diện tích của {k} là {c}."),
    _one("atomic", "number", "atomic number; số hiệu; số hiệu nguyên tử",
         "What is the atomic number of {k}?", "", "Số hiệu nguyên tử của {k} là bao nhiêu?"),
    # What
    _one("symbol", "text", "symbol; formula; chemical symbol; chemical formula; ký hiệu; "
         "kí hiệu; công thức", "What is the <c> of {k}?", "", "<c> của {k} là gì?", "",
         "Which <k> has the <c> {c}?", "<k> nào có <c> {c}?"),
    _one("meaning", "text", "meaning; definition; description; explanation; nghĩa; ý nghĩa; "
         "định nghĩa; giải thích", "What does {k} mean?", "{k} means {c}.", "{k} nghĩa là gì?",
         "{k} nghĩa là {c}.", "Which <k> means {c}?", "<k> nào có nghĩa là {c}?"),
    _one("long", "text", "full form; full name; stands for; long form; viết đầy đủ; đầy đủ; "
         "tên đầy đủ", "What does {k} stand for?", "{k} stands for {c}.",
         "{k} viết đầy đủ là gì?", "{k} là viết tắt của {c}."),
    _one("colour", "", "colour; color; màu; màu sắc", "What colour is {k}?", "{k} is {c}.",
         "{k} có màu gì?", "{k} có màu {c}."),
    _one("class", "", "type; class; category; group; family; genre; kind; order; phylum; loại; "
         "nhóm; lớp; họ; thể loại; bộ; ngành; kiểu", "To which <c> does {k} belong?",
         "{k} belongs to this <c>: {c}.", "{k} thuộc <c> nào?", "{k} thuộc <c> {c}."),
    _one("office", "name", "office; post; position; chức vụ; chức danh"),
    _one("steps", "steps", "steps; stages; phases; các bước; các giai đoạn"),
    _one("named after", "name", "named after; namesake; đặt theo tên",
         "What is {k} named after?", "{k} is named after {c}.", "{k} được đặt theo tên của gì?",
         "{k} được đặt theo tên của {c}."),
    _one("known", "text", "known for; famous for; nổi tiếng vì; nổi tiếng nhờ; nổi tiếng",
         "What is {k} <c>?", "{k} is <c> {c}.", "{k} nổi tiếng vì điều gì?",
         "{k} nổi tiếng vì {c}."),
    _one("about", "text", "about; subject; nội dung; về"),
    # Not asked
    _one("question", "text", "question; câu hỏi"),
    _one("answer", "text", "answer; correct answer; right answer; đáp án; trả lời; câu trả lời; "
         "đáp án đúng"),
    _one("wrong", "text", "wrong; wrong answer; wrong answers; distractor; distractors; "
         "incorrect; đáp án sai; phương án sai; phương án nhiễu"),
    _one("index", "index", "no; nr; n; number of row; row; rank; stt; số thứ tự; tt"),
    _one("id", "id", "id; key; mã"),
    _one("note", "text", "note; notes; comment; comments; remark; remarks; ghi chú; chú thích"),
    _one("source", "text", "source; sources; reference; references; nguồn; tài liệu; "
         "tham khảo"),
    _one("tags", "text", "tag; tags; topic; topics; chủ đề; chuyên đề"),
    _one("link", "link", "link; url; website; web; image; photo; picture url; ảnh; hình; hình ảnh"),
)  # fmt: skip

LANGUAGES: Final[Mapping[str, str]] = {
    "english": "English", "tieng anh": "English", "anh": "English", "vietnamese": "Vietnamese",
    "tieng viet": "Vietnamese", "viet": "Vietnamese", "french": "French", "tieng phap": "French",
    "german": "German", "deutsch": "German", "tieng duc": "German", "spanish": "Spanish",
    "espanol": "Spanish", "tieng tay ban nha": "Spanish", "chinese": "Chinese",
    "tieng trung": "Chinese", "japanese": "Japanese", "tieng nhat": "Japanese",
    "korean": "Korean", "tieng han": "Korean", "russian": "Russian", "tieng nga": "Russian",
    "italian": "Italian", "latin": "Latin",
}  # fmt: skip
"""Languages by header, for lists of words; both in English."""


@cache
def _by_header() -> Mapping[str, Aspect]:
    found: dict[str, Aspect] = {}
    for aspect in ASPECTS:
        for header in aspect.headers:
            found.setdefault(fold(header, accents=True), aspect)
    return found


def aspect_of(header: str) -> Aspect | None:
    """Return what a header means, or None.

    >>> aspect_of("Năm sinh").name, aspect_of("Length (km)").name, aspect_of("zzz")
    ('born', 'length', None)
    """
    plain = fold(bare(header), accents=True)
    by_header = _by_header()
    tries = (
        plain,
        plain.removeprefix("the "),
        plain.removesuffix("s"),
        plain.removesuffix(" name"),
    )
    wordy = re.sub(r"^(?:name|tên)(?: of| của)? (?:the )?", "", plain)
    return next((by_header[one] for one in (*tries, wordy) if one in by_header), None)


def language_of(header: str) -> str:
    """Return the language that a header names, or "".

    >>> language_of("Tiếng Việt"), language_of("English word"), language_of("River")
    ('Vietnamese', 'English', '')
    """
    plain = fold(bare(header)).removesuffix(" word")
    return LANGUAGES.get(plain, "")


def bare(header: str) -> str:
    """Return a header without what stands in brackets, and without marks.

    >>> bare("Length (km)"), bare("birth_date"), bare("Area [km²]")
    ('Length', 'birth date', 'Area')
    """
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", header).replace("_", " ")
    return " ".join(re.sub(r"[^\w\s'’/-]", " ", text).replace("/", " ").split())


_THE_PROPER: Final = frozenset(
    ("river", "ocean", "sea", "desert", "canal", "battle", "war", "treaty", "agreement", "law",
     "act", "revolution", "newspaper")
)  # fmt: skip
_THE_COMMON: Final = frozenset(
    ("animal", "bird", "fish", "insect", "mammal", "reptile", "organ", "bone", "muscle", "tool",
     "instrument", "plant", "tree", "flower")
)  # fmt: skip


def takes_article(header: str, name: str) -> bool:
    """Return whether English wants "the" before a name in a column headed so.

    >>> takes_article("Rivers", "Danube"), takes_article("Animal", "lion")
    (True, True)
    >>> takes_article("City", "Paris"), takes_article("River", "the Rhine")
    (False, False)
    """
    plain = fold(bare(header))
    nouns = {plain, plain.removesuffix("s")}
    if re.match(r"(?:the|a|an|my|[^ ]+['’]s?) ", name, re.IGNORECASE):
        return False
    return bool(nouns & (_THE_PROPER if name[:1].isupper() else _THE_COMMON))


def in_brackets(header: str) -> str:
    """Return what stands in brackets in a header.

    >>> in_brackets("Length (km)"), in_brackets("Length")
    ('km', '')
    """
    found = re.search(r"[(\[]([^)\]]*)[)\]]", header)
    return found[1].strip() if found else ""
