"""What stands before the first page of a proof that is sent out: how to mark it, how to name a place by phone, until when
and to whom it goes back."""

from datetime import date
from typing import NamedTuple

from newsletter.compose.paper import Banner, Block, Grid, Heading, Pairs, Prose, Sheet, Stamp
from newsletter.compose.wording import dated, proof_title, wording
from newsletter.model.issue import Issue
from newsletter.pages.proofcode import ProofName


class _Manual(NamedTuple):
    """{code}, {number} and {story} are put in; ``returned`` has {organization}."""

    title: str
    due: tuple[str, str]
    """With {day}; what is said where no day is given."""
    returned: tuple[str, str]
    code: tuple[str, str]
    author: tuple[str, str]
    marking: tuple[str, str]
    head: tuple[str, str, str]
    rows: tuple[tuple[str, str, str], ...]
    calling: tuple[str, str]
    example: str
    care: str
    points: tuple[str, ...]


_VI = _Manual(
    title="Mời anh chị đọc và góp ý",
    due=("Hạn gửi lại: {day}", "Hạn gửi lại: xem thư gửi kèm bông này"),
    returned=("Gửi về", "Ban Biên tập {organization}: trả lời thư đã gửi bông này, kèm tệp PDF đã ghi chú"),
    code=("Mã bông", "{code} – in ở đầu và chân mỗi trang, xin nhắc mã này khi gọi điện"),
    author=(
        "Tên người góp ý",
        ("khai trong phần cài đặt của chương trình đọc PDF, hoặc thêm vào tên tệp: bong-{number}-lan.pdf"),
    ),
    marking=(
        "Ghi chú thẳng vào tệp này",
        ("Mở tệp bằng Adobe Acrobat Reader, Foxit, Okular, Xem trước (Preview), trình duyệt Firefox hay ứng dụng đọc PDF "
        "trên máy tính bảng. Chọn đúng những chữ cần sửa rồi dùng công cụ ghi chú; xong thì lưu tệp và gửi lại."),
    ),
    head=("Muốn", "Cách làm", "Ví dụ"),
    rows=(
        ("Sửa chữ", "Tô sáng chữ sai (Highlight), trong ghi chú viết chữ cũ, dấu ->, chữ mới", "khôi -> khối"),
        ("Bỏ chữ", "Gạch ngang những chữ thừa (Strikethrough)", "đã đã tổ chức: gạch một chữ “đã”"),
        ("Thêm chữ", "Chèn vào chỗ thiếu (Insert text), hoặc tô sáng chữ bên cạnh và ghi như sửa", "đơn vị -> các đơn vị"),
        ("Hỏi, nhận xét", "Đặt ghi chú (Note) ngay cạnh chỗ ấy, viết thành câu", "Số liệu này lấy ở đâu?"),
        ("Góp ý về ảnh", "Đặt ghi chú lên ảnh", "Ảnh này chụp năm 2021"),
    ),
    calling=(
        "Góp ý qua điện thoại",
        ("Đọc mã bông, số trang, tên bài (chữ xanh nhỏ ở đầu bài), cột thứ mấy của bài tính từ trái sang, dòng thứ mấy của "
        "cột: số xám bên trái cột đánh dấu dòng 5, 10, 15…"),
    ),
    example="“Bông {number}, trang 3, bài {story}, cột 2, dòng 15: khôi sửa thành khối.”",
    care="Xin lưu ý",
    points=(
        "Gửi lại chính tệp này. Tệp in ra PDF khác, quét hay chụp màn hình làm mất chỗ ghi chú.",
        "Chữ thì đánh dấu bằng công cụ chữ; nét vẽ tay khó biết là sửa chữ nào.",
        "Mỗi ghi chú chỉ nói một việc. Ai góp ý người ấy gửi, không cần chép chung vào một tệp.",
        "Tờ hướng dẫn này không tính vào số trang của số báo.",
    ),
)  # fmt: skip
_EN = _Manual(
    title="Please read and mark",
    due=("Wanted back by {day}", "Wanted back by the day in the letter that came with this proof"),
    returned=("Goes back to", "the editors of {organization}: answer the letter that brought this proof"),
    code=("Code of this proof", "{code} – it stands at head and foot of each page; please name it on the phone"),
    author=("Your name", "set it in your PDF program, or add it to the file's name: proof-{number}-lan.pdf"),
    marking=(
        "Mark this very file",
        ("Open it in Adobe Acrobat Reader, Foxit, Okular, Preview, Firefox or a PDF app on a tablet. Select the very words "
        "that are to change and use the comment tools; then save the file and send it back."),
    ),
    head=("To", "Do this", "Example"),
    rows=(
        ("Change words", "Highlight them and write in the note: old words, ->, new words", "teh -> the"),
        ("Take words out", "Strike them out (Strikethrough)", "the the board: strike one “the”"),
        ("Add words", "Insert text there, or highlight the next word and write it as a change", "office -> head office"),
        ("Ask, remark", "Put a note beside the place", "Where is this figure from?"),
        ("Speak of a photo", "Put a note on the photo", "This was taken in 2021"),
    ),
    calling=(
        "By phone",
        ("Say the code, the page, the story (in blue at its head), the column of the story from the left, and the "
        "line in the column: grey figures at its left count lines 5, 10, 15 …"),
    ),
    example="“Proof {number}, page 3, story {story}, column 2, line 15: teh becomes the.”",
    care="Please",
    points=(
        "Send this very file back. What is printed to another PDF, scanned or photographed loses the places of notes.",
        "Mark text with the text tools; drawn lines do not say which words they mean.",
        "One thing in one note. Each reader sends a file; there is no need to copy notes together.",
        "This sheet is no page of the issue.",
    ),
)  # fmt: skip


def instructions(issue: Issue, name: ProofName, due: date | None) -> Sheet:
    """The sheet, in Vietnamese for an issue in Vietnamese, else in English."""
    words = wording(issue.language)
    manual = _VI if words.proof == wording("vi").proof else _EN
    body = issue.organization.plain() if issue.organization else ""
    titles = [text.plain() for text in (issue.title, issue.edition) if text is not None]
    story = issue.articles[0].id if issue.articles else "01"
    rows = (
        (manual.returned[0], " ".join(manual.returned[1].format(organization=body).split()).replace(" :", ":")),
        (manual.code[0], manual.code[1].format(code=name.code)),
        (manual.author[0], manual.author[1].format(number=name.number)),
    )
    blocks: tuple[Block, ...] = (
        Banner(proof_title(name, words), manual.title, " – ".join([*titles, dated(issue.date, words)])),
        Stamp("note", manual.due[0].format(day=dated(due, words).lower()) if due else manual.due[1]),
        Pairs(rows),
        Heading(manual.marking[0]),
        Prose(manual.marking[1]),
        Grid(manual.head, manual.rows, (3, 10, 6)),
        Heading(manual.calling[0]),
        Prose(manual.calling[1]),
        Prose(manual.example.format(number=name.number, story=story)),
        Heading(manual.care),
        *(Prose(f"– {point}") for point in manual.points),
    )
    return Sheet(f"{proof_title(name, words)} · {words.instructions}", blocks)
