"""``review compare`` as a user sees it."""

import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from proof_pairs import built, edited, first_folder
from small_pdf import one_page

from newsletter.commands import main


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    first = first_folder(tmp_path_factory.mktemp("first") / "so-1")

    def change(text: str) -> str:
        return text.replace("mười đơn vị", "chín đơn vị", 1).replace("a.jpg", "b.jpg")

    second = edited(first, tmp_path_factory.mktemp("second") / "so-1", "01-hoi-thao", change)
    (first / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (second / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return built(first), built(second)


PLAN = "pages:\n  - {template: stream, stories: {river: [01-hoi-thao, 02-cau, 03-tho, 04-tin]}, repeat: true}\n"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["review", "compare", *map(str, args)])


def test_changes_are_told_by_story_with_their_neighbours(pair: tuple[Path, Path]) -> None:
    result = run(*pair)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].endswith(": 1 chỗ sửa chữ, 0 bài thêm, bớt hoặc chuyển trang, 1 ảnh")
    assert "01-hoi-thao “Hội thao chào mừng”" in lines
    (edit,) = [line for line in lines if "[-" in line]
    assert "…tháng 10, các đội của [-mười-] {+chín+} đơn vị dự lễ khai…" in edit
    assert "articles/01-hoi-thao.md:" in edit
    assert any("ảnh photos/b.jpg thay photos/a.jpg" in line for line in lines)


def test_the_same_as_json(pair: tuple[Path, Path]) -> None:
    found = json.loads(run(*pair, "--json").stdout)
    (story,) = found["stories"]
    assert [(edit["before"], edit["after"]) for edit in story["edits"]] == [("mười", "chín")]
    assert [photo["kind"] for photo in found["photos"]] == ["swapped"]
    assert found["problems"] == []


@pytest.mark.parametrize("more", [(), ("--visual",)])
def test_files_with_a_password_are_compared_when_it_is_given(
    pair: tuple[Path, Path], tmp_path: Path, more: tuple[str, ...]
) -> None:
    locked = tmp_path / "khoa.pdf"
    with pikepdf.open(pair[1]) as opened:
        opened.save(locked, encryption=pikepdf.Encryption(owner="chủ", user="bông"))
    refused = run(pair[0], locked, *more)
    assert (refused.exit_code, "NL751" in refused.stderr, "--password" in refused.stderr) == (1, True, True)
    assert run(pair[0], locked, "--password", "khác", *more).exit_code == 1
    found = run(pair[0], locked, "--password", "bông", *more)
    assert found.exit_code == 0, found.output
    assert found.stdout.splitlines()[1:] == run(*pair, *more).stdout.splitlines()[1:]


def test_in_english_too(pair: tuple[Path, Path]) -> None:
    assert "photo photos/b.jpg stands for photos/a.jpg" in run(*pair, "--lang", "en").stdout


def test_a_proof_and_itself_show_no_change(pair: tuple[Path, Path]) -> None:
    assert "không có gì thay đổi" in run(pair[0], pair[0]).stdout


def test_the_marked_copy_is_written_and_named(pair: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "dau.pdf"
    result = run(*pair, "-o", out)
    assert result.exit_code == 0
    assert f"{out}: bản bông mới có đánh dấu" in result.stdout
    assert out.read_bytes().startswith(b"%PDF-")


def test_nothing_is_written_over_a_file_that_is_compared(pair: tuple[Path, Path]) -> None:
    before = pair[1].read_bytes()
    assert run(*pair, "-o", pair[1]).exit_code == 2
    assert pair[1].read_bytes() == before


def test_a_file_that_is_not_there_is_told(pair: tuple[Path, Path], tmp_path: Path) -> None:
    result = run(pair[0], tmp_path / "khong-co.pdf")
    assert result.exit_code == 4
    assert "NL909" in result.stderr


def test_any_two_files_are_compared_as_pictures(tmp_path: Path) -> None:
    old, new, out = tmp_path / "cu.pdf", tmp_path / "moi.pdf", tmp_path / "so.pdf"
    old.write_bytes(one_page(b"0 g 20 20 60 10 re f"))
    new.write_bytes(one_page(b"0 g 20 20 60 10 re f 72 28.8 28.8 43.2 re f"))
    result = run(old, new, "--visual", "-o", out)
    assert result.exit_code == 0
    assert f"{old} → {new}: 1 trang khác nhau" in result.stdout
    assert "trang 1 → 1: 1 chỗ khác" in result.stdout
    assert "cách mép trái 25 mm, mép trên 10 mm, rộng 10, cao 15 mm" in result.stdout
    assert out.read_bytes().startswith(b"%PDF-")
    assert "các trang trông giống hệt nhau" in run(old, old, "--visual").stdout
