"""Files made to hurt come to a verdict: in process, where any exception would be seen, and in the bounded child where a
bound is what is tested. Damaged files too, wherever they are damaged."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from preflight import hostile_cycles  # noqa: F401  (lists what it holds)
from preflight.hostile import HOSTILE, flipped, truncated, unpacked

from newsletter.apart import Failure, apart
from newsletter.commands import main
from newsletter.preflight.annotate import Remark, annotated
from newsletter.preflight.judge import preflight
from newsletter.preflight.verdict import PreflightOrder, Verdict

PROGRAM = Path(__file__).parent.parent.parent / "cli.py"
ENDLESS = {
    "forms_that_multiply",
    "million_operators",
    "million_operators_without_paint",
    "hundred_thousand_real_pages",
}
"""These come to a verdict after 7 to 22 seconds of work, which tests do not wait for: they are cut off."""
HEAVY = {
    "content_of_a_gigabyte",
    "content_deflated_twice",
    "image_of_a_gigabyte",
    "profile_of_a_gigabyte",
    "metadata_of_a_gigabyte",
    "font_of_a_gigabyte",
    "object_stream_of_a_gigabyte",
    "runs_that_repeat",
    "pages_in_pages",
    "tiles_without_end",
    "masks_that_multiply",
}
"""Where memory or a renderer might end: only the child is bounded in those."""
NONSENSE = [
    "catalogue_that_is_a_number",
    "colour_spaces_of_themselves",
    "empty_file",
    "everything_of_another_type",
    "form_that_paints_itself",
    "huge_media",
    "hundred_thousand_pages_declared",
    "media_of_nonsense",
    "noise",
    "page_tree_that_holds_itself",
    "references_of_themselves",
    "resources_of_another_type",
    "trim_beyond_the_bleed",
    "unit_of_nonsense",
]
MEMORY = 2**30
"""Bytes of address space beside the file: half of what the program lets a file have."""


def faults(verdict: Verdict) -> list[str]:
    return [problem.code for problem in verdict.problems if problem.severity == "error"]


@pytest.mark.parametrize("name", sorted(set(HOSTILE) - HEAVY - ENDLESS))
def test_a_hostile_file_gets_a_verdict(name: str) -> None:
    assert faults(preflight(HOSTILE[name]()))


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_a_bomb_gets_a_verdict_within_bounds(name: str) -> None:
    found = apart("newsletter.preflight.judge:preflight", HOSTILE[name](), PreflightOrder(), seconds=120, memory=MEMORY)
    assert isinstance(found, Verdict), found
    assert faults(found)


@pytest.mark.parametrize("name", sorted(ENDLESS))
def test_what_takes_too_long_is_cut_off(name: str) -> None:
    found = apart("newsletter.preflight.judge:preflight", HOSTILE[name](), PreflightOrder(), seconds=2, memory=MEMORY)
    assert isinstance(found, Verdict) or found == Failure("time")


def test_a_file_cut_off_anywhere_gets_a_verdict(good: Mapping[str, bytes]) -> None:
    for content in truncated(good["pdfx1a"]):
        assert {"NL800", "NL801"} & set(faults(preflight(content)))


@pytest.mark.parametrize("bits", [2, 60])
def test_a_file_with_turned_bits_gets_a_verdict(bits: int, good: Mapping[str, bytes]) -> None:
    for content in flipped(good["pdfx4"], count=8, bits=bits):
        assert isinstance(preflight(content), Verdict)


def test_a_file_with_turned_bits_in_its_operators_gets_a_verdict(good: Mapping[str, bytes]) -> None:
    for content in flipped(unpacked(good["pdfx1a"]), count=8, bits=400):
        assert faults(preflight(content))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PROGRAM), "preflight", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("name", ["empty_file", "noise", "content_of_a_gigabyte", "everything_of_another_type"])
def test_the_program_says_what_is_wrong_and_exits_with_1(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(HOSTILE[name]())
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    ran = run(str(tmp_path / "a.pdf"), "--json")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stdout + ran.stderr
    assert json.loads(ran.stdout)["problems"]
    grown = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    assert grown < 900 * 1024  # kilobytes


def test_what_is_no_file_is_unreadable(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "absent.pdf"):
        ran = run(str(path))
        assert ran.returncode == 4
        assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("name", NONSENSE)
def test_a_hostile_file_is_neither_imposed_nor_annotated_into_a_crash(name: str, tmp_path: Path) -> None:
    content = HOSTILE[name]()
    places = [
        (finding.problem, place) for finding in preflight(content).findings for place in finding.places or (None,)
    ]
    remarks = [Remark(problem.code, problem.severity, "?", place) for problem, place in places]
    copy = annotated(content, remarks)
    assert copy is None or copy.startswith(b"%PDF")
    (tmp_path / "a.pdf").write_bytes(content)
    result = CliRunner().invoke(main, ["impose", str(tmp_path / "a.pdf"), "-o", str(tmp_path / "b.pdf")])
    assert result.exit_code in {0, 1, 4}, result.output
