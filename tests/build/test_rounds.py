"""A proof that is sent out: its code on every page and in the file, instructions before the first, what is kept of it."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result
from small_issue import ARTICLE, make_issue, make_press_issue

from newsletter.commands import main
from newsletter.intake.issue import read_issue
from newsletter.pages.proofcode import codes_in
from newsletter.review.proofs import next_round, read_proofs


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    return make_press_issue(tmp_path / "so-1")


def build(issue: Path, out: Path, *options: object) -> Result:
    return CliRunner().invoke(main, ["build", str(issue), "-o", str(out), "--lang", "en", *map(str, options)])


def sent(issue: Path, out: Path, *options: object) -> Path:
    said = build(issue, out, *options)
    assert said.exit_code == 0, said.output
    return out


def texts(pdf: Path | bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def attached_map(pdf: Path) -> dict[str, Any]:
    with pikepdf.open(pdf) as opened:
        return json.loads(opened.attachments["source-map.json"].get_file().read_bytes())  # type: ignore[no-any-return]


def record(issue: Path, number: int) -> Path:
    return issue / "review" / "proofs" / f"{number}.json"


def test_every_page_bears_number_and_code_at_head_and_foot(issue: Path, tmp_path: Path) -> None:
    pdf = sent(issue, tmp_path / "a.pdf", "--round", 2)
    code = attached_map(pdf)["proof"]["code"]
    for text in texts(pdf):
        assert text.count(f"BÔNG 2 · {code}") == 2


def test_a_proof_without_a_number_has_a_code_too_and_nothing_is_kept(issue: Path, tmp_path: Path) -> None:
    pdf = sent(issue, tmp_path / "a.pdf")
    proof = attached_map(pdf)["proof"]
    assert "round" not in proof
    assert all(f"BẢN BÔNG · {proof['code']}" in text for text in texts(pdf))
    assert proof["sheets"] == [1, 2, 3, 4]
    assert not (issue / "review").exists()


def test_the_code_is_in_info_metadata_map_and_record(issue: Path, tmp_path: Path) -> None:
    pdf = sent(issue, tmp_path / "a.pdf", "--round", 2)
    (kept,) = read_proofs(issue).value or ()
    with pikepdf.open(pdf) as opened:
        assert (str(opened.docinfo["/ProofCode"]), str(opened.docinfo["/ProofRound"])) == (kept.code, "2")
        with opened.open_metadata() as metadata:
            assert metadata["dc:identifier"] == kept.code
        assert not opened.is_encrypted
    assert (kept.map.code, kept.map.round) == (kept.code, 2)


def test_press_and_screen_bear_no_code(issue: Path, tmp_path: Path) -> None:
    pdf = sent(issue, tmp_path / "a.pdf", "--target", "screen", "--map", tmp_path / "map.json")
    with pikepdf.open(pdf) as opened:
        assert "/ProofCode" not in opened.docinfo
    assert "proof" not in json.loads((tmp_path / "map.json").read_bytes())


def test_the_code_survives_when_pages_are_printed_to_another_pdf(issue: Path, tmp_path: Path) -> None:
    """Two pages on a sheet, the way a print dialogue sets them: Info, metadata and map are gone."""
    pdf = sent(issue, tmp_path / "a.pdf", "--round", 2)
    with pikepdf.new() as printed, pikepdf.open(pdf) as source:
        for start in range(0, len(source.pages), 2):
            page = printed.add_blank_page(page_size=(1300, 900))
            for place, one in enumerate(source.pages[start : start + 2]):
                page.add_overlay(one, pikepdf.Rectangle(650 * place, 0, 650 * (place + 1), 900))
        printed.save(tmp_path / "printed.pdf")
    code = attached_map(pdf)["proof"]["code"]
    assert all(code in codes_in(text) for text in texts(tmp_path / "printed.pdf"))


def test_instructions_stand_before_page_1_and_are_no_page_of_the_issue(issue: Path, tmp_path: Path) -> None:
    said = build(issue, tmp_path / "a.pdf", "--round", 1, "--due", "2022-09-20")
    assert "4 pages" in said.stdout
    first, *pages = texts(tmp_path / "a.pdf")
    assert "Hạn gửi lại: ngày 20 tháng 9 năm 2022" in first.replace("\r\n", " ")
    assert "khôi -> khối" in first
    assert len(pages) == 4
    found = attached_map(tmp_path / "a.pdf")
    assert [page["number"] for page in found["pages"]] == [1, 2, 3, 4]
    assert found["proof"]["sheets"] == [0, 1, 2, 3, 4]
    assert pdfium.PdfDocument(tmp_path / "a.pdf").get_page_label(1) == "1"
    assert pdfium.PdfDocument(tmp_path / "a.pdf").get_page_label(0) == "Hướng dẫn"


def test_without_a_day_or_an_organization_the_instructions_still_read_as_sentences(tmp_path: Path) -> None:
    issue = make_issue(tmp_path / "so-2", {"01-a": ARTICLE})
    head = issue / "issue.yaml"
    kept = [line for line in head.read_text("utf-8").splitlines() if not line.startswith("organization")]
    head.write_text("\n".join(kept) + "\n", "utf-8")
    build(issue, tmp_path / "a.pdf", "--round", 1)
    first = " ".join(texts(tmp_path / "a.pdf")[0].split())
    assert "Hạn gửi lại: xem thư gửi kèm bông này" in first
    assert "Ban Biên tập: trả lời thư" in first
    assert "bài 01-a, cột 2" in first
    assert "{" not in first


def test_pages_are_physical_pages_though_instructions_come_first(issue: Path, tmp_path: Path) -> None:
    said = build(issue, tmp_path / "a.pdf", "--round", 1, "--pages", "3-4")
    assert "2 pages" in said.stdout
    assert attached_map(tmp_path / "a.pdf")["proof"]["sheets"] == [0, 3, 4]
    assert "Trang 3" in texts(tmp_path / "a.pdf")[1]


def test_an_issue_in_another_language_has_instructions_in_english(issue: Path, tmp_path: Path) -> None:
    head = issue / "issue.yaml"
    head.write_text(head.read_text("utf-8") + "language: en\n", "utf-8")
    first = texts(sent(issue, tmp_path / "a.pdf", "--round", 1))[0]
    assert "PROOF 1 ·" in first
    assert "teh -> the" in first


def test_what_is_kept_names_the_very_file_that_was_sent(issue: Path, tmp_path: Path) -> None:
    pdf = sent(issue, tmp_path / "a.pdf", "--round", 1, "--due", "2022-09-20").read_bytes()
    (kept,) = read_proofs(issue).value or ()
    assert kept.sha256 == f"sha256:{hashlib.sha256(pdf).hexdigest()}"
    assert (kept.number, kept.size, kept.deadline) == (1, len(pdf), "2022-09-20")
    assert next_round(issue) == 2


def test_the_same_proof_again_is_the_same_and_each_round_has_its_code(issue: Path, tmp_path: Path) -> None:
    first = sent(issue, tmp_path / "a.pdf", "--round", 1).read_bytes()
    kept, moment = record(issue, 1).read_bytes(), record(issue, 1).stat().st_mtime_ns
    assert sent(issue, tmp_path / "a.pdf", "--round", 1).read_bytes() == first
    assert (record(issue, 1).read_bytes(), record(issue, 1).stat().st_mtime_ns) == (kept, moment)
    sent(issue, tmp_path / "b.pdf", "--round", 2)
    one, two = read_proofs(issue).value or ()
    assert one.code != two.code
    assert one.fingerprint == two.fingerprint


def test_another_proof_never_takes_a_number_that_was_sent(issue: Path, tmp_path: Path) -> None:
    pdf = sent(issue, tmp_path / "a.pdf", "--round", 1)
    before, kept = pdf.read_bytes(), record(issue, 1).read_bytes()
    article = next((issue / "articles").iterdir())
    article.write_text(article.read_text("utf-8") + "\nMột câu thêm vào.\n", "utf-8")
    said = build(issue, pdf, "--round", 1)
    assert said.exit_code == 1
    assert "NL760" in said.stderr
    assert "--round 2" in said.stderr
    assert (pdf.read_bytes(), record(issue, 1).read_bytes()) == (before, kept)


def test_what_is_kept_does_not_change_the_fingerprint(issue: Path, tmp_path: Path) -> None:
    before = read_issue(issue).value
    sent(issue, tmp_path / "a.pdf", "--round", 1)
    (issue / "review" / "x.md").write_text("x")
    after = read_issue(issue).value
    assert before is not None
    assert after is not None
    assert before.files == after.files
    assert (
        attached_map(sent(issue, tmp_path / "b.pdf"))["fingerprint"] == attached_map(tmp_path / "a.pdf")["fingerprint"]
    )


def test_a_proof_with_faults_is_kept_since_it_is_written(tmp_path: Path) -> None:
    issue = make_issue(
        tmp_path / "so-2", {"01-a": ARTICLE.replace("---\n", "---\nphotos: [{file: photos/x.jpg}]\n", 1)}
    )
    said = build(issue, tmp_path / "a.pdf", "--round", 1)
    assert said.exit_code == 1
    assert (tmp_path / "a.pdf").exists() == record(issue, 1).exists() is True


def test_nothing_is_kept_of_a_proof_that_is_not_written(issue: Path, tmp_path: Path) -> None:
    (issue / "issue.yaml").write_text("title: [", "utf-8")
    assert build(issue, tmp_path / "a.pdf", "--round", 1).exit_code == 1
    assert not (issue / "review").exists()
    assert build(issue, tmp_path / "a.pdf", "--round", 1, "--pages", "9").exit_code != 0
    assert not (issue / "review").exists()


@pytest.mark.skipif(os.name != "posix", reason="a file where a folder is wanted")
def test_a_folder_that_cannot_be_made_leaves_everything_as_it_was(issue: Path, tmp_path: Path) -> None:
    (issue / "review").write_text("no folder")
    (tmp_path / "a.pdf").write_bytes(b"older")
    assert build(issue, tmp_path / "a.pdf", "--round", 1).exit_code == 4
    assert (tmp_path / "a.pdf").read_bytes() == b"older"


def test_a_proof_may_be_written_beside_what_is_kept_of_it(issue: Path) -> None:
    (issue / "review" / "proofs").mkdir(parents=True)
    sent(issue, issue / "review" / "proofs" / "1.pdf", "--round", 1)
    assert sorted(file.name for file in record(issue, 1).parent.iterdir()) == ["1.json", "1.pdf"]


@pytest.mark.parametrize(
    "options",
    [("--round", "0"), ("--round", "1000"), ("--round", "x"), ("--round", "²"), ("--due", "2022-09-20"),
     ("--round", "1", "--due", "20.9.2022"), ("--round", "1", "--due", "20220920"), ("--round", "1", "--watch"),
     ("--round", "1", "--target", "press")],
)  # fmt: skip
def test_options_that_make_no_sense_are_wrong_usage(issue: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    said = build(issue, tmp_path / "a.pdf", *options)
    assert said.exit_code == 2
    assert "--round" in said.stderr or "--due" in said.stderr
    assert not (tmp_path / "a.pdf").exists()
