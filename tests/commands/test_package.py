"""``newsletter package``: what the print shop receives, the same each time, whole or not at all; and ``--verify``."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from PIL import Image
from small_issue import ARTICLE, make_press_issue, with_photo

import newsletter.build.evidence
import newsletter.build.package
from newsletter.commands import main
from newsletter.intake.yaml import MapNode, ScalarNode, parse_yaml
from newsletter.preflight.finding import Finding
from newsletter.preflight.verdict import Verdict
from newsletter.problems import PageSpot, error

ROOT = Path(__file__).parents[2]
JOB = "job: {stock: Couché 120, run: 500, finishing: Cán mờ, contact: Văn phòng, delivery: 2022-10-28}\n"
FILES = {
    "README.txt", "SHA256SUMS", "fonts.txt", "pages/01.png", "pages/02.png", "pages/03.png", "pages/04.png",
    "preflight.json", "preflight.pdf", "so-1-press.pdf", "ticket.pdf", "ticket.yaml",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _once() -> Iterator[None]:
    """One file is judged and pictured once: most of these tests are of what comes after."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(newsletter.build.evidence, "preflight_apart", cache(newsletter.build.evidence.preflight_apart))
        real = newsletter.build.package.thumbnails
        pictures = cache(lambda content, width: tuple(real(content, width)))
        patch.setattr(newsletter.build.package, "thumbnails", pictures)
        yield


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_press_issue(tmp_path_factory.mktemp("package") / "so-1", JOB)


@pytest.fixture(scope="module")
def right(issue: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an undisturbed run gives; to be read alone."""
    out = tmp_path_factory.mktemp("right") / "goi"
    said = package(issue, out)
    assert said.exit_code == 0, said.output
    return out


def package(issue: Path, out: Path, *options: str, lang: str = "en", **environment: str) -> Result:
    return CliRunner().invoke(
        main, ["package", str(issue), "-o", str(out), "--lang", lang, *options], env=environment or None
    )


def verify(package: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["package", "--verify", str(package), "--lang", "en", *options])


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def shown(pdf: Path) -> str:
    """The text of a PDF, spaces closed up."""
    from pypdf import PdfReader  # noqa: PLC0415

    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def ticket(folder: Path, *keys: str) -> str:
    node = parse_yaml((folder / "ticket.yaml").read_text(encoding="utf-8"), "ticket.yaml").value
    for key in keys:
        assert isinstance(node, MapNode)
        node = node.get(key)
    assert isinstance(node, ScalarNode)
    return node.text


# -- what is in it ----------------------------------------------------------------


def test_a_package_has_all_that_the_shop_needs(right: Path) -> None:
    assert set(contents(right)) == FILES


def test_its_press_file_is_the_one_that_build_makes(issue: Path, right: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    assert CliRunner().invoke(main, ["build", str(issue), "--target", "press", "-o", str(out)]).exit_code == 0
    assert (right / "so-1-press.pdf").read_bytes() == out.read_bytes()


def test_the_ticket_speaks_of_that_file(right: Path) -> None:
    content = (right / "so-1-press.pdf").read_bytes()
    assert ticket(right, "press", "sha256") == hashlib.sha256(content).hexdigest()
    assert ticket(right, "press", "bytes") == str(len(content))
    assert ticket(right, "product", "pages") == "4"
    assert ticket(right, "job", "run") == "500"
    with pikepdf.open(right / "so-1-press.pdf") as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:identifier"] == ticket(right, "fingerprint")


def test_the_printed_ticket_shows_it_to_people(right: Path) -> None:
    text = shown(right / "ticket.pdf")
    for said in ("Job ticket".upper(), "Bản tin thử", "190 x 270 mm", "500 copies", "Couché 120", "PDF/X-1a:2003"):
        assert said in text
    assert ticket(right, "press", "sha256") in text


def test_a_package_speaks_the_language_that_is_asked_for(issue: Path, tmp_path: Path) -> None:
    assert package(issue, tmp_path / "goi", lang="vi").exit_code == 0
    assert "500 bản" in shown(tmp_path / "goi" / "ticket.pdf")
    assert "BÁO CÁO SOÁT TỆP IN" in shown(tmp_path / "goi" / "preflight.pdf")


def test_there_is_a_picture_of_each_page(right: Path) -> None:
    for number in range(1, 5):
        with Image.open(right / "pages" / f"{number:02}.png") as picture:
            width, height = picture.size
            assert abs(width * 270 - height * 190) <= 270


def test_every_font_is_told_with_its_file_and_licence(right: Path) -> None:
    text = (right / "fonts.txt").read_text(encoding="utf-8")
    with pikepdf.open(right / "so-1-press.pdf") as pdf:
        embedded = {str(font.BaseFont).split("+")[1] for font in pdf.pages[0].Resources.Font.values()}
    assert embedded
    for name in embedded:
        assert name in text
    assert text.count("OFL-1.1") == len(embedded)
    assert "FOGRA39" in text


def test_sha256sum_finds_every_file_as_it_was(right: Path) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed")
    ran = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=right, capture_output=True, check=False)  # noqa: S607
    assert ran.returncode == 0, ran.stdout
    assert len(ran.stdout.splitlines()) == len(FILES) - 1


def test_blanks_of_the_ticket_are_noted_and_stay_blank(tmp_path: Path) -> None:
    made = make_press_issue(tmp_path / "so-2")
    said = package(made, tmp_path / "goi")
    assert said.exit_code == 0
    assert "note NL693: the job ticket has blanks: job.stock, job.run" in said.stderr
    assert "job" not in (tmp_path / "goi" / "ticket.yaml").read_text(encoding="utf-8").splitlines()


def test_standard_and_profile_are_passed_on(issue: Path, tmp_path: Path) -> None:
    assert package(issue, tmp_path / "goi", "--standard", "pdfx4", "--profile", "FOGRA29").exit_code == 0
    assert ticket(tmp_path / "goi", "press", "standard") == "PDF/X-4"
    assert ticket(tmp_path / "goi", "press", "condition") == "FOGRA29"


# -- the same each time -----------------------------------------------------------


def test_a_zip_holds_the_same_files_and_is_the_same_bytes_each_time(issue: Path, right: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "a" / "mot.zip", tmp_path / "b" / "hai.ZIP"
    for out, zone in ((one, "Asia/Tokyo"), (two, "America/Lima")):
        out.parent.mkdir()
        assert package(issue, out, TZ=zone).exit_code == 0
        assert [path.name for path in out.parent.iterdir()] == [out.name]
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert {name: archive.read(f"so-1/{name}") for name in FILES} == contents(right)


def test_what_is_told_as_json_is_what_was_written(issue: Path, tmp_path: Path) -> None:
    said = package(issue, tmp_path / "goi.zip", "--json")
    document = json.loads(said.stdout)
    assert set(document["files"]) == FILES
    assert (document["package"], document["pages"]) == (str(tmp_path / "goi.zip"), 4)


# -- verify ------------------------------------------------------------------------


def test_a_package_is_found_sound(right: Path) -> None:
    said = verify(right)
    assert (said.exit_code, said.stdout) == (0, f"{right}: sound, {len(FILES)} files\n")
    assert json.loads(verify(right, "--json").stdout)["sound"] is True


def test_a_package_that_somebody_touched_is_1_and_the_file_is_named(right: Path, tmp_path: Path) -> None:
    touched = tmp_path / "goi"
    shutil.copytree(right, touched)
    with (touched / "so-1-press.pdf").open("ab") as file:
        file.write(b"\n")
    said = verify(touched)
    assert said.exit_code == 1
    assert 'error NL682: the file "so-1-press.pdf" is not what it was' in said.stderr
    assert "not sound" in said.stdout


def test_a_ticket_of_another_issue_is_found_though_all_sums_are_right(right: Path, tmp_path: Path) -> None:
    from newsletter.build.bundle import sums_of  # noqa: PLC0415

    changed = tmp_path / "goi"
    shutil.copytree(right, changed)
    text = (changed / "ticket.yaml").read_text(encoding="utf-8")
    mark = ticket(changed, "fingerprint")
    (changed / "ticket.yaml").write_text(text.replace(mark, "sha256:" + "0" * 64), encoding="utf-8")
    (changed / "SHA256SUMS").write_text(sums_of(changed), encoding="utf-8")
    said = verify(changed)
    assert said.exit_code == 1
    assert "NL685" in said.stderr


def test_a_package_that_is_not_there_is_4(tmp_path: Path) -> None:
    assert verify(tmp_path / "khong-co").exit_code == 4


# -- refused -----------------------------------------------------------------------


def test_what_the_press_refuses_is_not_packaged(tmp_path: Path) -> None:
    made = make_press_issue(tmp_path / "so-3")
    article = made / "articles" / "01-hoi-thao.md"
    article.write_text(with_photo(ARTICLE, "photos/khong-co.jpg"), encoding="utf-8")
    for out in (tmp_path / "goi", tmp_path / "goi.zip"):
        said = package(made, out)
        assert said.exit_code == 1
        assert "not written" in said.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["so-3"]


def test_an_error_that_preflight_finds_stops_the_package_unless_it_is_allowed(
    issue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Finding(error("NL840", spot=PageSpot(1), value="RGB", limit="CMYK", object="#1", times=1), (), 1)
    monkeypatch.setattr(newsletter.build.evidence, "preflight_apart", lambda *_: Verdict((fault,)))
    said = package(issue, tmp_path / "goi")
    assert (said.exit_code, "error NL840" in said.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []
    said = package(issue, tmp_path / "goi", "--allow", "NL840")
    assert (said.exit_code, "warning NL840" in said.stderr, "NL623" in said.stderr) == (0, True, False)
    assert "NL840" in shown(tmp_path / "goi" / "ticket.pdf")
    (told,) = json.loads((tmp_path / "goi" / "preflight.json").read_text(encoding="utf-8"))["problems"]
    assert (told["code"], told["allowed"]) == ("NL840", True)


def test_an_older_package_gives_way_and_nothing_else_does(issue: Path, right: Path, tmp_path: Path) -> None:
    out = tmp_path / "goi"
    shutil.copytree(right, out)
    assert package(issue, out, "--standard", "pdfx4").exit_code == 0
    assert ticket(out, "press", "standard") == "PDF/X-4"
    (out / "thu-gui-nha-in.txt").write_text("a letter")
    before = contents(out)
    said = package(issue, out)
    assert said.exit_code == 4
    assert "NL691" in said.stderr
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["goi"]


def test_an_empty_folder_may_be_filled(issue: Path, tmp_path: Path) -> None:
    (tmp_path / "goi").mkdir()
    assert package(issue, tmp_path / "goi").exit_code == 0
    assert set(contents(tmp_path / "goi")) == FILES


def test_the_issue_itself_is_never_the_package(issue: Path) -> None:
    before = contents(issue)
    assert package(issue, issue).exit_code == 4
    assert package(issue, issue / "photos" / "goi.zip").exit_code == 2
    assert contents(issue) == before


def test_an_issue_that_is_edited_meanwhile_is_not_packaged(
    issue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "so-1"
    shutil.copytree(issue, made)
    real = newsletter.build.package.read_copy

    def edited(*given: object) -> object:
        with (made / "issue.yaml").open("a", encoding="utf-8") as file:
            file.write("occasion: Ngày hội\n")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(newsletter.build.package, "read_copy", edited)
    said = package(made, tmp_path / "goi")
    assert said.exit_code == 1
    assert "NL695" in said.stderr
    assert not (tmp_path / "goi").exists()


def test_wrong_usage_is_2(issue: Path, tmp_path: Path) -> None:
    without_out = CliRunner().invoke(main, ["package", str(issue), "--lang", "en"])
    assert (without_out.exit_code, "-o is missing" in without_out.stderr) == (2, True)
    assert package(issue, tmp_path / "goi", "--verify").exit_code == 2
    assert package(issue, tmp_path / "goi", "--allow", "NL999").exit_code == 2


# -- hard times ---------------------------------------------------------------------

_SWIFT = """
import sys
import newsletter.build.evidence
from newsletter.commands import main
from newsletter.preflight.verdict import Verdict
newsletter.build.evidence.preflight_apart = lambda *_: Verdict(())  # not what is looked at here
main(sys.argv[1:])
"""
_DYING = """
import os, signal, sys
from pathlib import Path
real, last = Path.write_bytes, sys.argv.pop(1)
def dying(path, content):
    if path.name == last:
        real(path, content[: len(content) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
    return real(path, content)
Path.write_bytes = dying
"""


@pytest.mark.parametrize(("name", "moment"), [("goi", "01.png"), ("goi", "SHA256SUMS"), ("goi.zip", "SHA256SUMS")])
def test_a_kill_leaves_the_older_package_whole_and_the_next_run_sweeps(
    issue: Path, right: Path, tmp_path: Path, name: str, moment: str
) -> None:
    out = tmp_path / "out" / name
    out.parent.mkdir()
    if out.suffix:
        assert package(issue, out).exit_code == 0
    else:
        shutil.copytree(right, out)
    command = [
        sys.executable,
        "-c",
        _DYING + _SWIFT,
        moment,
        "package",
        str(issue),
        "-o",
        str(out),
        "--standard",
        "pdfx4",
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    assert subprocess.run(command, env=environment, stderr=-3, stdout=-3, check=False).returncode == -9
    assert verify(out).exit_code == 0
    assert package(issue, out).exit_code == 0
    assert [path.name for path in out.parent.iterdir()] == [name]


def test_packages_at_once_into_one_place_wait_for_each_other(issue: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "goi"
    out.parent.mkdir()
    command = [sys.executable, "-c", _SWIFT, "package", str(issue), "-o", str(out)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    runs = [subprocess.Popen(command, env=environment, stdout=-3, stderr=-3) for _ in range(2)]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert verify(out).exit_code == 0
    assert [path.name for path in out.parent.iterdir()] == ["goi"]


def test_a_disk_that_fills_up_is_told_with_the_name_that_was_asked_for(
    issue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "ticket.yaml":
            raise OSError(28, "No space left on device")
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    said = package(issue, tmp_path / "goi")
    assert said.exit_code == 4
    assert f'error NL905: the disk is full: "{tmp_path / "goi"}"' in said.stderr
    assert list(tmp_path.iterdir()) == []
