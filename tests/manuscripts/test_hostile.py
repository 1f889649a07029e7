"""Files made to harm end in a Problem or in a harmless result: no traceback, within limits of time and memory, nothing
fetched, nothing of others read."""

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hostile_files import levels_of_mail, open_document, overlapping, png, with_bomb, word
from hypothesis import given
from hypothesis import strategies as st
from listener import Listener
from outlook_files import attachment, compound
from outlook_files import message as message_of
from PIL import Image
from sent_files import PNG, attached, mail, many, packed
from word_files import paragraph, run

from newsletter.commands.wording import message
from newsletter.desk.gather import gather
from newsletter.manuscripts.budget import within_budget
from newsletter.manuscripts.manuscript import Manuscript, paragraphs_of
from newsletter.manuscripts.open import open_apart, opened
from newsletter.manuscripts.pictures import look_apart
from newsletter.manuscripts.read import read_apart
from newsletter.problems import Outcome, Problem

ROOT = Path(__file__).parents[2]
OTHERS = "điều chỉ có trong tệp của người khác"
MEGABYTES = 300
"""Of memory, for a bomb to be refused in."""


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def text_of(outcome: Outcome[Manuscript]) -> str:
    """Everything that a manuscript says, its losses too."""
    return repr(outcome)


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(OTHERS, encoding="utf-8")
    return path


# Bombs


def bombs() -> dict[str, tuple[str, bytes]]:
    """By what they are: the name they come under, and their bytes."""
    text = with_bomb(word(""), "word/document.xml", 400)
    flat = with_bomb(packed([("a.txt", b"")]), "a.txt", 400)
    inner = packed([(f"{number}.zip", with_bomb(packed([("a.txt", b"")]), "a.txt", 90)) for number in range(5)])
    return {
        "word": ("bai.docx", text),
        "open document": ("bai.odt", with_bomb(open_document(""), "content.xml", 400)),
        "archive": ("bai.zip", flat),
        "archives": ("bai.zip", inner),
        "overlapping": ("bai.zip", overlapping(1900, 1)),
        "members": ("bai.zip", packed([(f"{number}.txt", b"") for number in range(2500)])),
        "lie": ("bai.docx", with_bomb(word(""), "word/document.xml", 400, 900)),
    }


@pytest.mark.parametrize("kind", ["word", "open document", "archive", "archives", "overlapping", "members", "lie"])
@pytest.mark.skipif(os.name != "posix", reason="what a process used is asked of POSIX")
def test_a_bomb_is_refused_in_a_second_and_in_little_memory(kind: str, tmp_path: Path) -> None:
    name, content = bombs()[kind]
    assert len(content) < 600_000
    (tmp_path / name).write_bytes(content)
    opener = "open:open_apart" if name.endswith(".zip") else "read:read_apart"
    module, _, function = opener.partition(":")
    # ru_maxrss of a process begins with what it was before exec, a copy of the test runner; VmHWM (proc(5)) does not.
    code = (
        "import json, re, resource, sys\n"
        "def peak():\n"
        "    if sys.platform != 'linux':\n"
        "        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "    return int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
        f"from newsletter.manuscripts.{module} import {function}\n"
        "content = open(sys.argv[1], 'rb').read()\n"
        f"found = {function}(content, {name!r})\n"
        "usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]\n"
        "seconds = sum(one.ru_utime + one.ru_stime for one in usage)\n"
        "codes = [problem.code for problem in found.problems]\n"
        "megabytes = (peak() + usage[1].ru_maxrss) / 1024\n"
        "print(json.dumps([seconds, megabytes, codes, found.value is None]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / name], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, megabytes, told, is_refused = json.loads(done.stdout)
    assert seconds < 1.0  # of the processor, both processes from their start on
    assert megabytes < MEGABYTES
    assert told
    assert is_refused or kind == "archives"


def test_a_package_is_judged_by_its_directory() -> None:
    assert codes(within_budget(bombs()["word"][1], "bai.docx")) == ["NL263", "NL264"]
    assert codes(within_budget(overlapping(100, 1), "bai.zip")) == ["NL260"]
    assert within_budget(word(paragraph(run("Tin"))), "bai.docx") == ()


# Entities


ENTITIES: dict[str, Callable[[str, str], str]] = {
    "file": lambda path, _: f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{path}">]>',
    "server": lambda _, server: f'<!DOCTYPE x [<!ENTITY e SYSTEM "{server}/e">]>',
    "parameter": lambda _, server: f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{server}/p"> %p; <!ENTITY e "a">]>',
    "definition": lambda _, server: f'<!DOCTYPE x SYSTEM "{server}/d" [<!ENTITY e "a">]>',
    "laughs": lambda _, __: (
        '<!DOCTYPE x [<!ENTITY a0 "'
        + "ha" * 20
        + '">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        + '<!ENTITY e "&a9;">]>'
    ),
    "quadratic": lambda _, __: f'<!DOCTYPE x [<!ENTITY e "{"a" * 100_000}">]>',
}


@pytest.mark.parametrize("entity", ENTITIES)
@pytest.mark.parametrize("kind", ["docx", "odt", "html", "svg"])
def test_entities_open_no_file_and_no_connection(kind: str, entity: str, secret: Path, listener: Listener) -> None:
    doctype = ENTITIES[entity](str(secret), f"http://127.0.0.1:{listener.port}")
    uses = "&e;" * (2000 if entity == "quadratic" else 1)
    content = {
        "docx": word(paragraph(run(f"Tin {uses}")), doctype),
        "odt": open_document(f"<text:p>Tin {uses}</text:p>", doctype),
        "html": f"{doctype}<html><body><p>Tin {uses}</p></body></html>".encode(),
        "svg": f"{doctype}<svg xmlns='http://www.w3.org/2000/svg'><text>{uses}</text></svg>".encode(),
    }[kind]
    outcome = read_apart(content, f"bai.{kind}")
    assert OTHERS not in text_of(outcome)
    assert len(text_of(outcome)) < 1_000_000
    assert listener.hits == 0
    assert outcome.value is not None or outcome.problems


@pytest.mark.parametrize("entity", ["file", "laughs"])
def test_entities_in_the_metadata_of_a_photo_are_as_harmless(entity: str, secret: Path, tmp_path: Path) -> None:
    doctype = ENTITIES[entity](str(secret), "")
    packet = (
        f"{doctype}<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><rdf:Description><dc:description><rdf:Alt><rdf:li "
        "xml:lang='x-default'>&e;</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    Image.new("RGB", (64, 64)).save(tmp_path / "a.jpg", xmp=packet.encode())
    outcome = look_apart((tmp_path / "a.jpg").read_bytes(), "a.jpg")
    assert OTHERS not in repr(outcome)
    assert outcome.value is not None
    assert len(outcome.value.caption) < 10_000


# Pictures that lie elsewhere


def places(secret: Path, listener: Listener) -> dict[str, str]:
    server = f"127.0.0.1:{listener.port}"
    return {
        "http": f"http://{server}/a.png",
        "file": secret.as_uri(),
        "share": f"//{server}/share/a.png",
        "windows share": f"\\\\{server}\\share\\a.png",
        "climbing": "../" * 12 + str(secret)[1:],
    }


@pytest.mark.parametrize("place", ["http", "file", "share", "windows share", "climbing"])
@pytest.mark.parametrize("kind", ["docx", "odt", "html", "md", "rtf"])
def test_a_picture_that_lies_elsewhere_is_not_fetched(kind: str, place: str, secret: Path, listener: Listener) -> None:
    target = places(secret, listener)[place]
    blip = (
        '<w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="rId9"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    frame = f'<draw:frame><draw:image xlink:href="{target}"/></draw:frame>'
    field = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{target}"}}{{\\fldrslt Tin}}}}'
    link = f'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" \
Target="{target}" TargetMode="External"/>'
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{link}</Relationships>'
    )
    content = {
        "docx": word(paragraph(run("Tin"), f"<w:r>{blip}</w:r>"), files={"word/_rels/document.xml.rels": relations}),
        "odt": open_document(f"<text:p>Tin {frame}</text:p>"),
        "html": f"<html><body><p>Tin <img src='{target}'><link rel=stylesheet href='{target}'></p></body></html>".encode(),
        "md": f"# Tin\n\n![ảnh]({target})\n".encode(),
        "rtf": f"{{\\rtf1 {field}\\par}}".encode(),
    }[kind]
    outcome = read_apart(content, f"bai.{kind}")
    assert listener.hits == 0
    assert OTHERS not in text_of(outcome)
    assert outcome.value is not None
    assert outcome.value.pictures == ()
    assert outcome.value.losses or kind in ("md", "rtf")  # where the address stays in the text
    assert "Tin" in "".join(paragraph.text for paragraph in paragraphs_of(outcome.value))


# Depth and amount


@pytest.mark.parametrize("kind", ["docx", "odt", "html", "rtf", "md"])
def test_three_thousand_tables_in_tables_end(kind: str) -> None:
    depth = 3000
    cell, row = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    content = {
        "docx": word(cell * depth + paragraph(run("Tin")) + row * depth),
        "odt": open_document(
            "<table:table><table:table-row><table:table-cell>" * depth
            + "<text:p>Tin</text:p>"
            + "</table:table-cell></table:table-row></table:table>" * depth
        ),
        "html": b"<html><body>" + b"<table><tr><td>" * depth + b"Tin" + b"</td></tr></table>" * depth,
        "rtf": b"{\\rtf1 " + b"{" * depth * 10 + b"Tin" + b"}" * depth * 10 + b"}",
        "md": b"> " * depth * 3 + b"Tin\n",
    }[kind]
    began = time.perf_counter()
    outcome = read_apart(content, f"bai.{kind}")
    assert time.perf_counter() - began < 20
    assert outcome.value is not None or outcome.problems


def test_a_mail_of_ten_thousand_parts_is_refused() -> None:
    content = mail(*many(*(["Content-Type: text/plain\r\n\r\na"] * 10_000)))
    outcome = open_apart(content, "thu.eml")
    assert (outcome.value, codes(outcome.problems)) == (None, ["NL262"])


@pytest.mark.parametrize("levels", [200, 1500])
def test_a_mail_of_many_levels_is_refused(levels: int) -> None:
    outcome = open_apart(levels_of_mail(levels), "thu.eml")
    assert (outcome.value, codes(outcome.problems)) == (None, ["NL260"])


def test_a_mail_of_endless_fields_is_refused() -> None:
    assert codes(open_apart(b"From: a@example.vn\r\nSubject: b\r\nX: " + b"x" * 3_000_000, "thu.eml").problems) == [
        "NL260"
    ]
    fields = b"".join(b"Content-Type: text/plain; a*%d*=b;\r\n" % number for number in range(7_000))
    outcome = open_apart(b"From: a@example.vn\r\nSubject: b\r\n" + fields + b"\r\nTin", "thu.eml")
    assert outcome.value is not None or outcome.problems


# Photos


def photos(tmp_path: Path) -> dict[str, bytes]:
    frames = [Image.new("RGB", (50, 50), (shade, 0, 0)) for shade in range(30)]
    Image.effect_noise((400, 400), 50).convert("RGB").save(tmp_path / "a.jpg", quality=90)
    frames[0].save(tmp_path / "a.webp", save_all=True, append_images=frames[1:])
    frames[0].save(tmp_path / "a.png", save_all=True, append_images=frames[1:])
    whole = (tmp_path / "a.jpg").read_bytes()
    return {
        "65 thousand squared.png": png(65_000, 65_000),
        "two thousand million.png": png(2**31 - 1, 2**31 - 1),
        "no pixels.png": png(0, 0),
        "animated.webp": (tmp_path / "a.webp").read_bytes(),
        "animated.png": (tmp_path / "a.png").read_bytes(),
        "cut.jpg": whole[: len(whole) // 3],
        "head alone.jpg": whole[:30],
        "65 thousand squared.jpg": whole.replace(b"\x08\x01\x90\x01\x90", b"\x08\xff\xff\xff\xff"),
        "tiff.tif": b"II*\0\x08\0\0\0\xff\xff" + b"\0\1\3\0\xff\xff\xff\xff\0\0\0\0" * 100,
        "text.png": png(10, 10, b"\0\0\0\x04zTXtabcd\0\0\0\0"),
    }


@pytest.mark.parametrize(
    "name",
    [
        "65 thousand squared.png", "two thousand million.png", "no pixels.png", "animated.webp", "animated.png", "cut.jpg",
        "head alone.jpg", "65 thousand squared.jpg", "tiff.tif", "text.png",
    ],
)  # fmt: skip
def test_a_photo_made_to_harm_ends_in_a_value_or_a_problem(name: str, tmp_path: Path) -> None:
    content = photos(tmp_path)[name]
    began = time.perf_counter()
    outcome = look_apart(content, name)
    assert time.perf_counter() - began < 10
    assert outcome.value is not None or outcome.problems


# Names and kinds that lie


@pytest.mark.parametrize("name", ["bai.docx", "bai.txt", "bai", "bai.jpg"])
@pytest.mark.parametrize(
    "content",
    [
        PNG,
        b"MZ\x90\0" + bytes(2000),
        b"\x7fELF" + bytes(200),
        b"%PDF-1.4\n%%EOF",
        b"",
        b"\0" * 5000,
        packed([("a", b"a")]),
    ],
    ids=["photo", "program", "elf", "pdf", "nothing", "zeros", "archive"],
)
def test_what_is_no_document_is_told_whatever_it_calls_itself(name: str, content: bytes) -> None:
    outcome = read_apart(content, name)
    assert outcome.value is None
    assert outcome.problems


def test_a_document_is_read_whatever_it_calls_itself() -> None:
    outcome = read_apart(word(paragraph(run("Tin hoạt động"))), "anh.jpg")
    assert outcome.value is not None
    assert [each.text for each in paragraphs_of(outcome.value)] == ["Tin hoạt động"]
    assert codes(outcome.problems) == ["NL240"]


def test_macros_are_told_and_never_run(tmp_path: Path) -> None:
    content = word(paragraph(run("Tin")), files={"word/vbaProject.bin": b"AutoOpen " + str(tmp_path).encode()})
    outcome = read_apart(content, "bai.docm")
    assert outcome.value is not None
    assert [loss.kind for loss in outcome.value.losses] == ["macro"]
    assert not list(tmp_path.iterdir())


def hostile_names() -> list[str]:
    """Two hundred, some of which no folder could hold."""
    steering = [chr(sign) for sign in (*range(1, 32), 0x7F, 0x85, 0x9B, 0x202A, 0x202E, 0x2066, 0x2028, 0x200F, 0x061C)]
    devices = ["CON", "NUL", "aux.txt", "LPT1.docx", "a.", "a ", " ", ".", "..", "...", "-rf", "~", "$(reboot)", "`id`"]
    climbing = ["../" * number + "a.txt" for number in range(1, 30)] + [
        "/" * number + "a.txt" for number in range(1, 20)
    ]
    long = [
        "a" * 255 + ".txt",
        "b/" * 300 + "a.txt",
        "😀" * 60,
        "é" * 200,
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
    ]
    made = (
        [f"bài{sign}gpj.txt" for sign in steering]
        + devices
        + climbing
        + long
        + ["C:\\a.txt", "\\\\a\\b.txt", "a:b.txt"]
    )
    return made + [f"\x1b[{number}mĐỏ.txt" for number in range(200 - len(made))]


def test_two_hundred_hostile_names_lead_nowhere_and_steer_nothing(tmp_path: Path) -> None:
    names = hostile_names()
    assert len(names) == 200
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "tên.zip").write_bytes(packed((name, str(number).encode()) for number, name in enumerate(names)))
    parts = [
        attached(str(number).encode() * 9, f'filename="{name}"'.replace("\r", "").replace("\n", ""))
        for number, name in enumerate(names)
    ]
    (inbox / "thư.eml").write_bytes(mail(*many(*parts)))
    outcome = gather([inbox])
    assert outcome.value is not None
    files = [file for one in outcome.value for file in (*one.documents, *one.pictures, *one.others)]
    told = [message(problem, "vi") for problem in outcome.problems]
    assert len(files) + len([1 for problem in outcome.problems if problem.code in ("NL265", "NL273")]) >= 400
    for file in files:
        _, _, inner = file.path.partition("!/")
        assert not inner.startswith("/")
        assert ".." not in inner.split("/")
    assert not [
        text for text in told if any(ord(sign) < 32 or sign in "\x7f\x85\x9b\u202e\u2066\u2028" for sign in text)
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["inbox"]


# Whatever else


@given(st.data())
def test_a_damaged_mail_or_archive_gives_a_value_and_no_exception(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SOUND)))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    assert isinstance(opened(bytes(content[:cut] if cut % 3 == 0 else content), "a"), Outcome)


SOUND = (
    compound(message_of({0x37: "Tin", 0x1000: "Kính gửi"}, attachments=(attachment("a.png", PNG),))),
    packed([("bài.txt", b"Tin " * 50), ("a/b.zip", packed([("c.txt", b"c")]))]),
    mail(*many("Content-Type: text/plain; charset=utf-8\r\n\r\nTin", attached(PNG, "filename*=utf-8''a%20b.png"))),
    mail(
        *many(
            'Content-Type: text/html\r\n\r\n<img src="cid:a">', attached(PNG, "filename=a", "image/png"), kind="related"
        )
    ),
)


def test_a_mail_in_base64_is_no_way_round_the_budget() -> None:
    bomb = with_bomb(packed([("a.txt", b"")]), "a.txt", 400)
    outcome = open_apart(mail(*many(attached(bomb, "filename=a.zip"))), "thu.eml")
    assert outcome.value is not None
    assert codes(outcome.problems) == ["NL263", "NL264"]
    assert [enclosure.name for enclosure in outcome.value.enclosures] == ["a.zip"]
    assert base64.b64decode(base64.b64encode(bomb)) == outcome.value.enclosures[0].content
