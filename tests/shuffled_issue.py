"""A second issue, which no part of the program was made on: another organisation, pieces of every kind, no plan.yaml.

Its text is made by dealing the sentences of the sample issue's articles out anew, in an order that a seed decides: real
Vietnamese, with real words, names and figures, that makes no sense as a whole. The photos are drawn: a sky, hills and a
sun in one of eight colours. The same seed gives the same bytes.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

SAMPLE = Path(__file__).parents[1] / "issues" / "2022-10-so-dac-biet" / "articles"

ISSUE = """title: Nhịp sống công sở
edition: Số 3 – 2023
organization: Công đoàn các cơ quan huyện (minh họa)
occasion: Chào mừng Tháng Công nhân
date: 2023-05-01
language: vi
layout: {layout}
sections: [Tiêu điểm, Việc làm mỗi ngày, Chân dung, Thể thao, Tin cơ sở, Văn nghệ, Bạn đọc]
units:
  - {{id: bien-tap, name: Tổ Biên tập (minh họa), articles: 9}}
  - {{id: so-mot, name: Công đoàn cơ sở số 1 (minh họa), articles: 4}}
  - {{id: so-hai, name: Công đoàn cơ sở số 2 (minh họa), articles: 4}}
imprint:
  license: Giấy phép xuất bản số 00/GP-XBBT (minh họa)
  publisher: "Chịu trách nhiệm xuất bản: Chủ tịch Công đoàn (minh họa)"
  printer: In tại Xưởng in số 2 (minh họa)
  print_run: In 300 cuốn (minh họa)
  periodicity: Xuất bản ba tháng một kỳ (minh họa)
"""


class Piece(NamedTuple):
    """What is to be written; ``photos`` are width by height in pixels; ``words`` of running text, about."""

    slug: str
    title: str
    section: str
    kind: str = "article"
    priority: int = 3
    words: int = 0
    photos: tuple[tuple[int, int], ...] = ()
    kicker: str = ""
    deck: bool = False
    box: bool = False
    quote: bool = False


WIDE, TALL, SQUARE = (2600, 1700), (1700, 2400), (2000, 2000)
PIECES = (
    Piece("01-mo-dau", "Mỗi người một việc, cả cơ quan một nhịp", "Tiêu điểm", priority=1, words=560, photos=(WIDE,),
          kicker="Tháng Công nhân", deck=True, quote=True),
    Piece("02-chang-duong", "Một chặng đường nhìn lại từ những căn phòng nhỏ", "Tiêu điểm", priority=2, words=640,
          photos=(WIDE,), kicker="Nhìn lại", deck=True, box=True),
    Piece("03-cac-moc", "Các mốc trong năm", "Tiêu điểm", kind="timeline", words=230, photos=(SQUARE,)),
    Piece("04-mot-cua", "Ô cửa sáng đèn", "Việc làm mỗi ngày", priority=2, words=520, photos=(WIDE, TALL),
          kicker="Cải cách hành chính", deck=True),
    Piece("05-giay-to", "Bớt một chữ ký, thêm một nụ cười", "Việc làm mỗi ngày", words=380, photos=(WIDE,), deck=True),
    Piece("06-tiet-kiem", "Tắt đèn trước khi về", "Việc làm mỗi ngày", priority=4, words=240, photos=(SQUARE,)),
    Piece("07-chan-dung", "Người giữ chìa khóa kho lưu trữ", "Chân dung", priority=2, words=470, photos=(TALL,),
          kicker="Gương sáng", deck=True, quote=True),
    Piece("08-nghe-si", "Cô văn thư hát chèo", "Chân dung", words=330, photos=(TALL,), deck=True),
    Piece("09-giai-dau", "Ba ngày trên sân, một năm gắn bó", "Thể thao", priority=2, words=430, photos=(WIDE,),
          kicker="Hội thao", deck=True),
    Piece("10-ket-qua", "Kết quả Hội thao (minh họa)", "Thể thao", kind="table", priority=4, words=40),
    Piece("11-goc-anh", "Góc ảnh hội thao", "Thể thao", kind="photo-story", words=90, photos=(WIDE, WIDE, SQUARE, WIDE)),
    Piece("12-tin-mot", "Hiến máu đợt hai", "Tin cơ sở", kind="brief", priority=4, words=85),
    Piece("13-tin-hai", "Mở lớp tin học buổi tối", "Tin cơ sở", kind="brief", priority=4, words=80),
    Piece("14-tin-ba", "Trồng thêm một hàng cây", "Tin cơ sở", kind="brief", priority=4, words=90),
    Piece("15-bai-tho", "Sân cơ quan", "Văn nghệ", kind="poem", priority=4, photos=(TALL,)),
    Piece("16-nhan-tin", "Thư gửi cộng tác viên", "Bạn đọc", kind="notice", priority=5, words=110),
)  # fmt: skip


def write_issue(folder: Path, layout: str, seed: int = 7) -> Path:
    """The issue folder, ready to be built."""
    (folder / "articles").mkdir(parents=True)
    (folder / "photos").mkdir()
    (folder / "issue.yaml").write_text(ISSUE.format(layout=layout), encoding="utf-8")
    dealer = random.Random(seed)  # noqa: S311 (no secret)
    sentences = list(_sentences())
    dealer.shuffle(sentences)
    source = _endless(sentences)
    for number, piece in enumerate(PIECES):
        files = [_photo(folder, number * 4 + k, size) for k, size in enumerate(piece.photos)]
        text = _front_matter(piece, files, source) + _body(piece, source, dealer)
        (folder / "articles" / f"{piece.slug}.md").write_text(text, encoding="utf-8")
    return folder


# -- text -------------------------------------------------------------------------


def _sentences() -> Iterator[str]:
    """The sentences of the sample's running paragraphs, in order; footnotes and links are left out."""
    for file in sorted(SAMPLE.glob("*.md")):
        _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
        if re.search(r"^kind: (poem|table)", head, re.MULTILINE):
            continue
        for paragraph in body.split("\n\n"):
            plain = " ".join(paragraph.split())
            if not re.match(r"[^\W\d_]", plain) or re.search(r"[\[\]|\\<>*_`]", plain):
                continue
            yield from (sentence for sentence in re.split(r"(?<=[.!?]) (?=[^\W\d_])", plain) if sentence[-1] in ".!?")


def _endless(sentences: list[str]) -> Iterator[str]:
    while True:
        yield from sentences


def _paragraphs(words: int, source: Iterator[str], size: int = 55) -> list[str]:
    """Paragraphs of about ``size`` words that come to about so many words together."""
    made: list[str] = []
    while words > 0:
        paragraph: list[str] = []
        while sum(len(sentence.split()) for sentence in paragraph) < min(size, words):
            paragraph.append(next(source))
        made.append(" ".join(paragraph))
        words -= len(made[-1].split())
    return made


def _line(source: Iterator[str], most: int) -> str:
    """A sentence of at most so many words."""
    return next(sentence for sentence in source if 5 < len(sentence.split()) <= most)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _front_matter(piece: Piece, photos: list[str], source: Iterator[str]) -> str:
    unit = ("bien-tap", "so-mot", "so-hai")[int(piece.slug[:2]) % 3]
    lines = [f"title: {_quoted(piece.title)}", f"unit: {unit}", f"section: {piece.section}", f"kind: {piece.kind}",
             f"priority: {piece.priority}"]  # fmt: skip
    if piece.kicker:
        lines.append(f"kicker: {piece.kicker}")
    if piece.deck:
        lines.append(f"deck: {_quoted(_line(source, 22).rstrip('.'))}")
    if photos:
        lines.append("photos:")
        lines += [f"  - {{file: {file}, caption: {_quoted(_line(source, 14))}, credit: Minh họa}}" for file in photos]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _body(piece: Piece, source: Iterator[str], dealer: random.Random) -> str:
    if piece.kind == "poem":
        return "\n\n".join("\\\n".join(_verse(source) for _ in range(4)) for _ in range(4)) + "\n"
    if piece.kind == "table":
        return "\n\n".join([*_paragraphs(piece.words, source), _table(dealer)]) + "\n"
    blocks = _paragraphs(piece.words, source)
    if piece.kind == "timeline":
        blocks = [f"**{day:02d}/{day % 12 + 1:02d}/2022.** {text}" for day, text in enumerate(blocks, start=3)]
    if piece.kind == "article" and len(blocks) > 4:
        middle = len(blocks) // 2
        blocks.insert(middle, f"## {_title_of(source)}")
        if len(blocks) > 8:
            blocks.insert(middle // 2 + 1, f"## {_title_of(source)}")
    if piece.quote:
        blocks.insert(3, f"> [!quote]\n> {_line(source, 14)}")
    if piece.box:
        points = "\n".join(f"> - {_line(source, 14)}" for _ in range(4))
        blocks.insert(-1, f"> [!box] Điều cần nhớ\n>\n{points}")
    return "\n\n".join(blocks) + "\n"


def _verse(source: Iterator[str]) -> str:
    """The first seven words of a sentence."""
    return " ".join(next(sentence for sentence in source if len(sentence.split()) >= 8).split()[:7]).rstrip(".,;:")


def _title_of(source: Iterator[str]) -> str:
    return " ".join(_line(source, 12).split()[:6]).rstrip(".,;:!?")


def _table(dealer: random.Random) -> str:
    rows = [f"| Cơ sở số {n} | {dealer.randint(0, 5)} | {dealer.randint(0, 5)} | {dealer.randint(0, 15)} |"
            for n in range(1, 10)]  # fmt: skip
    return "\n".join(["| Đơn vị | Thắng | Thua | Điểm |", "|:--|:-:|:-:|--:|", *rows])


# -- photos -----------------------------------------------------------------------

SKIES = ((70, 120, 170), (190, 120, 60), (60, 130, 110), (150, 60, 70), (110, 100, 150), (200, 170, 90), (90, 110, 80),
         (60, 80, 120))  # fmt: skip


def _photo(folder: Path, number: int, size: tuple[int, int]) -> str:
    """A landscape under a sun; what varies is its colour, and where the sun stands."""
    width, height = size
    red, green, blue = SKIES[number % len(SKIES)]
    light = Image.linear_gradient("L").resize(size)
    sky = Image.merge("RGB", [light.point(lambda v, c=c: min(255, c + v // 2)) for c in (red, green, blue)])
    draw = ImageDraw.Draw(sky)
    x, y, r = width * (2 + number % 5) // 8, height * 2 // 5, min(size) // 7
    draw.ellipse((x - r, y - r, x + r, y + r), fill=(255, 236, 170))
    for k in range(3):
        foot, peak = height, height * (5 + k) // 9
        left = width * ((number + 3 * k) % 7 - 2) // 7
        shade = tuple(c * (3 - k) // 6 for c in (red, green, blue))
        draw.polygon(((left - width // 2, foot), (left + width // 3, peak), (left + width * 6 // 5, foot)), fill=shade)
    name = f"photos/canh-{number:02d}.jpg"
    sky.save(folder / name, quality=80)
    return name
