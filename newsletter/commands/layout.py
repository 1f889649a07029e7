"""``layout``: the group of verbs for those who design pages."""

from newsletter.commands.program import Program, Words, language_option

VERBS = {
    "show": Words("Ghi một tệp PDF giới thiệu ma-két: lưới, màu, kiểu chữ, mọi mẫu trang.", "Show a layout as a PDF."),
    "check": Words("Soát một ma-két: tệp khai, cỡ chữ, độ tương phản, bề rộng cột.", "Judge a layout."),
}

command = Program(
    VERBS,
    name="layout",
    prefix="layout_",
    params=[language_option()],
    words=Words("Dành cho người vẽ ma-két.", "For those who design pages."),
)
