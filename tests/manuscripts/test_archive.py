"""An archive gives up its files under names that lead nowhere; what cannot be taken is told."""

import stat
import struct
import zlib
from zipfile import ZipInfo

import pytest
from sent_files import packed

from newsletter.apart import Failure
from newsletter.manuscripts.open import open_all_apart, opened
from newsletter.problems import Outcome


def names(content: bytes) -> list[str]:
    outcome = opened(content, "bai.zip")
    assert outcome.value is not None
    return [enclosure.name for enclosure in outcome.value.enclosures]


def told(content: bytes) -> list[tuple[object, ...]]:
    return [(problem.code, *dict(problem.values).values()) for problem in opened(content, "bai.zip").problems]


def renamed(content: bytes, old: bytes, new: bytes) -> bytes:
    """The same archive, a name in it written as these bytes, without the flag of UTF-8."""
    assert len(old) == len(new)
    return content.replace(old, new)


def test_files_come_with_their_folders() -> None:
    outcome = opened(packed([("Công đoàn/bài.txt", b"a"), ("Công đoàn/ảnh/1.jpg", b"b")]), "bai.zip")
    assert outcome.value is not None
    assert [(one.name, one.content) for one in outcome.value.enclosures] == [
        ("Công đoàn/bài.txt", b"a"),
        ("Công đoàn/ảnh/1.jpg", b"b"),
    ]
    assert outcome.problems == ()


def test_names_that_do_not_say_their_encoding_are_read_as_vietnamese() -> None:
    content = packed([("xxxxxxxxx.txt", b"a")])
    assert names(renamed(content, b"xxxxxxxxx", "bài1234".encode() + b"x")) == ["bài1234x.txt"]
    windows = "Công đoàn".encode("cp1258")
    assert names(renamed(content, b"xxxxxxxxx", windows)) == ["Công đoàn.txt"]


def test_names_that_are_not_vietnamese_are_read_as_dos_wrote_them() -> None:
    content = packed([("xxxxxx.txt", b"a")])
    assert names(renamed(content, b"xxxxxx", "Müller".encode("cp437"))) == ["Müller.txt"]


def test_a_name_in_an_extra_field_goes_before() -> None:
    info = ZipInfo("xxxx.txt")
    name = "thơ.txt".encode()
    info.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(b"th\x9f\x9f.txt")) + name
    content = renamed(packed([(info, b"a")]), b"xxxx", b"th\x9f\x9f")
    assert names(content) == ["thơ.txt"]


@pytest.mark.parametrize("name", ["../../bài.txt", "/etc/bài.txt", "C:\\bài.txt", "a/../../bài.txt", "..\\bài.txt"])
def test_a_name_that_leads_out_is_cut_short_and_told(name: str) -> None:
    content = packed([(name, b"a")])
    (own,) = names(content)
    assert own in ("bài.txt", "etc/bài.txt", "a/bài.txt")
    assert [code for code, *_ in told(content)] == ["NL266"]


def test_files_of_one_name_are_all_taken_and_told() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = packed([("Bài.txt", b"a"), ("Bài.txt", b"b"), ("BÀI.txt", b"c"), ("Ba\u0300i.txt", b"d")])
    assert names(content) == ["Bài.txt", "Bài (2).txt", "BÀI (3).txt", "Bài (4).txt"]
    assert [code for code, *_ in told(content)] == ["NL267"] * 3


def test_links_devices_and_locked_files_are_left_out_and_told() -> None:
    link, device, locked = ZipInfo("link.txt"), ZipInfo("device.txt"), ZipInfo("locked.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    device.external_attr = (stat.S_IFCHR | 0o777) << 16
    content = packed([(link, b"/etc/passwd"), (device, b""), (locked, b"secret"), ("bài.txt", b"a")])
    at = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1) + 1)
    content = content[: at + 8] + b"\x01" + content[at + 9 :]
    assert names(content) == ["bài.txt"]
    assert [(code, value) for code, _, _, value in told(content)] == [
        ("NL265", "member.link"),
        ("NL265", "member.link"),
        ("NL265", "member.locked"),
    ]


def test_a_damaged_file_does_not_cost_the_others() -> None:
    content = bytearray(packed([("a.txt", b"a" * 100), ("b.txt", b"b")]))
    content[content.index(b"a.txt") + 5 + 1] ^= 0xFF
    assert names(bytes(content)) == ["b.txt"]
    assert told(bytes(content)) == [("NL265", "bai.zip", "a.txt", "member.broken")]


def test_what_systems_leave_by_themselves_is_left_out_and_counted() -> None:
    litter = ["__MACOSX/._bài.txt", ".DS_Store", "ảnh/Thumbs.db", "~$bài.docx", ".~lock.bài.odt#", "desktop.ini"]
    content = packed([(name, b"x") for name in litter] + [("bài.txt", b"a")])
    assert names(content) == ["bài.txt"]
    assert told(content) == [("NL268", "bai.zip", 6)]


def test_archives_in_archives_are_opened_down_to_the_second() -> None:
    content = packed([("bài.txt", b"a")])
    for name in ("3.zip", "2.zip", "1.zip"):
        content = packed([(name, content)])
    outcome = opened(content, "0.zip")
    parcel = outcome.value
    for name in ("1.zip", "2.zip"):
        assert parcel is not None
        (parcel,) = parcel.parcels
        assert parcel.name == name
    assert [enclosure.name for enclosure in parcel.enclosures] == ["3.zip"]
    assert [problem.code for problem in outcome.problems] == ["NL265"]


def test_a_damaged_archive_is_told() -> None:
    content = packed([("bài.txt", b"a")])
    assert opened(content[:-30], "bai.zip").value is None
    assert told(content[:-30]) == [("NL260", "bai.zip", "damage.archive")]
    assert isinstance(opened(b"PK\x03\x04", "bai.zip"), Outcome)


def test_several_are_opened_together_and_a_bad_one_costs_the_others_nothing() -> None:
    files = [(packed([(f"{number}.txt", b"a")]), f"{number}.zip") for number in range(3)]
    bad = (files[0][0][:-30], "bad.zip")
    assert open_all_apart([*files, bad]) == [opened(*file) for file in (*files, bad)]
    assert open_all_apart([]) == []


def test_where_a_shared_process_fails_each_is_opened_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [(packed([(f"{number}.txt", bytes(2**20))]), f"{number}.zip") for number in range(3)]
    calls: list[str] = []

    def failing(task: str, *values: object, **limits: object) -> object:
        calls.append(task.partition(":")[2])
        return Failure("memory") if task.endswith("opened_all") else opened(*values)  # type: ignore[arg-type]

    monkeypatch.setattr("newsletter.manuscripts.open.apart", failing)
    assert open_all_apart(files) == [opened(*file) for file in files]
    assert calls == ["opened_all", "opened", "opened", "opened"]
