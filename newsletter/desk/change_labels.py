"""What is done to a document on its way, in both languages."""

from collections.abc import Mapping
from typing import Final, Literal

CHANGES: Final[Mapping[Literal["vi", "en"], Mapping[str, str]]] = {
    "vi": {
        "change.spaces": "khoảng trắng thừa",
        "change.indents": "khoảng trắng thụt đầu dòng",
        "change.tabs": "dấu tab",
        "change.hard": "khoảng trắng cứng",
        "change.invisible": "ký tự không nhìn thấy",
        "change.lookalikes": "chữ Đ gõ bằng ký tự khác",
        "change.figures": "chỉ số trên, dưới thành ký tự riêng",
        "change.frame": "bảng chỉ để xếp chỗ, đã tháo ra",
        "change.merged": "ô gộp, chữ đặt ở ô đầu",
        "change.capitals": "dòng viết hoa cả thành chữ thường",
        "change.headings": "dòng đậm hoặc viết hoa thành tít phụ",
        "change.breaks": "ngắt dòng bằng tay",
        "change.bullets": "gạch đầu dòng gõ tay thành danh sách",
        "change.numbers": "số thứ tự gõ tay thành danh sách",
        "change.empty": "dòng trống",
        "change.italics": "nghiêng cả bài, đã bỏ",
        "change.bold": "đậm cả đoạn, đã bỏ",
        "change.notes": "chú thích không có dấu gọi, đưa xuống cuối bài",
        "change.copies": "ảnh gửi hai lần, dùng tệp lớn hơn",
        "change.links": "liên kết không dùng được, giữ chữ",
        "change.crop": "ảnh bị xén trong văn bản: giữ cả ảnh, lấy giữa phần đã xén làm tâm",
    },
    "en": {
        "change.spaces": "superfluous spaces",
        "change.indents": "spaces that indent a line",
        "change.tabs": "tabs",
        "change.hard": "no-break spaces",
        "change.invisible": "invisible characters",
        "change.lookalikes": "another letter typed for Đ",
        "change.figures": "figures above and below the line, as characters of their own",
        "change.frame": "tables that only place things, taken apart",
        "change.merged": "merged cells: the words stand in the first",
        "change.capitals": "lines of capitals, now sentence case",
        "change.headings": "lines in bold or capitals, now crossheads",
        "change.breaks": "lines broken by hand",
        "change.bullets": "bullets typed by hand, now a list",
        "change.numbers": "numbers typed by hand, now a list",
        "change.empty": "empty paragraphs",
        "change.italics": "italics throughout, taken off",
        "change.bold": "whole paragraphs in bold, now plain",
        "change.notes": "notes without a mark, put at the end",
        "change.copies": "photos sent twice: the larger file is used",
        "change.links": "links that lead nowhere: the words are kept",
        "change.crop": "photos cropped in the document: kept whole, the middle of the crop is their focus",
    },
}
"""``Change.what`` -> what it is called."""
