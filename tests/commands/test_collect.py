"""``collect``: what its users type, see and get."""

import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from inbox import Piece, docx, mail, make_inbox, make_issue, pieces, small_photo, text, zipped
from PIL import Image

from newsletter.commands import main
from newsletter.desk import take
from newsletter.manuscripts.manuscript import Manuscript
from newsletter.problems import Outcome, error

FIRST, SECOND = (piece._replace(paragraphs=piece.paragraphs[:3]) for piece in pieces()[:2])


def collect(issue: Path, *words: object) -> Result:
    return CliRunner().invoke(main, ["collect", *map(str, words), "--issue", str(issue)])


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    return make_issue(tmp_path / "so-moi")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hop-bai"
    folder.mkdir()
    attached = [("bai.docx", docx(FIRST)), ("anh.jpg", small_photo("doi-che.jpg", 900))]
    (folder / "thu.eml").write_bytes(mail(FIRST, attached, "Gửi Ban Biên tập.", 1))
    return folder


def test_a_mail_is_told_as_its_article_and_its_words(issue: Path, inbox: Path) -> None:
    ran = collect(issue, inbox)
    assert ran.exit_code == 0, ran.output
    assert "* thu.eml · Ban Biên tập <don-vi-1@example.vn> · nhận 12/09/2022" in ran.stdout
    name = "articles/01-sau-muoi-tam-nam-giu-lua-vung-niem-tin.md"
    assert f"thu.eml!/bai.docx → {name}: bài mới, {len(FIRST.words)} chữ, đủ, 1 ảnh" in ran.stdout
    assert "1 lượt gửi (0 đã nhận trước): 1 bài mới; 1 ảnh mới." in ran.stdout
    assert (issue / name).is_file()


def test_the_same_inbox_again_says_that_nothing_is_new(issue: Path, inbox: Path) -> None:
    collect(issue, inbox)
    ran = collect(issue, inbox)
    assert ran.exit_code == 0
    assert ran.stdout.startswith("Không có gì mới: 1 lượt gửi đều đã nhận từ trước")


def test_english_is_spoken_where_it_is_asked_for(issue: Path, inbox: Path) -> None:
    ran = collect(issue, inbox, "--lang", "en")
    assert f"a new article, {len(FIRST.words)} words, all of them, 1 photos" in ran.stdout


def test_a_dry_run_says_so_and_writes_nothing(issue: Path, inbox: Path) -> None:
    ran = collect(issue, inbox, "--dry-run")
    assert ran.exit_code == 0
    assert "Chạy thử: chưa ghi gì vào số báo." in ran.stdout
    assert [path.name for path in issue.iterdir()] == ["issue.yaml"]


def test_the_day_of_files_without_one_can_be_given(issue: Path, inbox: Path) -> None:
    (inbox / "bai-2.txt").write_bytes(text(SECOND))
    collect(issue, inbox, "--received", "2022-09-14")
    days = [re.search(r"received: (\S+)", path.read_text("utf-8")) for path in sorted((issue / "articles").iterdir())]
    assert [day and day[1] for day in days] == ["2022-09-12", "2022-09-14"]


def test_one_json_document_tells_all_that_is_known(issue: Path, inbox: Path) -> None:
    found = json.loads(collect(issue, inbox, "--json").stdout)
    assert (found["format"], found["issue"], found["written"]) == ("newsletter-collect/1", "so-moi", True)
    (submission,) = found["submissions"]
    assert (submission["sender"], submission["received"]) == (
        {"name": "Ban Biên tập", "address": "don-vi-1@example.vn"},
        "2022-09-12",
    )
    (document,) = submission["documents"]
    assert (document["state"], document["words_in"], document["words_out"]) == (
        "new",
        len(FIRST.words),
        len(FIRST.words),
    )
    assert document["photos"][0]["pixels"] == [900, 1237]
    assert document["photos"][0]["ppi"] == 457
    assert [problem["code"] for problem in found["problems"]] == []


def test_every_file_of_an_inbox_is_in_the_report_and_where_it_went(issue: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "hop"
    make_inbox(inbox)
    found = json.loads(collect(issue, inbox, "--json").stdout)
    told = {file["path"]: file for file in found["files"]}
    lying = {path.relative_to(inbox).as_posix() for path in inbox.rglob("*") if path.is_file()}
    scrap = {"Thumbs.db"}  # the system's own, counted in a note
    assert {path for path in told if "!/" not in path} == lying - scrap
    assert found["sums"]["files"] == len(lying - scrap)
    assert found["sums"]["files"] + found["sums"]["members"] == len(told)
    for file in told.values():
        assert all((issue / path).is_file() for path in file.get("became", ()) if file["fate"] in ("article", "photo"))
        assert "kept" not in file or (issue / file["kept"]).is_file()
    kept = {file["path"] for file in told.values() if "kept" in file}
    assert kept == {path for path in told if "!/" not in path and told[path]["fate"] not in ("twin", "refused")}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("du-toan.xlsx", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}), "NL244"),
        ("ke-hoach.pdf", b"%PDF-1.7\n", "NL243"),
        ("phim.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "NL249"),
    ],
)
def test_what_can_never_become_an_article_is_told_once_and_kept_and_named_each_time(
    name: str, content: bytes, code: str, issue: Path, inbox: Path
) -> None:
    (inbox / name).write_bytes(content)
    ran = collect(issue, inbox)
    assert ran.exit_code == 0
    assert f"warning {code}" in ran.stderr
    assert "1 bài mới" in ran.stdout
    again = collect(issue, inbox, "--json")
    assert (again.exit_code, again.stderr) == (0, "")
    (told,) = (file for file in json.loads(again.stdout)["files"] if file["path"] == name)
    assert told["fate"] == "original"
    assert (issue / told["kept"]).read_bytes() == content


def test_a_document_that_cannot_be_read_is_an_error_until_a_readable_one_lies_in_its_place(
    issue: Path, inbox: Path
) -> None:
    (inbox / "bai.docx").write_bytes(b"")
    for _ in range(2):
        ran = collect(issue, inbox)
        assert ran.exit_code == 1
        assert "error NL241" in ran.stderr
    (inbox / "bai.docx").write_bytes(docx(SECOND))
    assert collect(issue, inbox).exit_code == 0


def test_an_inbox_inside_the_issue_is_said_to_be_none(issue: Path) -> None:
    (issue / "articles").mkdir()
    ran = collect(issue, issue / "articles")
    assert ran.exit_code == 0
    assert ran.stdout.startswith("Không có lượt gửi nào để nhận.")
    assert "đó là thư mục của chính số báo, không nhận bài từ đó" in ran.stderr


def test_a_document_that_only_a_missing_program_reads_ends_with_three_and_the_others_are_taken(
    issue: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = take.read_apart

    def read(content: bytes, name: str) -> Outcome[Manuscript]:
        return Outcome(None, (error("NL246", file=name),)) if name.endswith(".txt") else real(content, name)

    monkeypatch.setattr(take, "read_apart", read)
    (inbox / "cu.txt").write_bytes(text(SECOND))
    ran = collect(issue, inbox)
    assert ran.exit_code == 3
    assert "1 bài mới; 1 không lấy được bài" in ran.stdout
    monkeypatch.setattr(take, "read_apart", real)
    again = collect(issue, inbox)
    assert again.exit_code == 0, "once the program is there, the same inbox gives what it owes"
    assert "cu.txt → articles/02-gui-ban-nguoi-mo-trang-dau-tien.md: bài mới" in again.stdout


@pytest.mark.parametrize("absent", ["inbox", "issue"])
def test_an_inbox_or_an_issue_that_is_not_there_ends_with_four(absent: str, issue: Path, inbox: Path) -> None:
    places = {"inbox": inbox, "issue": issue}
    places[absent] = issue.parent / "khong-co"
    ran = collect(places["issue"], places["inbox"])
    assert ran.exit_code == 4
    assert ran.stdout == ""


def test_an_issue_that_says_nothing_is_told_and_nothing_is_taken(issue: Path, inbox: Path) -> None:
    (issue / "issue.yaml").write_text("edition: Số đặc biệt\n", "utf-8")
    ran = collect(issue, inbox)
    assert ran.exit_code == 1
    assert not (issue / "articles").exists()


def test_the_report_does_not_go_over_an_article(issue: Path, inbox: Path) -> None:
    assert collect(issue, inbox, "--html", issue / "articles/01-bai.md").exit_code == 2


def test_the_report_is_one_page_without_scripts_or_other_files_and_what_others_wrote_stays_text(
    issue: Path, tmp_path: Path
) -> None:
    hostile = Piece('<script>alert(1)</script> & "tít"', "Văn phòng", "", ("Đoạn <b>một</b> của bài gửi về.",))
    (tmp_path / "<img src=x>.docx").write_bytes(docx(hostile, [small_photo("hoa-sen.jpg")]))
    page = tmp_path / "bao-cao.html"
    ran = collect(issue, tmp_path / "<img src=x>.docx", "--html", page)
    assert ran.exit_code == 0, ran.output
    written = page.read_text("utf-8")
    assert "<script" not in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written
    assert "<img src=x>" not in written
    assert re.findall(r'(?:src|href)="(?!data:image/|#)', written) == []
    assert "default-src 'none'" in written
    assert written.count("data:image/jpeg;base64,") == 1


def a_mark(side: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(out, "PNG")
    return out.getvalue()


def test_the_mark_below_the_signature_of_a_mail_is_no_photo_of_its_article(issue: Path, tmp_path: Path) -> None:
    attached = [("bai.docx", docx(FIRST)), ("logo.png", a_mark(60)), ("anh.png", a_mark(200))]
    (tmp_path / "thu.eml").write_bytes(mail(FIRST, attached, "Gửi Ban Biên tập.", 1))
    ran = collect(issue, tmp_path / "thu.eml")
    assert ran.exit_code == 0
    assert [path.suffix for path in (issue / "photos").iterdir()] == [".png"], "what may be a photo is one"
    assert "thu.eml!/logo.png: chỉ giữ bản gốc" in ran.stdout
    assert "NL446" in ran.stderr


def test_a_small_picture_that_somebody_put_into_the_inbox_is_a_photo(issue: Path, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(a_mark(60))
    collect(issue, tmp_path / "logo.png")
    assert (issue / "photos/logo-1.png").is_file()


def test_what_is_wrong_with_a_file_of_the_inbox_is_told_under_the_name_that_the_report_gives_it(
    issue: Path, inbox: Path
) -> None:
    (inbox / "01 Bài.txt").write_bytes(docx(SECOND))
    (inbox / "Thumbs.db").write_bytes(b"x")
    (inbox / "lẻ.png").write_bytes(a_mark(300))
    told = collect(issue, inbox).stderr.splitlines()
    for begins in ("01 Bài.txt: note NL240", "hop-bai: note NL268", "lẻ.png: warning NL437"):
        assert any(line.startswith(begins) for line in told), begins
    absent = collect(issue, inbox / "khong-co").stderr
    assert absent.startswith(f"{inbox / 'khong-co'}: error NL270")


def test_where_the_issue_cannot_be_written_that_is_said_first(issue: Path, inbox: Path) -> None:
    (issue / "photos").write_text("no folder", "utf-8")
    ran = collect(issue, inbox)
    assert ran.exit_code == 4
    assert ran.stdout.startswith("CHƯA ghi được gì vào số báo")
