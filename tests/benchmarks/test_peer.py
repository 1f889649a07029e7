"""The peers' newsletter becomes an issue of ours without losing a word, and our text becomes theirs."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.intake.issue import read_issue
from newsletter.intake.layout import read_layout
from newsletter.model.fonts import FontCatalogue, FontFamily
from newsletter.model.layout import GridArea
from newsletter.units import mm

ROOT = Path(__file__).parent.parent.parent
WORDS = st.sampled_from(
    ["một", "hai", "ba.", "-", "+", "1.", "2)", "*a*", "[x]", "<b>", "&amp;", "# đầu", "a_b_c", "> x", "`", "~"]
)


@pytest.fixture(scope="module")
def peer() -> ModuleType:
    return _peer()


def _peer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("peer", ROOT / "benchmarks/peer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _corpus(folder: Path, paragraphs: list[str]) -> Path:
    """A corpus of the peers with one article, without its fonts."""
    corpus = folder / "corpus"
    (corpus / "fonts").mkdir(parents=True)
    body = [{"type": "p", "text": text} for text in paragraphs]
    article = {"kicker": "Đời sống", "title": 'Tít: một "bài"', "byline": "Bài: Ban Bạn đọc", "body": body}
    layout = {
        "page_w": 595.276, "page_h": 841.89, "margin_left": 42.52, "margin_right": 42.52, "margin_top": 51.024,
        "margin_bottom": 58.866, "columns": 3, "gutter": 17.008, "body_size": 9.5, "leading": 12.0, "indent": 9.5,
        "head_size": 22.0, "head_leading": 24.0, "kicker_size": 8.0, "kicker_leading": 12.0, "byline_size": 8.5,
        "byline_leading": 12.0, "caption_size": 8.0, "caption_leading": 10.0,
    }  # fmt: skip
    issue = {"title": "Bản tin", "issue": "Số 12", "lang": "vi", "layout": layout, "articles": [article]}
    (corpus / "issue.json").write_text(json.dumps(issue), "utf-8")
    return corpus


def test_every_sign_of_a_paragraph_survives_markdown(tmp_path: Path, peer: ModuleType) -> None:
    written = [
        "- không phải danh mục",
        "2022. không phải số mục",
        "*sao* [ngoặc] <b> &amp; `x` a_b_c ~~gạch~~ | # ",
        "> trích",
    ]
    peer.prepare(_corpus(tmp_path, written), tmp_path / "issue")
    issue = read_issue(tmp_path / "issue").value
    assert issue is not None
    (article,) = issue.articles
    assert [type(block).__name__ for block in article.blocks] == ["Paragraph"] * 4
    assert [block.text.plain() for block in article.blocks] == [" ".join(text.split()) for text in written]  # type: ignore[union-attr]


def test_the_head_of_an_article_is_kept(tmp_path: Path, peer: ModuleType) -> None:
    peer.prepare(_corpus(tmp_path, ["Một đoạn."]), tmp_path / "issue")
    found = read_issue(tmp_path / "issue")
    assert found.problems == ()
    assert found.value is not None
    (article,) = found.value.articles
    assert article.title.plain() == 'Tít: một "bài"'
    assert article.kicker is not None
    assert article.kicker.plain() == "Đời sống"
    assert article.byline is not None
    assert article.byline.plain() == "Bài: Ban Bạn đọc"


def test_the_layout_has_the_peers_columns_and_lines(tmp_path: Path, peer: ModuleType) -> None:
    peer.prepare(_corpus(tmp_path, ["Một đoạn."]), tmp_path / "issue")
    families = {name: FontFamily(name=name, files=()) for name in ("Peer Serif", "Peer Display")}
    found = read_layout("peer", tmp_path / "issue", FontCatalogue(families))
    assert found.problems == ()
    assert found.value is not None
    assert found.value.trim == (mm(210), mm(297))
    assert found.value.lines == 61
    (river,) = found.value.templates["stream"].slots
    assert (river.columns, river.bands, river.gutter) == (3, True, 17_008)
    column = found.value.area(GridArea(0, 0, 1, 1), left=False)
    assert abs(column.width - mm(56)) <= 2


@given(st.lists(st.lists(WORDS, min_size=1, max_size=130).map(" ".join), max_size=6))
def test_regrouped_paragraphs_are_of_the_size_the_peers_want(paragraphs: list[str]) -> None:
    module = _peer()
    source = " ".join(paragraphs).split()
    for paragraph in module.regrouped(paragraphs):
        words = paragraph.split()
        assert len(words) >= module.LEAST
        assert set(words) <= set(source)


def test_short_paragraphs_are_joined_in_order(peer: ModuleType) -> None:
    ten = " ".join(["từ"] * 9) + " hết."
    assert list(peer.regrouped([ten] * 9)) == [" ".join([ten] * 4)] * 2


def test_a_long_paragraph_is_parted_at_a_sentence(peer: ModuleType) -> None:
    fifty = " ".join(["từ"] * 49) + " hết."
    assert list(peer.regrouped([f"{fifty} {fifty} {fifty}"])) == [fifty] * 3
