"""What lists of notes say beside the words of reviewers, in Vietnamese and English."""

from typing import Final, NamedTuple

from newsletter.review.formats.listing import Group, Grouping, Language
from newsletter.review.notes import Intent, Note, Outcome, Reply, Status


class Labels(NamedTuple):
    """``name_of`` a group by its grouping takes ``name``; ``nameless`` are the groups without one. ``states`` are those of
    replies in the file (ISO 32000-1, table 171)."""

    title: str
    sum: str
    every: str
    page: str
    line: str
    nobody: str
    name_of: dict[Grouping, str]
    nameless: dict[Grouping, str]
    intents: dict[Intent, str]
    statuses: dict[Status, str]
    outcomes: dict[Outcome, str]
    states: dict[str, str]
    quote: str
    new_text: str
    comment: str
    reply: str
    also: str
    rivals: str
    reason: str
    reasons: dict[str, str]
    """Of ``Note.reason``, as reading has them."""
    nearest: str
    by_words: str
    picture: str
    proof: str
    file: str


LABELS: Final[dict[Language, Labels]] = {
    "vi": Labels(
        title="Ý kiến trên bản bông",
        sum="{count} ý kiến",
        every="Tất cả",
        page="trang {page}",
        line="dòng {line}",
        nobody="không ghi tên",
        name_of={"story": "{name}", "reviewer": "{name}", "page": "Trang {name}"},
        nameless={"story": "Ngoài bài", "reviewer": "Không ghi tên", "page": "Không rõ trang"},
        intents={
            "replace": "Sửa",
            "delete": "Bỏ",
            "insert": "Thêm",
            "comment": "Góp ý",
            "stamp": "Con dấu",
            "drawing": "Hình vẽ",
        },
        statuses={"open": "chưa xử lý", "accepted": "đồng ý", "rejected": "không sửa", "done": "đã xong"},
        outcomes={
            "proposed": "đề nghị",
            "applied": "đã đưa vào bài",
            "conflict": "ý kiến trái nhau",
            "orphan": "không thuộc bài nào",
            "unreadable": "không đọc được",
        },
        states={
            "Accepted": "đồng ý",
            "Rejected": "không đồng ý",
            "Cancelled": "rút lại",
            "Completed": "đã xong",
            "None": "bỏ trạng thái",
            "Marked": "đã đánh dấu",
            "Unmarked": "bỏ đánh dấu",
        },
        quote="Trong bài",
        new_text="Đề nghị",
        comment="Lời ghi",
        reply="Trả lời",
        also="Cùng ý",
        rivals="Trái với",
        reason="Vì",
        reasons={
            "no-text": "ở chỗ đánh dấu không có chữ nào của bài, hoặc chữ ấy có ở nhiều nơi",
            "changed": "chữ ấy không còn trong bài hiện nay",
            "no-box": "tệp không ghi dấu nằm ở đâu trên trang",
        },
        nearest="gắn vào dòng gần nhất",
        by_words="tìm theo chữ, chắc {percent} %",
        picture="Trang {page} quanh chỗ đánh dấu",
        proof="Bản bông",
        file="Tệp",
    ),
    "en": Labels(
        title="Notes on the proof",
        sum="{count} notes",
        every="All",
        page="page {page}",
        line="line {line}",
        nobody="no name",
        name_of={"story": "{name}", "reviewer": "{name}", "page": "Page {name}"},
        nameless={"story": "In no story", "reviewer": "No name", "page": "Page unknown"},
        intents={
            "replace": "Replace",
            "delete": "Delete",
            "insert": "Insert",
            "comment": "Comment",
            "stamp": "Stamp",
            "drawing": "Drawing",
        },
        statuses={"open": "open", "accepted": "accepted", "rejected": "rejected", "done": "done"},
        outcomes={
            "proposed": "proposed",
            "applied": "applied",
            "conflict": "conflict",
            "orphan": "in no story",
            "unreadable": "unreadable",
        },
        states={
            "Accepted": "accepted",
            "Rejected": "rejected",
            "Cancelled": "cancelled",
            "Completed": "completed",
            "None": "no state",
            "Marked": "marked",
            "Unmarked": "unmarked",
        },
        quote="In the story",
        new_text="Suggested",
        comment="Remark",
        reply="Reply",
        also="Also asked by",
        rivals="Against",
        reason="Because",
        reasons={
            "no-text": "there are no words of an article at the mark, or they stand in several places",
            "changed": "those words are not in the article any more",
            "no-box": "the file does not say where on the page it stands",
        },
        nearest="tied to the nearest line",
        by_words="found by its words, {percent} % sure",
        picture="Page {page} round the mark",
        proof="Proof",
        file="File",
    ),
}


def heading(group: Group, by: Grouping, labels: Labels) -> str:
    return labels.name_of[by].format(name=group.name) if group.name else labels.nameless[by]


def state_of(reply: Reply, labels: Labels) -> str:
    """The state that a reply sets, as it stands there where it is none of the standard."""
    return labels.states.get(reply.state, reply.state)


def standing(note: Note, labels: Labels) -> list[str]:
    """Where the note stands, for its reader to find it: page, printed line, place in the file."""
    place = note.place
    told = [labels.page.format(page=note.shown_page)]
    if place is None:
        return told
    if place.line:
        told.append(labels.line.format(line=place.line))
    return [*told, f"{place.file}:{place.start[0]}:{place.start[1]}"]


def doubt(note: Note, labels: Labels) -> str:
    """How sure its place is, where it is not; else why it has none."""
    if note.place is None:
        return f"{labels.reason}: {labels.reasons.get(note.reason, note.reason)}" if note.reason else ""
    match note.place.method:
        case "map":
            return ""
        case "nearest":
            return labels.nearest
        case "text":
            return labels.by_words.format(percent=round(100 * note.place.confidence))
