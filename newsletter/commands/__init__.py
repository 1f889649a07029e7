"""The command line: parse, one call below, print, exit code. Each verb is imported when it is asked for."""

import click

from newsletter import __version__
from newsletter.commands.program import Program, Words, language_option

_ABOUT = Words(
    "Dàn trang bản tin: từ một thư mục bài và ảnh thành PDF để duyệt hoặc để in.",
    "Lays out a newsletter: from a folder of articles and photos to a PDF for proofs or for print.",
)

VERBS = {
    "new": Words("Tạo một số báo mẫu, dựng được ngay.", "Make a sample issue that builds at once."),
    "build": Words("Dàn trang một số báo và ghi ra một tệp PDF.", "Compose an issue and write one PDF."),
    "check": Words("Soát một số báo mà không ghi PDF.", "Judge an issue without writing a PDF."),
    "collect": Words("Nhận bài gửi về thành bài của số báo.", "Take submissions into an issue."),
    "status": Words("Bài nào đã nhận, đơn vị nào còn nợ.", "Which pieces came, and which units still owe some."),
    "impose": Words("Bình trang một tệp PDF lên tờ in.", "Put the pages of a PDF on the printer's sheets."),
    "preflight": Words("Soát một tệp PDF bất kỳ xem đã in được chưa.", "Judge any PDF for the press."),
    "package": Words("Đóng gói giao nhà in, hoặc kiểm một gói.", "Package an issue for the print shop, or check one."),
    "review": Words("Ý kiến trên bản bông gửi về: đọc, gộp, xử lý, ký.", "Proofs that come back: notes and sign-offs."),
    "plan": Words("Chọn mẫu trang và chỗ cho mọi bài; ghi plan.yaml.", "Choose templates and places for all articles."),
    "layout": Words("Soát một ma-két.", "Judge a layout."),
    "schema": Words("In JSON Schema của một định dạng.", "Print the JSON Schema of a format."),
    "explain": Words("Giải thích một mã lỗi.", "Explain the code of a problem."),
    "explain-break": Words("Giải thích vì sao một dòng kết thúc ở chỗ ấy.", "Explain why a line ends where it does."),
    "doctor": Words("Xem máy này còn thiếu gì.", "Say what this machine lacks."),
}

main = Program(VERBS, name="newsletter", words=_ABOUT, params=[language_option()])
click.version_option(__version__, "--version", "-V", message="newsletter %(version)s")(main)
