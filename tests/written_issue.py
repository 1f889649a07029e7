"""An issue of one article with the text that a test gives it, read as a user's files are."""

from pathlib import Path

from newsletter.intake.issue import read_issue
from newsletter.model.issue import Issue

HEAD = "---\ntitle: Tít bài\n---\n"


def written_issue(folder: Path, body: str, *, style: str = "", glossary: str = "", head: str = HEAD) -> Issue:
    """``style`` is the value of that key of issue.yaml; the body begins with line 4 of its file."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    house = f"style: {style}\n" if style else ""
    (folder / "issue.yaml").write_text(f"title: Bản tin\ndate: 2022-10-20\n{house}", "utf-8")
    (folder / "articles" / "01-bai.md").write_text(head + body, "utf-8")
    if glossary:
        (folder / "glossary.yaml").write_text(f"phrases: [{glossary}]\n", "utf-8")
    issue = read_issue(folder).value
    assert issue is not None
    return issue
