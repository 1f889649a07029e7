"""``review``: the group of verbs for proofs that come back."""

from newsletter.commands.program import Program, Words, language_option

VERBS = {
    "read": Words("Đọc các bản bông gửi về thành một danh sách.", "Read returned proofs into one list of notes."),
    "set": Words("Ghi cách xử lý từng ý kiến.", "Set what becomes of notes."),
    "apply": Words("Đưa ý kiến đã đồng ý vào bài.", "Put accepted notes into the articles."),
    "status": Words("Xem ai đã ký, ý kiến nào đã sửa, ai chưa gửi.", "Who signed, what is done, who is silent."),
    "compare": Words("So hai bản bông, đánh dấu chỗ đã sửa.", "Compare two proofs and mark what changed."),
    "sign-off": Words("Ký duyệt số báo như hiện có.", "Sign the issue off as it is now."),
}

command = Program(
    VERBS,
    name="review",
    prefix="review_",
    params=[language_option()],
    words=Words(
        "Ý kiến trên các bản bông gửi về: đọc, gộp, xử lý, ký duyệt.",
        "Proofs that come back: read their notes, settle them, sign off.",
    ),
)
