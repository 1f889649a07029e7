"""Which proof a returned file was made of: a ladder, each rung of it tried with those above it gone."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from proof_pairs import built, first_folder

from newsletter.pdf.reader import read
from newsletter.review.glyphs import PageReader
from newsletter.review.identify import Identity, identify
from newsletter.review.proofs import Proof, read_proofs


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Proof]:
    folder = first_folder(tmp_path_factory.mktemp("identify") / "so-1")
    content = built(folder, "--round", "1").read_bytes()
    (proof,) = read_proofs(folder).value or ()
    return content, proof


def identified(content: bytes, proof: Proof) -> Identity:
    return identify(content, read(content), (proof,), PageReader(content))


def rewritten(content: bytes, *changes: Callable[[pikepdf.Pdf], None]) -> bytes:
    """As a program that saves the whole file writes it."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        for change in changes:
            change(opened)
        whole = io.BytesIO()
        opened.save(whole)
    return whole.getvalue()


def without_id(opened: pikepdf.Pdf) -> None:
    opened.trailer.ID = pikepdf.Array([pikepdf.String(b"another file's  "), pikepdf.String(b"another file's  ")])


def without_metadata(opened: pikepdf.Pdf) -> None:
    del opened.trailer["/Info"]
    del opened.Root["/Metadata"]


def without_map(opened: pikepdf.Pdf) -> None:
    del opened.Root["/Names"]


def without_text(opened: pikepdf.Pdf) -> None:
    for page in opened.pages:
        page.Contents = opened.make_stream(b"")


def test_each_rung_holds_where_those_above_it_are_gone(sent: tuple[bytes, Proof]) -> None:
    content, proof = sent
    gone: list[Callable[[pikepdf.Pdf], None]] = []
    found = [identified(content + b"\n% an increment", proof)]
    for loss in (None, without_id, without_metadata, without_map, without_text):
        gone += [loss] if loss else []
        found.append(identified(rewritten(content, *gone), proof))
    assert [one.how for one in found] == ["bytes", "id", "metadata", "map", "code", ""]
    assert [one.code for one in found] == [*[proof.code] * 5, ""]
    assert [one.map == proof.map for one in found] == [*[True] * 5, False]


def test_the_id_alone_is_enough(sent: tuple[bytes, Proof]) -> None:
    content, proof = sent
    left = rewritten(content, without_metadata, without_map, without_text)
    assert identified(left, proof) == Identity(proof.map, proof.code, "id")


def test_a_record_without_an_id_is_no_match_for_a_file_without_one(sent: tuple[bytes, Proof]) -> None:
    content, proof = sent
    left = rewritten(content, without_metadata, without_map, without_text).replace(b"/ID", b"/XX")
    assert identified(left, proof._replace(identifier="")).how == ""


def test_the_record_keeps_the_id_that_stands_in_the_file(sent: tuple[bytes, Proof], tmp_path: Path) -> None:
    content, proof = sent
    (tmp_path / "a.pdf").write_bytes(content)
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        assert bytes(opened.trailer.ID[0]).hex() == proof.identifier  # type: ignore[index]
