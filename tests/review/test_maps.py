"""The source map found in a proof, and read whatever it holds."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_issue import make_issue

from newsletter.commands import main
from newsletter.pdf.reader import read
from newsletter.review.maps import embedded_map, parse_map


def test_the_map_of_a_proof_is_found_and_has_its_words(tmp_path: Path) -> None:
    folder = make_issue(tmp_path / "so-1")
    CliRunner().invoke(main, ["build", str(folder), "-o", str(tmp_path / "p.pdf"), "--map", str(tmp_path / "m.json")])
    content = embedded_map(read((tmp_path / "p.pdf").read_bytes()))
    assert content == (tmp_path / "m.json").read_bytes()
    found = parse_map(content)
    assert found is not None
    assert found.issue == "so-1"
    body = [line for page in found.pages for line in page.lines if line.role == "body"]
    words = [word.text for line in body for word in line.words]
    assert words[-3:] == ["hai", "đội", "nhì."]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": "newsletter-map/2", "pages": []}', b"\xff", b"[" * 100_000]
)
def test_what_is_no_map_is_none(content: bytes) -> None:
    assert parse_map(content) is None


def test_lines_that_make_no_sense_are_left_out() -> None:
    good = {"box": [1, 2, 3, 4], "text": "• một hai", "words": [[1, 2, 9, 3, 3], [2, 3, 9, 7, 3], ["x", 1, 1, 1, 1]]}
    lines = [good, {"text": "không có hộp"}, {"box": [1, 2, 3, float("inf")], "text": "x"}, 7, None]
    whole = {"format": "newsletter-map/1", "files": [], "pages": [{"number": "1", "lines": lines, "photos": 3}, "x"]}
    found = parse_map(json.dumps(whole).encode())
    assert found is not None
    (page,) = found.pages
    (line,) = page.lines
    assert [(word.text, word.column) for word in line.words] == [("một", 3), ("hai", 7)]
