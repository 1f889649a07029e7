"""The plain texts of a package, in Vietnamese and English: what it holds, and its fonts and profile."""

from newsletter.build.ticket import Font, Ticket

_README = """\
{title}

GÓI GIAO IN

{press}
    tệp in, {standard}, {condition}; {pages} trang rời theo thứ tự. Chỉ in từ tệp này.
ticket.pdf, ticket.yaml
    phiếu giao in, để in ra ký nhận và để máy đọc
preflight.pdf, preflight.json
    báo cáo soát tệp in
pages/
    ảnh thu nhỏ của từng trang, để đối chiếu
fonts.txt
    phông chữ và hồ sơ màu trong tệp in
SHA256SUMS
    mã kiểm của mọi tệp trong gói

Kiểm gói còn nguyên vẹn:  newsletter package --verify TÊN-GÓI
hoặc trong thư mục gói:   sha256sum -c SHA256SUMS
Tệp nào khác mã kiểm thì đừng in, xin lại gói.


PACKAGE FOR THE PRINT SHOP

{press}
    the press file, {standard}, {condition}; {pages} single pages in order. Print from this file alone.
ticket.pdf, ticket.yaml
    the job ticket, to be signed and for programs
preflight.pdf, preflight.json
    the preflight report
pages/
    small pictures of the pages, to compare with
fonts.txt
    fonts and profile of the press file
SHA256SUMS
    checksums of every file of the package

Is the package whole?         newsletter package --verify PACKAGE
or, in the package's folder:  sha256sum -c SHA256SUMS
Do not print a file whose checksum differs; ask for the package again.
"""

_FONTS = """\
Phông chữ trong {press} / Fonts in {press}

{fonts}

Điều kiện in, hồ sơ màu nhúng trong tệp / Printing condition, profile embedded in the file

{condition}
    {condition_is}
"""
_EMBEDDINGS = {
    "subset": "nhúng phần chữ đã dùng / embedded subset",
    "whole": "nhúng trọn phông / embedded whole",
    "none": "KHÔNG NHÚNG / NOT EMBEDDED",
}


def readme_text(ticket: Ticket) -> str:
    press = ticket.press
    return _README.format(title=ticket.product.title, press=press.name, standard=press.standard,
                          condition=press.condition, pages=ticket.product.pages)  # fmt: skip


def fonts_text(ticket: Ticket) -> str:
    press = ticket.press
    fonts = "\n\n".join(map(_font, ticket.fonts)) or "–"
    return _FONTS.format(press=press.name, fonts=fonts, condition=press.condition, condition_is=press.condition_is)


def _font(font: Font) -> str:
    rows = (
        ("họ phông / family", font.family),
        ("tệp / file", font.file),
        ("bản / version", font.version),
        ("giấy phép / licence", font.licence),
        ("trong PDF / in the PDF", _EMBEDDINGS.get(font.embedding, font.embedding)),
    )
    return "\n".join([font.name, *(f"    {key}: {value or '?'}" for key, value in rows)])
