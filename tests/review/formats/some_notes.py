"""A few notes as reviewers leave them."""

from newsletter.pdf.marks import Box
from newsletter.review.notes import Note, Place, Reply

WORD = Place(
    story="01-xa-luan",
    file="articles/01-xa-luan.md",
    start=(12, 8),
    end=(12, 11),
    quote="khôi",
    prefix="Đảng ủy ",
    suffix=" các cơ quan tỉnh",
    frame="lead/2",
    line=15,
)
REPLACE = Note(
    id="a1",
    intent="replace",
    page=1,
    author="Lê Thị Mai",
    date="2022-10-12T08:30:00+07:00",
    place=WORD,
    new_text="Khối",
    comment="tên riêng viết hoa",
    boxes=(Box(100.0, 500.0, 124.0, 512.0),),
    kinds=("caret", "strike-out"),
    replies=(Reply("Trần Văn Bình", "2022-10-12T09:00:00+07:00", "nhất trí", "Accepted"),),
    also=("Phạm Hà",),
    proof="7K3M-Q9XA",
    file="bong-1-mai.pdf",
)
DELETE = Note(
    id="b2",
    intent="delete",
    page=2,
    author="Trần Văn Bình",
    place=WORD._replace(story="02-tin", file="articles/02-tin.md", start=(3, 1), end=(3, 4), quote="rất ", line=4),
    boxes=(Box(50.0, 300.0, 70.0, 312.0), Box(40.0, 285.0, 60.0, 297.0)),
    kinds=("strike-out",),
    outcome="conflict",
    status="rejected",
    rivals=("c3",),
    file="bong-1-binh.pdf",
)
INSERT = Note(
    id="c3",
    intent="insert",
    page=2,
    author="",
    place=WORD._replace(story="02-tin", file="articles/02-tin.md", start=(3, 9), end=(3, 9), quote="", line=4),
    new_text="hết sức ",
    boxes=(Box(90.0, 300.0, 96.0, 312.0),),
    kinds=("caret",),
    outcome="conflict",
    status="done",
    rivals=("b2",),
    file="firefox.pdf",
)
ORPHAN = Note(
    id="d4",
    intent="drawing",
    page=10,
    author="Trần Văn Bình",
    boxes=(Box(20.0, 20.0, 200.0, 200.0),),
    kinds=("ink",),
    outcome="orphan",
    reason="no text there",
    file="bong-1-binh.pdf",
)
COMMENT = REPLACE._replace(
    id="e5", intent="comment", new_text="", comment="dòng một\ndòng hai", kinds=("highlight",), replies=(), also=()
)
NOTES = (ORPHAN, INSERT, DELETE, REPLACE, COMMENT)

AWKWARD = (
    "=1+1",
    "+84 912",
    "-5 dòng",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\u200b=1+1",
    "＝1+1",
    'a"b,c;d',
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]><evil/>&amp;&#60;",
    "</p></li></section><h1>x",
    "- [x] xong\n\n# tít\n\n```\nmã\n```\n> trích\n1. một\n2) hai\n***\n---\n===",
    "[x](javascript:alert(1)) ![y](https://example.org/y.png) <https://example.org> https://example.org www.example.org",
    "    thụt vào\n\n\n\nxa",
    "a | b\n|---|---|",
    "\x00\x07\x1b[31mđỏ\x9b",
    "\u202egnoc uart\u202c \u2066x",
    "một\r\nhai\rba\u2028bốn\u2029năm",
    "\ud800 nửa chữ",
    "\ufffe\uffff",
    "",
    "  ",
    "{{7*7}} ${x} %s {0}",
    "\\",
    "\\*a\\*",
    "&lt;b&gt;",
    "Ắ Ộ ữ",
)
"""Words that try to be more than words."""
