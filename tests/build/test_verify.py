"""A package is checked without being unpacked: what was changed, lost or added is found, and what is hostile is refused."""

import hashlib
import io
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.build import holding
from newsletter.build.bundle import SUMS_NAME, plain_name, sums_of, write_zip
from newsletter.build.verify import verify
from newsletter.manuscripts import budget

MARK = "sha256:" + "5" * 64


def press_file(mark: str = MARK) -> bytes:
    """A PDF that says what it was made from."""
    sink = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:identifier"] = mark
        pdf.save(sink)
    return sink.getvalue()


PDF = press_file()
TICKET = f"""format: newsletter-ticket/1
fingerprint: {MARK}
press:
  file: so-press.pdf
  sha256: {hashlib.sha256(PDF).hexdigest()}
"""
DAY = datetime(2022, 10, 31, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "goi"
    (made / "pages").mkdir(parents=True)
    (made / "so-press.pdf").write_bytes(PDF)
    (made / "pages" / "01.png").write_bytes(b"png")
    (made / "ticket.yaml").write_text(TICKET)
    write_sums(made)
    return made


@pytest.fixture
def packed(folder: Path) -> Path:
    return repacked(folder)


def write_sums(folder: Path) -> None:
    (folder / SUMS_NAME).write_text(sums_of(folder))


def repacked(folder: Path) -> Path:
    made = folder.with_suffix(".zip")
    with made.open("wb") as sink:
        write_zip(folder, "so", DAY, sink)
    return made


def zip_of(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def codes(package: Path) -> list[str]:
    return [problem.code for problem in verify(package).problems]


def test_a_package_is_sound_as_a_folder_and_as_a_zip(folder: Path, packed: Path) -> None:
    assert (verify(folder).files, verify(folder).problems) == (4, ())
    assert (verify(packed).files, verify(packed).problems) == (4, ())


def test_the_sums_are_those_of_sha256sum(folder: Path) -> None:
    lines = (folder / SUMS_NAME).read_text().splitlines()
    assert lines[1] == f"{hashlib.sha256(PDF).hexdigest()}  so-press.pdf"
    assert [line[66:] for line in lines] == ["pages/01.png", "so-press.pdf", "ticket.yaml"]


def test_one_folder_gives_one_zip_whenever_it_was_written(folder: Path, packed: Path) -> None:
    first = packed.read_bytes()
    for path in folder.rglob("*"):
        path.touch()
    assert repacked(folder).read_bytes() == first
    with zipfile.ZipFile(packed) as archive:
        assert [info.filename for info in archive.infolist()] == [
            "so/SHA256SUMS", "so/pages/01.png", "so/so-press.pdf", "so/ticket.yaml"
        ]  # fmt: skip
        assert {info.date_time for info in archive.infolist()} == {(2022, 10, 31, 0, 0, 0)}


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda folder: (folder / "so-press.pdf").write_bytes(PDF + b"!"), "NL682"),
        (lambda folder: (folder / "pages" / "01.png").unlink(), "NL681"),
        (lambda folder: (folder / "so-press-2.pdf").write_bytes(PDF), "NL683"),
        (lambda folder: (folder / SUMS_NAME).unlink(), "NL680"),
        (lambda folder: (folder / SUMS_NAME).write_text("so-press.pdf\n"), "NL684"),
        (lambda folder: (folder / "anh.png").symlink_to(folder / "pages" / "01.png"), "NL688"),
    ],
)
def test_what_was_done_to_a_package_is_found(folder: Path, harm: Callable[[Path], object], code: str) -> None:
    harm(folder)
    assert code in codes(folder)
    if code != "NL688":  # the ZIP is written of plain files
        assert code in codes(repacked(folder))


def test_every_fault_is_told_at_once(folder: Path) -> None:
    (folder / "so-press.pdf").write_bytes(b"other")
    (folder / "pages" / "01.png").unlink()
    (folder / "ghi-chu.txt").write_text("?")
    assert codes(folder) == ["NL681", "NL682", "NL683"]


@pytest.mark.parametrize(
    ("ticket", "code"),
    [
        (TICKET.replace("so-press.pdf", "ticket.yaml"), "NL685"),
        (TICKET.replace("sha256: ", "sha256: 0"), "NL685"),
        (TICKET.replace(MARK, "sha256:" + "6" * 64), "NL685"),
        ("format: newsletter-ticket/1\n", "NL685"),
        ("format: [", "NL684"),
        ("", "NL684"),
    ],
)
def test_a_ticket_that_speaks_of_another_press_file_is_found_though_all_sums_are_right(
    folder: Path, ticket: str, code: str
) -> None:
    (folder / "ticket.yaml").write_text(ticket)
    write_sums(folder)
    assert codes(folder) == [code]


def test_a_package_without_a_ticket_is_none(folder: Path) -> None:
    (folder / "ticket.yaml").unlink()
    write_sums(folder)
    assert codes(folder) == ["NL681"]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path / "khong-co.zip") == ["NL692"]


def test_a_zip_that_somebody_made_of_the_folder_is_as_good(folder: Path, tmp_path: Path) -> None:
    names = sorted(path for path in folder.rglob("*") if path.is_file())
    made = zip_of(
        tmp_path / "x.zip",
        ("goi/", b""), ("goi/pages/", b""),
        *((path.relative_to(folder.parent).as_posix(), path.read_bytes()) for path in names),
        packing=zipfile.ZIP_DEFLATED,
    )  # fmt: skip
    assert codes(made) == []
    flat = zip_of(tmp_path / "y.zip", *((p.relative_to(folder).as_posix(), p.read_bytes()) for p in names))
    assert codes(flat) == []


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "a/../../x",
        "/etc/x",
        "C:/x",
        "a\\..\\x",
        "a//b",
        "a/./b/..",
        "x\u202ey",
        "a\nb",
        "x.",
        "a /b",
        "d" * 300,
    ],
)
def test_a_path_that_could_lead_out_is_refused(tmp_path: Path, name: str) -> None:
    assert codes(zip_of(tmp_path / "x.zip", (name, b"x"), (SUMS_NAME, b""))) == ["NL686"]


def test_a_name_that_comes_twice_is_refused_also_where_only_some_systems_see_it(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        made = zip_of(tmp_path / "x.zip", ("a.pdf", b"1"), ("a.pdf", b"2"))
    assert codes(made) == ["NL687"]
    assert codes(zip_of(tmp_path / "y.zip", ("a.pdf", b"1"), ("A.PDF", b"2"))) == ["NL687"]
    assert codes(zip_of(tmp_path / "z.zip", ("ấ.pdf", b"1"), ("a\u0302\u0301.pdf", b"2"))) == ["NL687"]


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("press.pdf")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    assert codes(zip_of(tmp_path / "x.zip", (link, b"/etc/passwd"))) == ["NL688"]


def test_a_bomb_is_refused_before_anything_of_it_is_unpacked(tmp_path: Path) -> None:
    made = zip_of(tmp_path / "x.zip", ("a.bin", bytes(30_000_000)), packing=zipfile.ZIP_DEFLATED)
    assert codes(made) == ["NL689"]


def test_entries_that_share_bytes_are_refused(tmp_path: Path) -> None:
    """A bomb in little room: many names for one stretch of data."""
    made = zip_of(tmp_path / "x.zip", ("a.bin", b"a" * 500), ("b.bin", b"b" * 500))
    content = bytearray(made.read_bytes())
    second = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, second + 42, 0)  # the offset of b's local header becomes that of a
    made.write_bytes(content)
    assert codes(made) == ["NL690"]


def test_more_files_or_bytes_than_a_package_can_have_are_refused(
    folder: Path, packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "MOST_BYTES", 20)
    assert codes(packed) == codes(folder) == ["NL689"]
    monkeypatch.setattr(holding, "MOST_BYTES", 2**30)
    monkeypatch.setattr(holding, "MOST_FILES", 3)
    assert codes(packed) == codes(folder) == ["NL694"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_few_programs_know_is_refused(tmp_path: Path, method: int) -> None:
    assert codes(zip_of(tmp_path / "x.zip", ("a.pdf", b"x"), packing=method)) == ["NL690"]


def test_a_directory_too_large_to_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_DIRECTORY", 50)
    assert codes(zip_of(tmp_path / "x.zip", ("a.pdf", b"x"))) == ["NL690"]


@given(st.data())
def test_a_damaged_zip_gives_a_verdict_and_no_exception(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        digest = hashlib.sha256(PDF).hexdigest()
        archive.writestr(
            SUMS_NAME, f"{digest}  so-press.pdf\n{hashlib.sha256(TICKET.encode()).hexdigest()}  ticket.yaml\n"
        )
        archive.writestr("so-press.pdf", PDF)
        archive.writestr("ticket.yaml", TICKET)
    content = bytearray(whole.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.getbasetemp() / "damaged.zip"
    file.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    found = verify(file)
    assert found.problems or found.files == 3


@given(st.text(max_size=200))
def test_a_plain_name_is_taken_by_every_system(name: str) -> None:
    plain = plain_name(name)
    assert plain
    assert plain.isascii()
    assert len(plain) <= 100
    assert not set(plain) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-")


def test_a_vietnamese_name_keeps_its_letters_without_their_marks() -> None:
    assert plain_name("Số đặc biệt 10/2022") == "So-dac-biet-10-2022"
