"""Old Word files by way of LibreOffice: shut in, bounded, and told where it is not installed."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from landlock import LANDLOCK
from listener import Listener

from newsletter.manuscripts import office
from newsletter.manuscripts.manuscript import Paragraph
from newsletter.manuscripts.office import as_docx, program
from newsletter.manuscripts.read import read_apart

POSIX = pytest.mark.skipif(os.name != "posix", reason="process groups are those of POSIX")
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def flat(body: str) -> bytes:
    """A text in one XML file, which LibreOffice alone reads."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document>"
    ).encode()


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A LibreOffice that does what this shell script says; $out is the folder that it should write to."""
    file = folder / "soffice"
    file.write_text(f"#!/bin/sh\nout=$7\n{script}\n")
    file.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(file))


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


@pytest.mark.skipif(not program(), reason="LibreOffice is not installed")
def test_a_document_comes_by_way_of_libreoffice_and_fetches_nothing(listener: Listener) -> None:
    address = f"http://127.0.0.1:{listener.port}/a.png"
    image = f'<draw:frame svg:width="5cm" svg:height="5cm"><draw:image xlink:href="{address}"/></draw:frame>'
    found = read_apart(flat(f"<text:p>Đảng ủy Khối</text:p><text:p>{image}</text:p>"), "bai.fodt")
    assert found.value is not None
    assert found.value.kind == "doc"
    first = found.value.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text == "Đảng ủy Khối"
    assert listener.hits == 0


def test_without_libreoffice_its_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: "")
    found = read_apart(flat("<text:p>A</text:p>"), "bai.doc")
    assert [problem.code for problem in found.problems] == ["NL246"]


@POSIX
def test_what_it_makes_is_taken_and_what_it_does_not_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, 'mkdir "$out"; echo made > "$out/document.docx"')
    assert as_docx(b"x", "bai.doc").value == b"made\n"
    pretend(monkeypatch, tmp_path, "exit 0")
    (problem,) = as_docx(b"x", "bai.doc").problems
    assert (problem.code, dict(problem.values)["reason"]) == ("NL247", "limit.crash")


@POSIX
def test_all_that_it_started_ends_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, "sleep 600 & sleep 600")
    monkeypatch.setattr(office, "SECONDS", 1.0)
    began = time.perf_counter()
    (problem,) = as_docx(b"x", "bai.doc").problems
    assert (problem.code, dict(problem.values)["reason"]) == ("NL247", "limit.time")
    assert time.perf_counter() - began < 10


@LANDLOCK
def test_it_writes_nothing_outside_its_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    pretend(monkeypatch, tmp_path, f'mkdir "$out"; echo made > "$out/document.docx"; echo x > "{outside}"')
    assert as_docx(b"x", "bai.doc").value == b"made\n"
    assert not outside.exists()
