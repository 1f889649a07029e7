"""The program as a whole: help, languages, exit codes that need no issue."""

import json
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import newsletter.commands.doctor
from newsletter.commands import VERBS, main
from newsletter.commands.program import Words, locale_language
from newsletter.commands.speech import Speech, verb

ROOT = Path(__file__).parents[2]
HEAVY = ("yaml", "pydantic", "reportlab", "PIL", "uharfbuzz", "pypdf", "markdown_it", "asyncio")


def call(*words: str, **environment: str) -> click.testing.Result:
    return CliRunner().invoke(main, words, env=environment)


def test_help_lists_every_verb_with_a_word_on_it() -> None:
    assert {"new", "build", "check", "plan", "schema", "explain", "doctor"} <= set(VERBS)
    said = call("--help").output
    for name, words in VERBS.items():
        assert name in said
        assert words.vi.split()[0] in said


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_help_in_both_languages(name: str) -> None:
    vietnamese, english = call(name, "--lang", "vi", "--help"), call(name, "--lang", "en", "--help")
    assert vietnamese.exit_code == english.exit_code == 0
    assert vietnamese.output != english.output


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "vi"),
        ({"LANG": "C"}, "vi"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({"LC_ALL": "POSIX"}, "vi"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "vi_VN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "vi_VN"}, "vi"),
        ({"LANG": "en_US", "LC_ALL": ""}, "en"),
    ],
)
def test_messages_follow_the_locale_and_are_vietnamese_where_it_says_nothing(
    environment: dict[str, str], language: str
) -> None:
    assert locale_language(environment) == language


def test_an_unknown_verb_option_or_value_is_wrong_usage() -> None:
    assert call("bake").exit_code == 2
    assert call("check").exit_code == 2
    assert call("build", "x", "--target", "wood").exit_code == 2
    assert call("build", "x", "--pages", "4-1").exit_code == 2
    assert call("build", "x", "--standard", "pdfx4").exit_code == 2
    assert call("build", "x", "--target", "screen", "--debug-grid").exit_code == 2


def test_listing_the_verbs_loads_nothing_heavy_and_takes_no_time() -> None:
    code = f"import sys, newsletter.commands; print([name for name in {HEAVY!r} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
    spent = []
    for _ in range(3):
        since = time.perf_counter()
        subprocess.run([sys.executable, "cli.py", "--help"], cwd=ROOT, capture_output=True, check=True)
        spent.append(time.perf_counter() - since)
    assert min(spent) < 0.5  # 0.06 s on a quiet machine; 0.2 s is the promise


def test_cli_py_and_the_module_are_the_same_program() -> None:
    ways = ([sys.executable, "cli.py"], [sys.executable, "-m", "newsletter.commands"])
    said = [subprocess.run([*way, "--version"], cwd=ROOT, capture_output=True, check=True).stdout for way in ways]
    assert said[0] == said[1]
    assert said[0].startswith(b"newsletter ")


def of_our_own(run: object) -> click.Command:
    return verb("trial", Words("", ""), [], run)  # type: ignore[arg-type]


def test_an_exception_is_told_as_a_fault_of_ours_and_not_as_a_traceback() -> None:
    def run(speech: Speech) -> int:
        raise ZeroDivisionError("by nothing")

    told = CliRunner().invoke(of_our_own(run), ["--lang", "en"])
    assert told.exit_code == 5
    assert "NL901" in told.stderr
    assert "ZeroDivisionError (by nothing)" in told.stderr
    assert "Traceback" not in told.output


def test_a_fault_of_ours_is_a_json_document_too() -> None:
    def run(speech: Speech) -> int:
        raise ZeroDivisionError

    told = CliRunner().invoke(of_our_own(run), ["--json"])
    assert '"code": "NL901"' in told.stdout


def test_a_package_that_is_missed_on_the_way_exits_with_3_as_well() -> None:
    def run(speech: Speech) -> int:
        raise ModuleNotFoundError("No module named 'reportlab'", name="reportlab")

    told = CliRunner().invoke(of_our_own(run), ["--json", "--lang", "en"])
    assert told.exit_code == 3
    assert 'the Python package "reportlab"' in told.stderr
    assert json.loads(told.stdout)["problems"][0]["code"] == "NL908"


def test_an_interrupt_is_130() -> None:
    def run(speech: Speech) -> int:
        raise KeyboardInterrupt

    assert CliRunner().invoke(of_our_own(run)).exit_code == 130


def test_an_interrupt_while_a_verb_is_loaded_is_130_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("newsletter.commands.program.import_module", load)
    assert call("doctor").exit_code == 130


def test_a_package_that_is_not_installed_is_named_and_exits_with_3(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> object:
        raise ModuleNotFoundError("No module named 'PIL'", name="PIL")

    monkeypatch.setattr("newsletter.commands.program.import_module", load)
    told = call("build", "x")
    assert told.exit_code == 3
    assert "PIL" in told.stderr


def test_explain_says_why_it_matters_and_how_to_mend_it() -> None:
    said = call("explain", "nl203", "--lang", "en")
    assert said.exit_code == 0
    assert "Why:" in said.stdout
    assert "How to mend it:" in said.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("build", "Lỗi: thiếu ISSUE: thư mục của số báo"),
        ("buidl x", 'Lỗi: không có lệnh "buidl"; có phải ý là "build"?'),
        ("zzz x", 'Lỗi: không có lệnh "zzz"; các lệnh: new, build, check'),
        ("build x --target wood", 'Lỗi: --target không nhận "wood"; chọn một trong: proof'),
        ("build x --tagret proof", "Lỗi: không có tùy chọn --tagret, có phải ý là --target"),
        ("build x --target", "Lỗi: tùy chọn --target cần một giá trị đi kèm"),
        ("build x --json=1", "Lỗi: tùy chọn --json không nhận một giá trị đi kèm"),
        ("build so báo", "Lỗi: thừa tham số: báo (tên có dấu cách thì đặt trong ngoặc kép)"),
        ("collect x", "Lỗi: thiếu --issue: thư mục của số báo"),
        (
            "collect x --issue y --received 15/9/2022",
            '--received không nhận "15/9/2022"; viết năm-tháng-ngày, như 2022-09-20',
        ),
        ("build x --pages a", 'Lỗi: --pages không nhận "a"; viết như 1-4,7'),
        ("new x --layout zzz", 'Lỗi: không có ma-két "zzz"; chọn một trong: a4-3-cot'),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_mistyped_line_is_answered_in_the_language_that_it_asks_for(line: str, said: str, first: bool) -> None:
    words = line.split()
    asked = ["--lang", "vi"]
    answer = call(*asked, *words) if first else call(words[0], *asked, *words[1:])
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert "Cách dùng: " in answer.stderr
    assert "Error" not in answer.stderr


def test_a_mistyped_line_is_answered_in_english_too() -> None:
    said = call("--lang", "en", "build").stderr
    assert "Usage: " in said
    assert "Error: ISSUE is missing: the folder of the issue" in said


def test_explain_names_near_codes_for_an_unknown_one() -> None:
    said = call("explain", "NL2O3", "--lang", "en")
    assert said.exit_code == 2
    assert "NL203" in said.output


def test_explain_prints_braces_as_they_are_to_be_typed() -> None:
    said = call("explain", "NL453", "--lang", "vi")
    assert "{story: {story}, from: jump}" in said.stdout
    assert "{{" not in said.stdout + call("explain").stdout


def test_explain_alone_lists_all_codes() -> None:
    said = call("explain")
    assert "NL203" in said.stdout
    assert "NL901" in said.stdout


def test_doctor_finds_all_that_the_program_brings() -> None:
    said = call("doctor", "--lang", "en")
    assert said.exit_code == 0
    assert "Source Serif 4" in said.stdout
    assert "FOGRA39" in said.stdout


def test_doctor_names_what_is_missing_with_its_remedy_and_exits_with_3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsletter.commands.doctor._PACKAGES", ("click", "no_such_package"))
    said = call("doctor", "--lang", "en")
    assert said.exit_code == 3
    assert "no_such_package" in said.stderr
    assert "hint: install the program again" in said.stderr


def test_doctor_only_notes_what_few_need(monkeypatch: pytest.MonkeyPatch) -> None:
    real = newsletter.commands.doctor.find_spec
    monkeypatch.setattr("newsletter.commands.doctor.find_spec", lambda name: None if name == "pi_heif" else real(name))
    said = call("doctor", "--lang", "en")
    assert said.exit_code == 0
    assert "note NL908" in said.stderr
    assert "hint: pip install pi-heif" in said.stderr


def test_doctor_says_where_old_word_files_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsletter.commands.doctor.program", lambda: "")
    said = call("doctor", "--lang", "en")
    assert said.exit_code == 0
    assert "hint: install LibreOffice" in said.stderr
    monkeypatch.setattr("newsletter.commands.doctor.program", lambda: "/opt/soffice")
    assert "/opt/soffice" in call("doctor", "--lang", "en").stdout


def test_doctor_judges_the_list_of_fonts_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts.yaml").write_text("families: [", encoding="utf-8")
    monkeypatch.setattr("newsletter.commands.doctor.builtin", lambda _: tmp_path)
    said = call("doctor", "--json")
    assert said.exit_code == 1
    assert json.loads(said.stdout)["problems"]


def test_doctor_in_a_folder_that_is_gone_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    said = call("doctor", "--lang", "en")
    assert said.exit_code == 3
    assert "writing files" in said.stderr
