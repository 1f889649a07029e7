"""What job ticket and reports say on paper, in Vietnamese and English."""

from typing import NamedTuple

from newsletter.model.issue import Binding
from newsletter.problems import Severity


class TicketWords(NamedTuple):
    """Patterns take the values that their names in braces say."""

    comma: str
    """The decimal sign."""
    stop: str
    """Parts thousands."""
    ticket: str
    product: str
    day: str
    trim: str
    trim_is: str
    pages: str
    pages_are: str
    colours: str
    coverage: str
    ink: str
    ink_is: str
    binding: str
    bindings: dict[Binding, str]
    job: str
    stock: str
    run: str
    run_is: str
    finishing: str
    delivery: str
    contact: str
    file: str
    name: str
    name_is: str
    standard: str
    condition: str
    fonts: str
    fonts_are: str
    fonts_lack: str
    digest: str
    fingerprint: str
    allowed: str
    giver: str
    taker: str
    by_hand: str
    pictures: str
    report: str
    severities: dict[Severity, str]
    good: str
    passed: str
    found: str
    page: str
    whole_file: str
    findings: str
    nothing: str
    inks: str
    peak: str
    average: str
    date: str


VI = TicketWords(
    comma=",",
    stop=".",
    ticket="Phiếu giao in",
    product="Ấn phẩm",
    day="Ngày ra số",
    trim="Khổ thành phẩm",
    trim_is="{width} x {height} mm, tràn lề {bleed} mm",
    pages="Số trang",
    pages_are="{count} trang, kể cả bìa; trang rời theo thứ tự, chưa bình",
    colours="Màu mực, độ phủ",
    coverage="{ink} {percent} %",
    ink="Lượng mực",
    ink_is="cao nhất {peak} % ở trang {peak_page}; trung bình trên 15 x 15 mm cao nhất {average} % ở trang {average_page}",
    binding="Đóng cuốn",
    bindings={"saddle": "đóng ghim (lồng)", "perfect": "keo gáy", "none": "để tờ rời, không đóng"},
    job="Đặt in",
    stock="Giấy",
    run="Số lượng in",
    run_is="{count} bản",
    finishing="Gia công sau in",
    delivery="Ngày cần có",
    contact="Liên hệ",
    file="Tệp in",
    name="Tệp",
    name_is="{name} ({size} byte)",
    standard="Chuẩn",
    condition="Điều kiện in",
    fonts="Phông chữ",
    fonts_are="{count} phông, nhúng đủ; xem fonts.txt",
    fonts_lack="{count} phông, {lacking} phông KHÔNG NHÚNG; xem fonts.txt",
    digest="SHA-256 của tệp",
    fingerprint="Mã nhận diện số báo",
    allowed="Lỗi được cho qua",
    giver="Bên giao tệp (ký, ghi rõ họ tên, ngày)",
    taker="Nhà in nhận (ký, ghi rõ họ tên, ngày)",
    by_hand="Dòng chấm để điền tay. Kiểm gói trước khi in: newsletter package --verify, hoặc sha256sum -c SHA256SUMS.",
    pictures="Các trang",
    report="Báo cáo soát tệp in",
    severities={"error": "lỗi", "warning": "cảnh báo", "note": "ghi chú"},
    good="Đạt, không có lỗi hay cảnh báo nào.",
    passed="Đạt, {warnings} cảnh báo.",
    found="Không đạt: {errors} lỗi, {warnings} cảnh báo.",
    page="trang {page}",
    whole_file="cả tệp",
    findings="Những điều tìm thấy",
    nothing="Không có gì phải nói.",
    inks="Mực trên từng trang",
    peak="Cao nhất, %",
    average="Trung bình 15 x 15 mm, %",
    date="{d:02}/{m:02}/{y}",
)
EN = TicketWords(
    comma=".",
    stop=",",
    ticket="Job ticket",
    product="Product",
    day="Issue date",
    trim="Trim size",
    trim_is="{width} x {height} mm, bleed {bleed} mm",
    pages="Pages",
    pages_are="{count} pages, the cover included; single pages in order, not imposed",
    colours="Inks, mean coverage",
    coverage="{ink} {percent} %",
    ink="Ink coverage",
    ink_is="peak {peak} % on page {peak_page}; highest average over 15 x 15 mm {average} % on page {average_page}",
    binding="Binding",
    bindings={"saddle": "saddle stitch", "perfect": "perfect bound", "none": "loose sheets, not bound"},
    job="Order",
    stock="Stock",
    run="Print run",
    run_is="{count} copies",
    finishing="Finishing",
    delivery="Wanted on",
    contact="Contact",
    file="Press file",
    name="File",
    name_is="{name} ({size} bytes)",
    standard="Standard",
    condition="Printing condition",
    fonts="Fonts",
    fonts_are="{count} fonts, all embedded; see fonts.txt",
    fonts_lack="{count} fonts, {lacking} of them NOT EMBEDDED; see fonts.txt",
    digest="SHA-256 of the file",
    fingerprint="Fingerprint of the issue",
    allowed="Errors allowed",
    giver="Handed over by (signature, name, day)",
    taker="Received by the print shop (signature, name, day)",
    by_hand="Dotted lines are to be filled in by hand. Check the package before printing: newsletter package --verify, "
    "or sha256sum -c SHA256SUMS.",
    pictures="The pages",
    report="Preflight report",
    severities={"error": "error", "warning": "warning", "note": "note"},
    good="Passed, no errors and no warnings.",
    passed="Passed, {warnings} warnings.",
    found="Failed: {errors} errors, {warnings} warnings.",
    page="page {page}",
    whole_file="whole file",
    findings="Findings",
    nothing="Nothing to say.",
    inks="Ink on each page",
    peak="Peak, %",
    average="Average 15 x 15 mm, %",
    date="{y}-{m:02}-{d:02}",
)


def ticket_words(language: str) -> TicketWords:
    return VI if language == "vi" else EN
