"""A proof that shows what has changed since an older one."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops
from proof_pairs import built, edit, first_folder
from small_pdf import one_page

from newsletter.commands import main


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An issue with one word changed, and its proof of before."""
    folder = first_folder(tmp_path_factory.mktemp("since") / "so-1")
    old = built(folder).rename(folder.with_name("bong-1.pdf"))
    edit(folder, "02-cau", lambda text: text.replace("mười đơn vị", "chín đơn vị", 1))
    return folder, old


def pages(file: Path) -> list[Image.Image]:
    with pdfium.PdfDocument(file) as document:
        return [page.render(scale=1).to_pil().convert("RGB") for page in document]


def differ(one: Path, other: Path) -> list[tuple[int, int, int, int] | None]:
    return [ImageChops.difference(*pair).getbbox() for pair in zip(pages(one), pages(other), strict=True)]


def test_only_the_changed_word_and_the_margin_beside_it_are_marked(edited: tuple[Path, Path]) -> None:
    folder, old = edited
    plain = built(folder).rename(folder.with_name("bong-2.pdf"))
    found = differ(plain, built(folder, "--since", str(old)))
    assert found[1:] == [None] * (len(found) - 1)
    assert found[0] is not None
    left, top, right, bottom = found[0]
    assert bottom - top <= 13  # a line of text is 12 pt high
    assert right - left < 130  # from the margin to the word: within a column


def test_a_proof_of_the_same_issue_bears_no_marks(edited: tuple[Path, Path]) -> None:
    folder, _ = edited
    plain = built(folder).rename(folder.with_name("bong-2.pdf"))
    again = built(folder, "--since", str(plain))
    assert again.read_bytes() == plain.read_bytes()


def test_a_file_without_a_map_is_told_and_the_proof_is_written_all_the_same(
    edited: tuple[Path, Path], tmp_path: Path
) -> None:
    other = tmp_path / "khac.pdf"
    other.write_bytes(one_page(b"0 0 m"))
    out = tmp_path / "p.pdf"
    result = CliRunner().invoke(main, ["build", str(edited[0]), "-o", str(out), "--since", str(other)])
    assert result.exit_code == 1
    assert "NL780" in result.stderr
    assert out.is_file()


def test_only_proofs_show_changes(edited: tuple[Path, Path], tmp_path: Path) -> None:
    folder, old = edited
    args = ["build", str(folder), "--target", "screen", "-o", str(tmp_path / "s.pdf"), "--since", str(old)]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 2
    assert "--since" in result.stderr


def test_an_older_proof_that_is_not_there_is_told(edited: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "p.pdf"
    args = ["build", str(edited[0]), "-o", str(out), "--since", str(tmp_path / "khong-co.pdf")]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 4
    assert not out.exists()
