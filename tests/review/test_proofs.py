"""What is kept of numbered proofs, and what becomes of files that are none."""

import hashlib
from pathlib import Path

import pytest

from newsletter.review.proofs import next_round, proof_file, proof_record, read_proofs, sent_pdf

MAP = b"""{"format":"newsletter-map/1","issue":"so-1","fingerprint":"sha256:ab","unit":"pt","files":{},\
"proof":{"code":"7K3M-Q9XA","round":2,"sheets":[0,1]},"pages":[
{"number":1,"label":"1","template":"cover","trim":[100,200],"lines":[],"photos":[]}]}
"""


def kept(folder: Path, number: int, **changed: object) -> Path:
    head = {"number": number, "code": "7K3M-Q9XA", "fingerprint": "sha256:ab", "sha256": "sha256:cd", "size": 9}
    file = proof_file(folder, number)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(proof_record(head | changed, MAP))
    return file


def test_a_kept_proof_is_read_with_its_map(tmp_path: Path) -> None:
    kept(tmp_path, 2, deadline="2022-09-20")
    outcome = read_proofs(tmp_path)
    assert not outcome.problems
    (proof,) = outcome.value or ()
    assert proof[:6] == (2, "7K3M-Q9XA", "sha256:ab", "sha256:cd", 9, "2022-09-20")
    assert (proof.map.code, proof.map.round, proof.map.issue) == ("7K3M-Q9XA", 2, "so-1")


def test_the_map_says_which_page_stands_on_which_sheet(tmp_path: Path) -> None:
    kept(tmp_path, 2)
    source_map = (read_proofs(tmp_path).value or ())[0].map
    assert source_map.page_on(1) is None
    assert source_map.page_on(2) == source_map.pages[0]
    assert source_map.page_on(3) is None
    assert source_map._replace(sheets=()).page_on(1) == source_map.pages[0]


def test_proofs_come_by_number_and_the_next_one_follows_the_last(tmp_path: Path) -> None:
    assert next_round(tmp_path) == 1
    assert read_proofs(tmp_path) == ((), ())
    for number in (10, 2, 1):
        kept(tmp_path, number)
    assert [proof.number for proof in read_proofs(tmp_path).value or ()] == [1, 2, 10]
    assert next_round(tmp_path) == 11


def test_other_files_in_the_folder_are_nobodys_proof(tmp_path: Path) -> None:
    folder = kept(tmp_path, 1).parent
    for name in ("README.md", "x.json", "007.json", "0.json", "1000.json", "²..json", ".json"):
        (folder / name).write_text("{}")
    assert [proof.number for proof in read_proofs(tmp_path).value or ()] == [1]
    assert next_round(tmp_path) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[" * 100_000, b"[]", b"{}", b'{"format": "newsletter-proof/1", "number": 3}', MAP,
     proof_record({"number": 4, "size": 1}, MAP), proof_record({"number": 3, "size": "9"}, MAP),
     proof_record({"number": 3, "size": 1}, b"{}")],
)  # fmt: skip
def test_what_cannot_be_read_is_told_and_keeps_its_number(tmp_path: Path, content: bytes) -> None:
    kept(tmp_path, 3).write_bytes(content)
    outcome = read_proofs(tmp_path)
    assert outcome.value == ()
    assert [problem.code for problem in outcome.problems] == ["NL761"]
    assert next_round(tmp_path) == 4


def test_wrong_types_inside_a_record_are_no_traceback(tmp_path: Path) -> None:
    kept(tmp_path, 1, code=7, deadline=[], fingerprint=None)
    (proof,) = read_proofs(tmp_path).value or ()
    assert (proof.code, proof.deadline, proof.fingerprint) == ("", "", "")


def test_the_pdf_that_was_sent_is_found_by_its_sum_alone(tmp_path: Path) -> None:
    sent = b"%PDF-1.7 sent"
    kept(tmp_path, 1, sha256=f"sha256:{hashlib.sha256(sent).hexdigest()}", size=len(sent))
    (proof,) = read_proofs(tmp_path).value or ()
    assert sent_pdf(tmp_path, proof) is None
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.pdf").write_bytes(b"%PDF-1.7 xxxx")
    assert sent_pdf(tmp_path, proof) is None
    (tmp_path / "out" / "b.pdf").write_bytes(sent)
    assert sent_pdf(tmp_path, proof) == sent
