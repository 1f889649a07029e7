"""``doctor``: what this machine lacks, each with its remedy."""

import hashlib
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from newsletter import __version__
from newsletter.check.verdict import exit_code
from newsletter.commands.program import REINSTALL, Words
from newsletter.commands.speech import Speech, verb
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.resources import builtin
from newsletter.manuscripts.office import program
from newsletter.model.fonts import FontFamily
from newsletter.problems import Problem, error, note
from newsletter.render.profiles import NAMES, profile

_PACKAGES = (
    "click", "lxml", "mammoth", "markdown_it", "mdit_py_plugins", "oxmsg", "PIL", "pypdf", "yaml", "reportlab", "uharfbuzz"
)  # fmt: skip
_LEAST_FREE = 200 * 2**20
"""Bytes: an issue with its photos, its PDF and the temporary copy beside it."""


class Finding(NamedTuple):
    """What was looked at, how it is, and the remedy where it is not well ("" = it is). ``optional``: many need it not."""

    what: str
    state: str
    remedy: str = ""
    optional: bool = False


def run(speech: Speech) -> int:
    catalogue = read_catalogue([builtin("fonts")])
    families = catalogue.value.families if catalogue.value else {}
    findings = [
        *_python(speech), *_packages(speech), *_fonts(families, speech), *_profiles(speech), *_heic(speech),
        *_office(speech), *_disk(speech)
    ]  # fmt: skip
    problems = [*catalogue.problems, *(_problem(finding) for finding in findings if finding.remedy)]
    for finding in findings:
        speech.say(f"{'✗' if finding.remedy else '✓'} {finding.what}: {finding.state}")
    speech.problems(problems)
    told = [{"what": f.what, "good": not f.remedy, "state": f.state, "remedy": f.remedy} for f in findings]
    speech.document({"findings": told, "problems": [speech.problem_json(problem) for problem in problems]})
    return exit_code(problems)


def _problem(finding: Finding) -> Problem:
    speak = note if finding.optional else error
    return speak("NL908", what=finding.what, reason=finding.state, remedy=finding.remedy)


def _python(speech: Speech) -> Iterator[Finding]:
    good = sys.version_info >= (3, 11)
    remedy = Words("cài Python 3.11 trở lên", "install Python 3.11 or newer").of(speech.language)
    yield Finding(f"newsletter {__version__}, Python", platform.python_version(), "" if good else remedy)


def _packages(speech: Speech) -> Iterator[Finding]:
    lacking = [name for name in _PACKAGES if find_spec(name) is None]
    what = Words("gói Python", "Python packages").of(speech.language)
    yield Finding(what, ", ".join(lacking or _PACKAGES), REINSTALL.of(speech.language) if lacking else "")


def _fonts(families: Mapping[str, FontFamily], speech: Speech) -> Iterator[Finding]:
    """Every family of the catalogue: whether its files are there, and are those that were pinned."""
    for name, family in sorted(families.items()):
        fault = _font_fault(family, speech)
        remedy = f"pip install --force-reinstall {family.package}" if family.package else str(builtin("fonts"))
        state = fault or ", ".join(Path(file.path).name for file in family.files)
        yield Finding(f"{_FONT.of(speech.language)} {name}", state, remedy if fault else "")


_FONT = Words("phông", "font")
_ABSENT = Words("thiếu tệp {file}", "{file} is absent")
_OTHER = Words("tệp {file} không đúng bản đã chọn", "{file} is not the pinned version")


def _font_fault(family: FontFamily, speech: Speech) -> str:
    for file in family.files:
        path = Path(file.path)
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return _ABSENT.of(speech.language).format(file=path.name)
        if file.sha256 and file.sha256.removeprefix("sha256:") != digest:
            return _OTHER.of(speech.language).format(file=path.name)
    return "" if family.files else _ABSENT.of(speech.language).format(file="")


def _profiles(speech: Speech) -> Iterator[Finding]:
    for name in NAMES:
        what = Words("hồ sơ màu", "profile").of(speech.language)
        try:
            yield Finding(f"{what} {name}", f"{len(profile(name)) // 1024} kB")
        except OSError as fault:
            yield Finding(f"{what} {name}", fault.strerror or "?", REINSTALL.of(speech.language))


def _heic(speech: Speech) -> Iterator[Finding]:
    what = Words("ảnh HEIC của điện thoại", "HEIC photos of phones").of(speech.language)
    if find_spec("pi_heif") is not None:
        yield Finding(what, "pi-heif")
    else:
        lacking = Words(
            "chưa cài gói pi-heif, chỉ cần khi có ảnh HEIC", "pi-heif is not installed; only HEIC photos need it"
        )
        yield Finding(what, lacking.of(speech.language), "pip install pi-heif", optional=True)


def _office(speech: Speech) -> Iterator[Finding]:
    what = Words("LibreOffice, cho tệp Word đời cũ (.doc)", "LibreOffice, for old Word files (.doc)").of(
        speech.language
    )
    found = program()
    if found:
        yield Finding(what, found)
    else:
        lacking = Words("chưa cài, chỉ cần khi có tệp .doc", "not installed; only .doc files need it").of(
            speech.language
        )
        remedy = Words(
            "cài LibreOffice (Debian, Ubuntu: apt install libreoffice-writer-nogui)",
            "install LibreOffice (Debian, Ubuntu: apt install libreoffice-writer-nogui)",
        )
        yield Finding(what, lacking, remedy.of(speech.language), optional=True)


def _disk(speech: Speech) -> Iterator[Finding]:
    """Room, and whether files can be written at all, where the program is run."""
    room = Words("chỗ trống trên đĩa", "free disk space").of(speech.language)
    writing = Words("ghi tệp", "writing files").of(speech.language)
    try:
        free = shutil.disk_usage(".").free
        remedy = Words("dọn bớt đĩa", "make room on the disk").of(speech.language)
        yield Finding(room, f"{free // 2**20} MB", remedy if free < _LEAST_FREE else "")
        with tempfile.TemporaryFile(dir=".") as file:
            file.write(b"newsletter")
        yield Finding(writing, str(Path.cwd()))
    except OSError as fault:
        elsewhere = Words("chạy trong thư mục được phép ghi", "run it in a folder that you may write to")
        yield Finding(writing, fault.strerror or "?", elsewhere.of(speech.language))


command = verb(
    "doctor",
    Words("Xem máy này còn thiếu gì (phông, hồ sơ màu, gói, đĩa) và cách bù.",
          "Say what this machine lacks (fonts, profiles, packages, disk), with the remedy."),
    [],
    run,
)  # fmt: skip
