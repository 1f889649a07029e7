"""Comments of editors are no text, and move nothing."""

from pathlib import Path

import pytest
from written_issue import written_issue

from newsletter.intake.issue import read_issue
from newsletter.model.article import Crosshead, ListItem, Paragraph, Table


def plains(folder: Path, body: str, kind: str = "article") -> list[str]:
    head = f"---\ntitle: Tít\nkind: {kind}\n---\n"
    article = written_issue(folder, body, head=head).articles[0]
    return [
        block.text.plain() if isinstance(block, Paragraph | Crosshead | ListItem) else type(block).__name__
        for block in article.blocks
    ]


@pytest.mark.parametrize(("body", "blocks"), [
    ("Một <!-- ghi chú --> hai", ["Một hai"]),
    ("<!-- ghi chú -->\nMột hai", ["Một hai"]),
    ("Một\n<!-- ghi chú\nnhiều dòng -->\nhai", ["Một", "hai"]),
    ("Một **hai** <!-- x -->\nba", ["Một hai ba"]),
    ("<!-- x -->", []),
    ("## Tít xen <!-- x -->\n\nMột", ["Tít xen", "Một"]),
    ("- một\n<!-- x -->\n- hai <!-- y -->", ["một", "hai"]),
    ("| a | b |\n|---|---|\n| c <!-- x --> | d |", ["Table"]),
    ("Một <!-- không đóng", ["Một <!-- không đóng"]),
    ("Một \\<!-- hai --> ba &lt;!-- bốn -->", ["Một <!-- hai --> ba <!-- bốn -->"]),
    ("Một <!-- a --> hai <!-- b --> ba", ["Một hai ba"]),
])  # fmt: skip
def test_a_comment_is_no_text(tmp_path: Path, body: str, blocks: list[str]) -> None:
    assert plains(tmp_path, body) == blocks


def test_a_comment_parts_no_stanza(tmp_path: Path) -> None:
    assert plains(tmp_path, "Một\n<!-- x -->\nhai\n\nba", "poem") == ["Một hai", "ba"]


def test_words_behind_a_comment_stand_where_they_are_written(tmp_path: Path) -> None:
    issue = written_issue(tmp_path, "Một <!-- x --> hai **ba**\n")
    text = (tmp_path / "articles/01-bai.md").read_text("utf-8")
    (block,) = issue.articles[0].blocks
    assert isinstance(block, Paragraph)
    spans = zip(block.text.starts, block.text.ends, strict=True)
    assert [text[start:end] for start, end in spans] == ["Một", "hai", "ba"]
    assert issue.articles[0].words == len("Tít bài Một hai ba".split())


def test_comments_are_no_fault_and_no_table_loses_a_cell(tmp_path: Path) -> None:
    issue = written_issue(tmp_path, "Một <!-- x -->\n\n| a | b |\n|---|---|\n| c <!-- x --> | d |\n")
    assert read_issue(tmp_path).problems == ()
    table = issue.articles[0].blocks[1]
    assert isinstance(table, Table)
    assert [[cell.plain() for cell in row] for row in table.rows] == [["c", "d"]]
