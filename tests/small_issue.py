"""A small issue in a folder of its own, for tests that run the whole program."""

from pathlib import Path

from PIL import Image

ISSUE = """title: Bản tin thử
organization: Đảng bộ Khối
date: 2022-10-20
sections: [Tin hoạt động]
units:
  - {id: van-phong, name: Văn phòng, articles: 1}
imprint: {license: Số 1, publisher: Văn phòng, printer: Xưởng in, print_run: 100 bản, periodicity: hằng tháng}
"""

ARTICLE = """---
title: Hội thao chào mừng ngày truyền thống
author: Văn phòng
unit: van-phong
section: Tin hoạt động
kind: article
---
Sáng ngày 15 tháng 10, các đội của mười đơn vị dự lễ khai mạc hội thao tại nhà thi đấu của tỉnh.

Hội thao có bốn môn: bóng chuyền, cầu lông, kéo co và bóng đá; mỗi môn chọn một đội nhất, hai đội nhì.
"""

PRESS_PLAN = """pages:
  - {template: cover, stories: {lead: 01-hoi-thao}}
  - {template: single}
  - {template: single}
  - {template: back}
"""


def make_issue(folder: Path, articles: dict[str, str] | None = None, more: str = "") -> Path:
    """``articles``: id -> Markdown with front matter; ``more`` are further lines of issue.yaml."""
    (folder / "articles").mkdir(parents=True)
    (folder / "photos").mkdir()
    (folder / "issue.yaml").write_text(ISSUE + more, encoding="utf-8")
    for name, text in (articles or {"01-hoi-thao": ARTICLE}).items():
        (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def make_press_issue(folder: Path, more: str = "") -> Path:
    """The small issue as a bulletin that may be printed: four pages, the first with a masthead, the last with an
    imprint."""
    make_issue(folder, more=more)
    (folder / "plan.yaml").write_text(PRESS_PLAN, encoding="utf-8")
    return folder


def with_photo(article: str, file: str, caption: str = "Lễ khai mạc") -> str:
    """The article with a photo in its front matter."""
    return article.replace("kind: article\n", f"kind: article\nphotos:\n  - {{file: {file}, caption: {caption}}}\n")


def make_photo(folder: Path, name: str = "a.jpg", size: tuple[int, int] = (1600, 1000)) -> str:
    """A plain photo; its path in the issue."""
    Image.new("RGB", size, (120, 140, 90)).save(folder / "photos" / name)
    return f"photos/{name}"
