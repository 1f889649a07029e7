"""Two proofs of one small issue, before and after an edit."""

import shutil
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner
from small_issue import make_issue, make_photo, with_photo

from newsletter.commands import main

SENTENCES = (
    "Sáng ngày 15 tháng 10, các đội của mười đơn vị dự lễ khai mạc hội thao tại nhà thi đấu của tỉnh.",
    "Hội thao có bốn môn: bóng chuyền, cầu lông, kéo co và bóng đá; mỗi môn chọn một đội nhất, hai đội nhì.",
    "Ban tổ chức trao cờ lưu niệm cho các đoàn, rồi trọng tài và vận động viên tuyên thệ thi đấu trung thực.",
    "Kết thúc ngày đầu, đội của Văn phòng dẫn đầu bảng, theo sau là đội của Sở Tài chính và Sở Y tế.",
)


def article(title: str, paragraphs: int) -> str:
    """Front matter and so many paragraphs, each with its number in it."""
    head = f"---\ntitle: {title}\nauthor: Văn phòng\nunit: van-phong\nsection: Tin hoạt động\nkind: article\n---\n"
    return (
        head + "\n\n".join(f"Đoạn {k}. {SENTENCES[k % 4]} {SENTENCES[(k + 1) % 4]}" for k in range(paragraphs)) + "\n"
    )


def first_folder(folder: Path) -> Path:
    """Four stories; the first has a photo, and the second runs over pages."""
    make_issue(folder, {
        "01-hoi-thao": article("Hội thao chào mừng", 8),
        "02-cau": article("Cây cầu mới ở xã vùng cao", 45),
        "03-tho": article("Mùa gặt sớm", 9),
        "04-tin": article("Tin vắn trong tuần", 6),
    })  # fmt: skip
    make_photo(folder)
    make_photo(folder, "b.jpg", (1200, 1000))
    edit(folder, "01-hoi-thao", lambda text: with_photo(text, "photos/a.jpg"))
    return folder


def edited(first: Path, folder: Path, story: str, change: Callable[[str], str]) -> Path:
    """A copy of the issue with one story changed."""
    shutil.copytree(first, folder, ignore=shutil.ignore_patterns("out"))
    edit(folder, story, change)
    return folder


def edit(folder: Path, story: str, change: Callable[[str], str]) -> None:
    file = folder / "articles" / f"{story}.md"
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def built(folder: Path, *options: str) -> Path:
    """Its proof, beside it, and its map as FOLDER.json."""
    out = folder.with_suffix(".pdf")
    args = ["build", str(folder), "-o", str(out), "--map", str(folder.with_suffix(".json")), *options]
    result = CliRunner().invoke(main, args)
    assert result.exit_code in (0, 1), result.output
    return out
