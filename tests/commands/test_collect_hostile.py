"""``collect`` of an inbox that was made to harm: told file by file, nothing outside read, written or called."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from hostile_files import levels_of_mail, open_document, overlapping, png, with_bomb, word
from listener import Listener
from sent_files import attached, mail, many, packed
from small_issue import make_issue
from word_files import paragraph, run

from newsletter.commands import main

OTHERS = "điều chỉ có trong tệp của người khác"


def hostile_inbox(folder: Path, secret: Path, server: str) -> list[str]:
    """The names of its files."""
    folder.mkdir()
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
    tables = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph(run("Tin")) + "</w:tc></w:tr></w:tbl>" * 3000
    files = {
        "bom.docx": with_bomb(word(""), "word/document.xml", 400),
        "bom.zip": overlapping(500, 1),
        "thực thể.odt": open_document("<text:p>Tin &e;</text:p>", entity),
        "thực thể.docx": word(paragraph(run("Tin &e;")), entity),
        "xa.html": f"<html><body><p>Tin <img src='{server}/a.png'> <img src='{secret}'></p></body></html>".encode(),
        "xa.md": f"# Tin\n\nTin ngắn.\n\n![ảnh]({server}/a.png) ![ảnh](../../{secret.name})\n".encode(),
        "sâu.docx": word(tables),
        "sâu.eml": levels_of_mail(200),
        "lớn.png": png(65_000, 65_000),
        "đuôi.docx": png(3, 3),
        "ra ngoài.zip": packed([("../../../ra.txt", "Tin ra ngoài".encode()), ("\x1b[31mđỏ\u202e.txt", b"Tin")]),
        "thư.eml": mail(*many(attached(b"Tin", 'filename="../../\u202etxt.exe.txt"'))),
        "rỗng.docx": b"",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "liên kết.txt").symlink_to(secret)
    return [*files, "liên kết.txt"]


def everything_in(folder: Path) -> str:
    return "".join(
        path.name + path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.rglob("*")) if path.is_file()
    )


@pytest.mark.skipif(os.name != "posix", reason="links are those of POSIX")
def test_a_hostile_inbox_is_collected_without_harm(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(OTHERS, encoding="utf-8")
    issue = make_issue(tmp_path / "issue")
    listener = Listener()
    names = hostile_inbox(tmp_path / "inbox", secret, f"http://127.0.0.1:{listener.port}")
    ran = CliRunner().invoke(main, ["collect", str(tmp_path / "inbox"), "--issue", str(issue)])
    listener.close()
    said = ran.stdout + ran.stderr
    assert ran.exit_code == 1
    assert [name for name in names if name not in said] == []
    assert not {sign for sign in said if sign != "\n" and (ord(sign) < 32 or sign in "\x7f\x9b\u202e\u2028")}
    assert "NL108" not in said
    assert listener.hits == 0
    assert OTHERS not in said + everything_in(issue)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inbox", "issue", "secret.txt"]
    assert secret.read_text(encoding="utf-8") == OTHERS
    again = CliRunner().invoke(main, ["check", str(issue)])
    assert "NL108" not in again.stderr
