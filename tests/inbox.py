"""An inbox as it comes to the board: the pieces of the sample issue sent as Word, OpenDocument, RTF, HTML and Markdown, as
text in the encodings of three decades, in mails, archives and folders, with photos beside and inside."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import NamedTuple

SAMPLE = Path(__file__).parent.parent / "issues/2022-10-so-dac-biet"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = f"""<?xml version="1.0" encoding="UTF-8"?><w:styles {_W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
</w:styles>"""


class Piece(NamedTuple):
    """A piece of the sample issue: a line that begins with "## " is a crosshead."""

    title: str
    author: str
    day: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return " ".join((self.title, *(line.removeprefix("## ") for line in self.paragraphs))).split()


def pieces() -> list[Piece]:
    """Those of the sample that are prose alone."""
    found = []
    for file in sorted((SAMPLE / "articles").glob("*.md")):
        _, front, body = file.read_text("utf-8").split("---\n", 2)
        keys = dict(re.findall(r"^(\w+): *(.+)$", front, re.MULTILINE))
        lines = [" ".join(block.split()) for block in body.split("\n\n")]
        plain = [re.sub(r"[*_`]", "", line) for line in lines if re.match(r"## |[^\W\d_]", line)]
        if len(plain) >= 2:
            title = keys["title"].strip("\"'")
            found.append(Piece(title, _units()[keys["unit"]], keys.get("received", ""), tuple(plain)))
    return found


def _units() -> dict[str, str]:
    return dict(re.findall(r"\{id: ([\w-]+), name: (.+?), articles", (SAMPLE / "issue.yaml").read_text("utf-8")))


def photo(name: str, copy: int = 1) -> bytes:
    """``copy``: another shot of the same."""
    content = (SAMPLE / "photos" / name).read_bytes()
    if copy == 1:
        return content
    from PIL import Image  # noqa: PLC0415

    with Image.open(io.BytesIO(content)) as image:
        shot = image.convert("RGB").crop((80 * copy, 40 * copy, *image.size))
    out = io.BytesIO()
    shot.save(out, "JPEG", quality=88)
    return out.getvalue()


def _other_words(piece: Piece, copy: int) -> Piece:
    """A piece of the same words in another order, which no reader would take for the same."""
    if copy == 1:
        return piece

    def mixed(line: str) -> str:
        words = line.split()
        return " ".join(words[start] for first in range(copy) for start in range(first, len(words), copy))

    return piece._replace(title=f"{piece.title} ({copy})", paragraphs=tuple(map(mixed, piece.paragraphs)))


# --- files of each kind --------------------------------------------------------------------------------------------------


def docx(piece: Piece, pictures: Sequence[bytes] = (), font: str = "", encode: str = "") -> bytes:
    """``encode``: an encoding of old whose bytes stand as characters of Latin-1, in the font that draws them."""
    body = [_paragraph(_old(piece.title, encode), "Title", font)]
    body += [
        _paragraph(_old(line.removeprefix("## "), encode), "Heading1" if line.startswith("## ") else "", font)
        for line in piece.paragraphs
    ]
    body += [_picture(number) for number in range(len(pictures))]
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{"".join(body)}</w:body></w:document>'
    links = "".join(
        f'<Relationship Id="p{number}" Type="{_R}/image" Target="media/anh{number}.jpg"/>'
        for number in range(len(pictures))
    )
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return zipped({
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>'
        f'<Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{types}.styles+xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="s" Type="{_R}/styles" Target="styles.xml"/>{links}</Relationships>',
        "word/document.xml": document,
        "word/styles.xml": _STYLES,
        **{f"word/media/anh{number}.jpg": content for number, content in enumerate(pictures)},
    })  # fmt: skip


def _paragraph(text: str, style: str, font: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return f'<w:p>{properties}<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _picture(number: int) -> str:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:extent cx="4000000" cy="2600000"/>'
        f'<wp:docPr id="{number + 1}" name="Ảnh {number + 1}"/><a:graphic xmlns:a="{drawing}/main">'
        f'<a:graphicData uri="{drawing}/picture"><pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="0" '
        f'name="anh"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{_R}" r:embed="p{number}"/></pic:blipFill>'
        f"<pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def odt(piece: Piece) -> bytes:
    from odfdo import Document, Header, Paragraph  # noqa: PLC0415

    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, piece.title))
    for line in piece.paragraphs:
        document.body.append(Header(2, line[3:]) if line.startswith("## ") else Paragraph(line))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rtf(piece: Piece) -> bytes:
    def written(text: str) -> str:
        return "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in text)

    lines = "".join(f"\\pard {written(line.removeprefix('## '))}\\par\n" for line in piece.paragraphs)
    return f"{{\\rtf1\\ansi\\uc1 \\pard\\qc\\b {written(piece.title)}\\b0\\par\n{lines}}}".encode("ascii")


def html(piece: Piece) -> bytes:
    lines = (
        f"<h2>{escape(line[3:])}</h2>" if line.startswith("## ") else f"<p>{escape(line)}</p>"
        for line in piece.paragraphs
    )
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(piece.title)}</title></head>'
        f"<body><h1>{escape(piece.title)}</h1>{''.join(lines)}</body></html>"
    ).encode()


def markdown(piece: Piece) -> bytes:
    return "\n\n".join((f"# {piece.title}", *piece.paragraphs, "")).encode()


def text(piece: Piece, encode: str = "utf-8") -> bytes:
    plain = "\n\n".join((piece.title, *(line.removeprefix("## ") for line in piece.paragraphs), ""))
    return plain.encode(encode)


def mail(piece: Piece, attached: Iterable[tuple[str, bytes]], letter: str, number: int) -> bytes:
    message = EmailMessage()
    message["From"] = f"{piece.author} <don-vi-{number}@example.vn>"
    message["To"] = "Ban Biên tập <ban-bien-tap@example.vn>"
    message["Subject"] = f"Gửi bài: {piece.title}"
    message["Date"] = f"{int(piece.day[8:] or 1)} {'Aug' if piece.day[5:7] == '08' else 'Sep'} 2022 09:30:00 +0700"
    message["Message-ID"] = f"<bai-{number}@example.vn>"
    message.set_content(letter)
    for name, content in attached:
        kind = "image/jpeg" if name.endswith(".jpg") else "application/octet-stream"
        message.add_attachment(content, *kind.split("/"), filename=name)
    message.set_boundary(f"==phan-{number}==") if message.is_multipart() else None
    return message.as_bytes()


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name, (2022, 9, 1, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


_TCVN3 = dict(zip(
    "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâêôơưđĂÂÊÔƠƯĐ",
    bytes.fromhex(
        "b5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
        "a8a9aaabacadaea1a2a3a4a5a6a7"
    ).decode("latin-1"),
    strict=True,
))  # fmt: skip
"""TCVN 5712:1993 VN3 (ABC); capitals with a tone have no code of their own and are drawn by a font of capitals."""


def _old(text: str, encode: str) -> str:
    if not encode:
        return text
    capitals = "".join(sign if sign in _TCVN3 or sign.isascii() else sign.lower() for sign in text)
    return capitals.translate(str.maketrans({**_TCVN3, "“": '"', "”": '"', "–": "-", "…": "..."}))


# --- the inbox -----------------------------------------------------------------------------------------------------------

LETTER = "Kính gửi Ban Biên tập,\n\nĐơn vị gửi bài kèm theo thư này.\n\nTrân trọng.\n"


def make_inbox(folder: Path, copy: int = 1) -> list[Piece]:
    """Writes some twenty submissions; the pieces that they hold, in the order of the sample. ``copy``: with other words
    and other shots."""
    found = [_other_words(piece, copy) for piece in pieces()]
    a_text = iter(found)
    taken: list[Piece] = []

    def take() -> Piece:
        taken.append(next(a_text))
        return taken[-1]

    def put(path: str, content: bytes) -> None:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    photos = ["hoi-truong.jpg", "keo-co.jpg", "doi-che.jpg", "hoa-sen.jpg", "bong-chuyen.jpg", "doc-sach.jpg"]
    for number in range(4):  # mails with a Word file and a photo
        piece, picture = take(), photos[number]
        attached = [(f"Bài viết {number + 1}.docx", docx(piece)), (picture, photo(picture, copy))]
        put(f"thu-{number + 1:02}.eml", mail(piece, attached, LETTER, number))
    piece = take()
    put("thu-05.eml", mail(piece, [], text(piece).decode(), 5))
    piece = take()
    members = zipped({"bai/bai.docx": docx(piece), "bai/anh.jpg": photo(photos[4], copy)})
    put("thu-06.eml", mail(piece, [("gui-bai.zip", members)], LETTER, 6))
    put("Công đoàn/Hội thao.docx", docx(take(), [photo("cau-long.jpg", copy)]))
    put("Công đoàn/Ảnh hội thao.jpg", photo("san-van-dong.jpg", copy))
    put(
        "doan-thanh-nien.zip",
        zipped({"xung-kich.odt": odt(take()), "anh-xung-kich.jpg": photo("chuyen-doi-so.jpg", copy)}),
    )
    put("van-phong.odt", odt(take()))
    put("phu-nu.rtf", rtf(take()))
    put("trang-web.html", html(take()))
    put("chi-bo-a.md", markdown(take()))
    put("chi-bo-b.txt", text(take()))
    piece = take()
    put("ban-danh-may-1998.txt", _old(text(piece).decode(), "tcvn3").encode("latin-1", "replace"))
    put("may-cu.docx", docx(take(), font=".VnTime", encode="tcvn3"))
    put("anh-le.jpg", photo("song-cau.jpg", copy))
    put("anh-le-thu-nho.png", small_photo("song-cau.jpg", 300 + copy))
    put(
        "du-toan.xlsx",
        zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": f"<workbook><!--{copy}--></workbook>"}),
    )
    put("ban-scan.pdf", b"%%PDF-1.4\n%%%d\n%%%%EOF\n" % copy)
    put("hong.docx", docx(found[0])[:900])
    put("trong.txt", b"")
    put("chep-lai/chi-bo-b.txt", (folder / "chi-bo-b.txt").read_bytes())
    put("Thumbs.db", b"\xd0\xcf\x11\xe0")
    return taken


def small_photo(name: str, width: int = 300) -> bytes:
    """As a messenger makes it."""
    from PIL import Image  # noqa: PLC0415

    with Image.open(SAMPLE / "photos" / name) as image:
        small = image.resize((width, width * image.height // image.width))
    out = io.BytesIO()
    small.save(out, "PNG")
    return out.getvalue()


def make_issue(folder: Path) -> Path:
    """An issue that waits for its pieces: issue.yaml of the sample."""
    folder.mkdir(parents=True)
    sample = (SAMPLE / "issue.yaml").read_text("utf-8")
    (folder / "issue.yaml").write_text(re.sub(r"(?m)^pages: .*\n|^# yaml-lang.*\n", "", sample), "utf-8")
    return folder
