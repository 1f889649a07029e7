"""What the report of a collection is called, in both languages."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from newsletter.desk.change_labels import CHANGES
from newsletter.desk.collection import State
from newsletter.manuscripts.manuscript import LossKind, RevisionKind

Language = Literal["vi", "en"]


class Labels(NamedTuple):
    title: str
    states: Mapping[State, str]
    losses: Mapping[LossKind, str]
    revisions: Mapping[RevisionKind, str]
    fates: Mapping[str, str]
    received: str
    known: str
    twin: str
    nothing: str
    no_submissions: str
    sums: str
    files: str
    files_elsewhere: str
    dry: str
    unwritten: str
    would: str
    words: str
    words_missing: str
    missing: str
    photos: str
    photo: str
    ppi: str
    blurred: str
    near: str
    stripped: str
    changed: str
    times: str
    converted: str
    passages: str
    tracked: str
    comments: str
    left_out: str
    diff: str
    differs: str
    beside: str
    stray: str
    caption: str
    credit: str
    before: str
    after: str
    where: str
    problems: str
    no_caption: str
    columns: tuple[str, str, str, str, str, str]
    """From whom, received, article, words, photos, what became of it."""
    changes: Mapping[str, str]
    """What was done to a document (``Change.what``)."""
    unit: str
    no_unit: str
    author: str
    deck: str
    file: str
    became: str
    kept: str
    more: str

    def change(self, what: str) -> str:
        return self.changes.get(what, what)


LABELS: Final[dict[Language, Labels]] = {
    "vi": Labels(
        title="Báo cáo nhận bài",
        states={
            "new": "bài mới",
            "known": "đã nhận trước, không đổi",
            "updated": "bản mới thay bản cũ",
            "merged": "bản mới đã gộp với phần biên tập",
            "conflict": "bản mới chưa gộp được, bài giữ nguyên",
            "gone": "bài không còn trong articles/, bản mới để riêng",
            "older": "bản cũ hơn bản đã nhận, không dùng",
            "twin": "trùng với tài liệu khác cùng lượt gửi, không chép đôi",
            "alike": "gần như trùng một bài đã có, để riêng",
            "empty": "không lấy được bài",
        },
        losses={
            "picture": "ảnh không đọc được",
            "remote-picture": "ảnh nằm trên mạng",
            "drawing": "hình vẽ",
            "chart": "biểu đồ",
            "formula": "công thức",
            "object": "đối tượng nhúng",
            "macro": "macro",
            "field": "trường tự động",
            "header": "đầu trang, chân trang",
            "text": "chữ",
            "nesting": "phần lồng quá sâu",
            "inner-table": "khung của bảng lồng trong bảng",
            "letterhead": "phần thể thức văn bản, nơi nhận",
            "cover": "lời thư, phần chuyển tiếp",
        },
        revisions={"insertion": "thêm", "deletion": "xóa", "move": "chuyển chỗ", "formatting": "đổi định dạng"},
        fates={
            "article": "thành bài",
            "photo": "thành ảnh",
            "opened": "đã mở, lấy những gì bên trong",
            "original": "chỉ giữ bản gốc",
            "known": "đã nhận trước",
            "letter": "lời thư, giữ trong bản gốc",
            "twin": "giống hệt tệp",
            "refused": "không nhận",
        },
        received="nhận {day}",
        known="đã nhận trước, không đổi",
        twin="trùng với {origin}",
        nothing="Không có gì mới: {count} lượt gửi đều đã nhận từ trước, không tệp nào bị đụng đến.",
        no_submissions="Không có lượt gửi nào để nhận.",
        sums="{submissions} lượt gửi ({known} đã nhận trước): {states}; {photos} ảnh mới.",
        files="{files} tệp trong hộp bài, {members} tệp trong thư và tệp nén: tệp nào cũng có tên trong báo cáo này.",
        files_elsewhere="{files} tệp trong hộp bài, {members} tệp trong thư và tệp nén; --html, --json ghi từng tệp đi đâu.",
        dry="Chạy thử: chưa ghi gì vào số báo.",
        unwritten="CHƯA ghi được gì vào số báo, vì lỗi nêu dưới đây. Báo cáo này kể những gì lẽ ra được ghi.",
        would="Lẽ ra được ghi: {sums}",
        words="{words} chữ, đủ",
        words_missing="{words_out}/{words_in} chữ, thiếu {count}",
        missing="Chữ thiếu",
        photos="{count} ảnh",
        photo="ảnh {file}: {width} × {height} điểm ảnh",
        ppi="{ppi} ppi khi in rộng một cột",
        blurred="có thể mờ",
        near="gần giống {other}",
        stripped="đã xóa {what}",
        changed="đã sửa",
        times="{count} chỗ",
        converted="đã chuyển mã",
        passages="{count} đoạn",
        tracked="sửa đổi có theo dõi",
        comments="ghi chú bên lề",
        left_out="không lấy",
        diff="Bài đã đổi như sau",
        differs="Bản mới khác bài đang có như sau",
        beside="bản mới để ở {file}",
        stray="ảnh chưa thuộc bài nào",
        caption="Chú thích",
        credit="Ảnh",
        before="Trước",
        after="Sau",
        where="Từng tệp đi đâu",
        problems="Cần xem",
        no_caption="chưa có chú thích",
        columns=("Người gửi", "Nhận", "Bài", "Chữ", "Ảnh", "Kết quả"),
        changes=CHANGES["vi"],
        unit="Đơn vị: {unit}",
        no_unit="chưa rõ đơn vị",
        author="Tác giả: {author}",
        deck="Câu dẫn: {deck}",
        file="Tệp",
        became="Kết quả",
        kept="Bản gốc lưu ở",
        more="… và {count} chỗ nữa",
    ),
    "en": Labels(
        title="What was collected",
        states={
            "new": "a new article",
            "known": "taken before, unchanged",
            "updated": "the newer version has replaced the older",
            "merged": "the newer version was merged with the editors' work",
            "conflict": "the newer version could not be merged, the article stands as it was",
            "gone": "its article is no more in articles/, the newer version stands beside",
            "older": "older than the version taken, not used",
            "twin": "the same as another document beside it, not doubled",
            "alike": "nearly the same as an article that is there, kept beside it",
            "empty": "no article could be taken",
        },
        losses={
            "picture": "picture that cannot be read",
            "remote-picture": "picture on the network",
            "drawing": "drawing",
            "chart": "chart",
            "formula": "formula",
            "object": "embedded object",
            "macro": "macro",
            "field": "field",
            "header": "header or footer",
            "text": "text",
            "nesting": "part nested too deeply",
            "inner-table": "frame of a table in a table",
            "letterhead": "letterhead, recipients, signatures",
            "cover": "words of the mail round it",
        },
        revisions={"insertion": "inserted", "deletion": "deleted", "move": "moved", "formatting": "formatted"},
        fates={
            "article": "became an article",
            "photo": "became a photo",
            "opened": "was opened, what it holds was taken",
            "original": "is kept as it came",
            "known": "was taken before",
            "letter": "is the letter, kept in the original",
            "twin": "is the same as",
            "refused": "was not taken",
        },
        received="received {day}",
        known="taken before, unchanged",
        twin="the same as {origin}",
        nothing="Nothing new: all {count} submissions were taken before, no file was touched.",
        no_submissions="There is no submission to take.",
        sums="{submissions} submissions ({known} taken before): {states}; {photos} new photos.",
        files="{files} files in the inbox, {members} in mails and archives: this report names each.",
        files_elsewhere="{files} files in the inbox, {members} in mails and archives; --html and --json say where each is.",
        dry="A dry run: nothing was written into the issue.",
        unwritten="NOTHING could be written into the issue, for the error told below. This is what would have been.",
        would="It would have been: {sums}",
        words="{words} words, all of them",
        words_missing="{words_out} of {words_in} words, {count} are missing",
        missing="Missing words",
        photos="{count} photos",
        photo="photo {file}: {width} × {height} pixels",
        ppi="{ppi} ppi when one column wide",
        blurred="may be blurred",
        near="nearly the same as {other}",
        stripped="{what} taken out",
        changed="changed",
        times="{count} times",
        converted="decoded",
        passages="{count} passages",
        tracked="tracked changes",
        comments="comments in the margin",
        left_out="not taken",
        diff="What changed in the article",
        differs="How the newer version differs from the article",
        beside="the newer version stands at {file}",
        stray="photo that belongs to no article",
        caption="Caption",
        credit="Photo",
        before="Before",
        after="After",
        where="Where every file went",
        problems="To be looked at",
        no_caption="no caption yet",
        columns=("From", "Received", "Article", "Words", "Photos", "What became of it"),
        changes=CHANGES["en"],
        unit="Unit: {unit}",
        no_unit="unit unknown",
        author="By {author}",
        deck="Deck: {deck}",
        file="File",
        became="What became of it",
        kept="Original kept at",
        more="… and {count} more",
    ),
}
