"""XFDF of ours in the hands of Apache PDFBox: what it puts on the proof is what reviewers had put there."""

import io
import subprocess
from collections.abc import Mapping
from pathlib import Path
from shutil import which

import pytest
from proof_pairs import built, first_folder
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject
from review.clients import saved

from newsletter.review.formats import FORMATS
from newsletter.review.formats.listing import Listing
from newsletter.review.notes import Note
from newsletter.review.read import read_proof

JARS = [Path(f"/usr/share/java/{name}.jar") for name in ("pdfbox2", "fontbox2", "commons-logging")]
QUAD = (100, 512, 160, 512, 100, 500, 160, 500)
KINDS: Mapping[str, Mapping[str, tuple[float, ...] | list[tuple[float, ...]]]] = {
    "Highlight": {"QuadPoints": QUAD},
    "StrikeOut": {"QuadPoints": QUAD},
    "Squiggly": {"QuadPoints": QUAD},
    "Text": {},
    "FreeText": {},
    "Caret": {},
    "Square": {},
    "Circle": {},
    "Ink": {"InkList": [(100, 500, 120, 530, 140, 505), (150, 500, 160, 510)]},
    "Line": {"L": (100, 500, 160, 512)},
    "Polygon": {"Vertices": (100, 500, 160, 500, 130, 540)},
    "PolyLine": {"Vertices": (100, 500, 160, 500, 130, 540)},
    "Stamp": {},
}


def annotation(subtype: str) -> DictionaryObject:
    entries: dict[str, object] = {
        "Type": NameObject("/Annot"),
        "Subtype": NameObject(f"/{subtype}"),
        "Rect": numbers((100, 500, 160, 540)),
        "T": TextStringObject("Lê Thị Mai"),
        "Contents": TextStringObject(f"Xem lại chỗ này: {subtype}"),
        "M": TextStringObject("D:20221012083000+07'00'"),
        "BS": DictionaryObject({NameObject("/W"): FloatObject(2.5)}),
    }
    if subtype == "Stamp":
        entries["Name"] = NameObject("/Approved")
    for key, value in KINDS[subtype].items():
        entries[key] = ArrayObject(map(numbers, value)) if isinstance(value, list) else numbers(value)
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def numbers(values: tuple[float, ...]) -> ArrayObject:
    return ArrayObject(map(FloatObject, values))


def imported(proof: bytes, xfdf: str, folder: Path) -> bytes:
    """The proof with the annotations of an XFDF, by PDFBox."""
    sent, notes, back = folder / "sent.pdf", folder / "notes.xfdf", folder / "back.pdf"
    sent.write_bytes(proof)
    notes.write_text(xfdf, "utf-8")
    program = Path(__file__).with_name("ReadBack.java")
    command = ["java", "-cp", ":".join(map(str, JARS)), str(program), str(sent), str(notes), str(back)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if not back.exists() and "jdk.compiler" in ran.stderr:
        pytest.skip("java has no compiler here")
    assert ran.returncode == 0, ran.stderr
    return back.read_bytes()


def facts(note: Note) -> tuple[object, ...]:
    """But the name of a stamp, which PDFBox does not read."""
    drawings = [drawing._replace(icon="") for drawing in note.drawings]
    return (note.kinds, note.intent, note.page, note.author, note.date, note.comment, note.new_text, drawings)


@pytest.mark.skipif(which("java") is None or not all(jar.exists() for jar in JARS), reason="PDFBox is not installed")
def test_every_kind_comes_back_as_itself_with_its_points_and_words(tmp_path: Path) -> None:
    proof = built(first_folder(tmp_path / "so-1")).read_bytes()
    writer = PdfWriter(clone_from=io.BytesIO(proof))
    for subtype in KINDS:
        writer.add_annotation(1, annotation(subtype))
    notes = read_proof(saved(writer), "a.pdf", {}, ()).notes
    assert len(notes) == len(KINDS)
    again = read_proof(imported(proof, FORMATS["xfdf"].write(notes, Listing()), tmp_path), "b.pdf", {}, ()).notes
    assert sorted(map(facts, again), key=str) == sorted(map(facts, notes), key=str)
