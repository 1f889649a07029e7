"""Stories that are awkward to set, each in its own way, as an issue folder.

The prose is dealt from a few sentences, so that a paragraph of any length can be asked for.
"""

import unicodedata
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from PIL import Image

SENTENCES = (
    "Sáng ngày 15 tháng 10, các đội của mười đơn vị dự lễ khai mạc hội thao tại nhà thi đấu của tỉnh.",
    "Đảng ủy Khối các cơ quan tỉnh đã ban hành kế hoạch kỷ niệm 68 năm Ngày truyền thống.",
    "Mỗi chi bộ chọn một việc khó, ghi rõ người làm, ngày xong và cách kiểm tra.",
    "Đồng chí Nguyễn Văn An, Bí thư chi bộ, nói rằng việc nhỏ làm xong hơn việc lớn bỏ dở.",
    "Người dân đến bộ phận một cửa được hướng dẫn tận tình, hồ sơ trả sớm hơn hai ngày.",
    "Theo Nghị quyết số 05-NQ/TU ngày 12/3/2021, toàn tỉnh phấn đấu giảm 30 % thời gian giải quyết.",
    "Chiều muộn, sân cơ quan vẫn rộn tiếng cười; ai cũng nán lại xem trận bóng chuyền cuối cùng.",
    "Chị em nữ công gói bánh, anh em đoàn viên trang trí hội trường, các cụ hưu trí kể chuyện xưa.",
)
NAMES = ("Nguyễn Thị Minh Khai", "Hoàng Văn Thụ", "Trần Quốc Toản", "Phạm Ngọc Thạch", "Lê Hồng Phong")


class Story(NamedTuple):
    """``allowed``: how that begins which may honestly be told of it, since it cannot be otherwise.

    ``photos``: width and height in pixels and the caption of each.
    """

    body: str
    title: str = "Một bài khó dàn trang"
    kind: str = "article"
    photos: tuple[tuple[int, int, str], ...] = ()
    allowed: tuple[str, ...] = ()
    more: str = ""


def prose(words: int, start: int = 0) -> str:
    """Running text of so many words that ends in a full stop."""
    source = " ".join(SENTENCES[start % len(SENTENCES) :] + SENTENCES[: start % len(SENTENCES)]).split()
    return " ".join(islice(cycle(source), words)).rstrip(".,;") + "."


def paragraphs(*words: int) -> str:
    return "\n\n".join(prose(count, number) for number, count in enumerate(words))


def story(body: str, *allowed: str, **more: object) -> Story:
    return Story(body, allowed=allowed, **more)  # type: ignore[arg-type]


WIDE, TALL = (1600, 1000), (1000, 1600)
BODY = paragraphs(60, 45, 70, 30, 55)
LONG_WORD = "Nghiêng" * 40


def _each_word(mark: str) -> str:
    return " ".join(f"{mark}{word}{mark}" for word in prose(120).split())


def _mixed_words() -> str:
    """Bold and italics inside each word."""
    return " ".join(
        f"**{word[:2]}**{word[2:]}" if len(word) > 3 and word.isalpha() else word for word in prose(160).split()
    )


def _table(rows: int) -> str:
    lines = ["| Đơn vị | Số chi bộ | Đảng viên | Tỷ lệ |", "|:--|--:|--:|--:|"]
    lines += [f"| Chi bộ số {n} | {n % 7 + 1} | {n * 13 % 90} | {n % 100},{n * 7 % 10} % |" for n in range(1, rows + 1)]
    return "\n".join(lines)


def _list() -> str:
    items = []
    for number in range(1, 6):
        items.append(f"{number}. {prose(14, number)}")
        items += [f"   - {prose(9, number + k)}\n\n     1. {prose(8, number + k)}" for k in range(2)]
    return "\n".join(items)


def _quoted(kind: str, *paragraphs_: str) -> str:
    return f"> [!{kind}]\n" + "\n>\n".join(f"> {one}" for one in paragraphs_)


def _notes(count: int, words: int) -> str:
    text = "\n\n".join(f"{prose(30, n).rstrip('.')}[^{n}]. {prose(20, n + 1)}" for n in range(1, count + 1))
    return text + "\n\n" + "\n\n".join(f"[^{n}]: {prose(words, n)}" for n in range(1, count + 1))


def _verses(count: int, words: int) -> str:
    return "\n".join(prose(words, n).rstrip(".") for n in range(count))


STORIES: dict[str, Story] = {
    "one-long-word": story(LONG_WORD, "NL502"),
    "long-word-amid": story(f"{prose(40)} {LONG_WORD} {prose(40)}", "NL502"),
    "all-numbers": story(" ".join(f"{n * 7919 % 10007}" for n in range(1, 260))),
    "numbers-with-units": story(" ".join(f"{n * 37 % 900} triệu đồng, {n} %, {n} người;" for n in range(1, 60))),
    "names-at-line-ends": story(" ".join(f"{prose(4 + n % 3, n).rstrip('.')} {NAMES[n % 5]}" for n in range(40))),
    "forms-of-address": story(
        " ".join(f"đồng chí {NAMES[n % 5]}, đ/c {NAMES[(n + 2) % 5]}, TP. Thái Nguyên," for n in range(20))
    ),
    "crossheads-everywhere": story("\n\n".join(f"## Tít phụ số {n}\n\n{prose(18 + n * 5 % 23, n)}" for n in range(14))),
    "long-crossheads": story("\n\n".join(f"## {prose(16, n)}\n\n{prose(50, n)}" for n in range(6))),
    "only-crossheads": story("\n\n".join(f"## Tít phụ thứ {n}" for n in range(12)), "crosshead without"),
    "three-photos": story(BODY, photos=((*WIDE, prose(10)), (*WIDE, prose(12)), (*TALL, prose(8)))),
    "photos-in-text": story("\n\n".join(f"![{prose(9, n)}](photos/wide.jpg)\n\n{prose(60, n)}" for n in range(3))),
    "photo-first": story(f"![{prose(8)}](photos/tall.jpg)\n\n{BODY}"),
    "photos-without-captions": story(BODY, photos=((*WIDE, ""), (*TALL, ""))),
    "very-long-caption": story(BODY, photos=((*WIDE, prose(140)),)),
    "only-a-photo": story("![Một tấm ảnh](photos/wide.jpg)"),
    "one-line": story("Tin ngắn một dòng."),
    "one-letter": story("Ừ"),
    "one-word-paragraphs": story("\n\n".join(["Vâng."] * 30)),
    "a-word-between": story(f"{prose(60)}\n\nKhông.\n\n{prose(60)}"),
    "five-hundred-lines": story(paragraphs(*[37 + n * 17 % 61 for n in range(68)]), "NL501"),
    "one-endless-paragraph": story(prose(2400), "NL501"),
    "two-hundred-short-paragraphs": story("\n\n".join(f"Việc thứ {n}." for n in range(1, 201)), "NL501"),
    "only-a-table": story(_table(8)),
    "table-of-100-rows": story(f"{prose(40)}\n\n{_table(100)}\n\n{prose(40)}", "NL501"),
    "table-of-long-cells": story(f"| Việc | Người làm |\n|--|--|\n| {prose(40)} | {prose(25)} |\n| {prose(60)} | An |"),
    "nested-lists": story(f"{prose(30)}\n\n{_list()}\n\n{prose(30)}"),
    "list-of-one-word-items": story("\n".join(f"- Mục {n}" for n in range(40))),
    "tall-sidebar": story(
        f"{BODY}\n\n{_quoted('box', prose(6), *[prose(60, n) for n in range(7)])}\n\n{BODY}",
        "NL501", "NL507", "box", "Panel", "jump and box",
    ),
    "many-sidebars": story("\n\n".join(f"{_quoted('box', prose(20, n))}\n\n{prose(35, n)}" for n in range(6))),
    "pull-quotes-together": story(
        "\n\n".join((BODY, _quoted("quote", prose(12)), _quoted("quote", prose(14), "– Ông An"), BODY))
    ),
    "only-a-pull-quote": story(_quoted("quote", prose(15))),
    "many-notes": story(_notes(14, 12)),
    "long-notes": story(_notes(4, 70)),
    "note-in-the-last-line": story(f"{BODY} Hết bài[^x].\n\n[^x]: {prose(30)}"),
    "quotation-of-60-lines": story(f"{prose(20)}\n\n> {prose(420)}\n\n{prose(20)}"),
    # Parts of five words between hard breaks: a line of four of them would gape.
    "hard-line-breaks": story("\\\n".join(prose(3 + n * 5 % 9, n) for n in range(60)), "runt"),
    "all-bold": story(f"**{prose(220)}**"),
    "all-italics": story(f"*{prose(220)}*"),
    "each-word-marked": story(f"{_each_word('**')} {_each_word('*')}"),
    "faces-mixed-in-words": story(_mixed_words()),
    "addresses": story(
        " ".join(f"https://thainguyen.gov.vn/tin-tuc/bai-{n}.html và ban.bien-tap{n}@thainguyen.gov.vn," for n in range(12)),
        "NL502",
    ),
    "decrees-and-dates": story(
        " ".join(f"Nghị định số {n}/2021/NĐ-CP ngày {n % 28 + 1}/{n % 12 + 1}/2021, KH 0{n % 9}-KH/ĐUK;" for n in range(30))
    ),
    "capitals-only": story(prose(200).upper()),
    "opening-quotes": story(" ".join(f"“{word}" if n % 2 else f"({word})" for n, word in enumerate(prose(150).split()))),
    "dashes-at-each-turn": story(" – ".join(prose(160).split())),
    "title-of-40-words": story(BODY, title=prose(40).rstrip(".")),
    "title-of-one-long-word": story(BODY, "NL502", title="Nghiêngngảnghêchngácngảnghiêng"),
    "kicker-and-deck-long": story(BODY, more=f"kicker: '{prose(14)}'\ndeck: '{prose(60)}'\nauthor: '{prose(16)}'\n"),
    "long-verses": story(_verses(12, 24), kind="poem"),
    "poem-of-80-stanzas": story("\n\n".join(_verses(4, 7) for _ in range(80)), "NL501", kind="poem"),
    "decomposed": story(unicodedata.normalize("NFD", BODY)),
    "emoji": story(f"{prose(20)} 🎉🎉 {prose(20)} 你好 {prose(20)} 👩‍👩‍👧", "NL320"),
    "zero-width": story(f"{prose(30)} ban\u00adhành ngày\u200bthống nhất\u2060là \u200bđây {prose(30)}"),
    "right-to-left": story(f"{prose(20)} שלום עולם {prose(20)} مرحبا {prose(20)}", "NL320"),
    "dividers": story("\n\n".join(["---"] * 10) + f"\n\n{BODY}"),
    "initial-of-a-quotation": story(f"“Chúng tôi làm được! {prose(90)}”"),
    "initial-of-a-figure": story(f"68 năm đã qua. {prose(90)}"),
    "initial-A": story(f"Ấm áp tình người. {prose(90)}"),
    "initial-E": story(f"Ễnh ương kêu vang. {prose(90)}"),
    "initial-O": story(f"Ộp oạp nước vỗ. {prose(90)}"),
    "initial-D": story(f"Đảng bộ Khối lớn mạnh. {prose(90)}"),
    "initial-decomposed": story(unicodedata.normalize("NFD", f"Ấm áp tình người. {prose(90)}")),
    "initial-bold": story(f"**Ấm** áp tình người. {prose(90)}"),
    "initial-of-one-letter": story(f"Ở đây ai cũng vui. {prose(90)}"),
}  # fmt: skip


def write_stories(folder: Path) -> Path:
    """The issue folder with all of them, and its photos."""
    (folder / "articles").mkdir(parents=True)
    (folder / "photos").mkdir()
    (folder / "issue.yaml").write_text("title: Bản tin thử\ndate: 2022-10-20\n", "utf-8")
    for name, size in (("wide", WIDE), ("tall", TALL)):
        Image.new("RGB", size, (120, 140, 90)).save(folder / "photos" / f"{name}.jpg")
    for name, one in STORIES.items():
        (folder / "articles" / f"{name}.md").write_text("".join(_file(one)), "utf-8")
    return folder


def _file(one: Story) -> Iterator[str]:
    yield f"---\ntitle: '{one.title}'\nkind: {one.kind}\n{one.more}"
    if one.photos:
        yield "photos:\n"
    for wide, high, caption in one.photos:
        yield f"  - {{file: photos/{'wide' if wide > high else 'tall'}.jpg"
        yield f", caption: '{caption}'" if caption else ""
        yield "}\n"
    yield f"---\n\n{one.body}\n"
