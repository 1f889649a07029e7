"""The house itself: its maps are complete, its floors hold, and nothing in it names a machine."""

import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from newsletter.intake.resources import builtin

ROOT = Path(__file__).parent.parent
DOCS = sorted(ROOT.glob("docs/**/*.md"))
PAGES = [*DOCS, *ROOT.glob("*.md"), *ROOT.glob("benchmarks/*.md"), *ROOT.glob("layouts/*.md")]

MACHINE = re.compile(r"(?<![\w.~-])/(?:work|tmp|home|root|Users|var/folders)/[\w.]")
"""A path of somebody's machine."""
REGISTRY = re.compile(
    r"pypi\.(?:org|python)|files\.pythonhosted|registry\.npmjs|npmjs\.com|(?:deb|security)\.debian\.org|crates\.io|"
    r"proxy\.golang|index-url"
)
TEXT = {".md", ".py", ".toml", ".yaml", ".yml", ".json", ".txt", ".cfg", ".html", ".css", ".js", ""}


def tracked() -> list[Path]:
    """Files that belong to the project, by git where there is one."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("no git here")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def modules() -> list[str]:
    return sorted(
        path.relative_to(ROOT / "newsletter").as_posix()
        for path in (ROOT / "newsletter").rglob("*.py")
        if path.name not in {"__init__.py", "__main__.py"}
    )


def test_the_map_of_the_house_names_every_module() -> None:
    picture = (ROOT / "docs/architecture.md").read_text("utf-8")
    assert [name for name in modules() if f"`{name}`" not in picture] == []


def test_the_map_of_the_house_names_no_module_that_is_gone() -> None:
    picture = (ROOT / "docs/architecture.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)*\.py)`", picture))
    outside = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("**/*.py")}
    assert named - set(modules()) - outside == set()


def test_imports_go_downward_only() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo', '--no-cache'])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 broken" in ran.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)\s#]+)", text)
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        if path.suffix not in TEXT or path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if MACHINE.search(line) or REGISTRY.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def _help(arguments: list[str]) -> str:
    from click.testing import CliRunner  # noqa: PLC0415

    from newsletter.commands import main  # noqa: PLC0415

    result = CliRunner().invoke(main, [*arguments, "--help"])
    assert result.exit_code == 0, (arguments, result.output)
    return result.output


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    listed = _help([]).split("Commands:")[1]
    verbs = re.findall(r"^  ([a-z]+)  +\S", listed, flags=re.MULTILINE)
    assert [
        verb for verb in verbs if f"`newsletter {verb} " not in readme and f"`newsletter {verb}`" not in readme
    ] == []


def test_the_readme_has_its_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = dict(re.findall(r"<!-- (main|test) command -->\n```sh\n(.+?)\n```", readme, flags=re.DOTALL))
    assert blocks["main"].startswith(
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/newsletter build issues/"
    )
    assert blocks["test"].endswith(".venv/bin/python -m pytest -n auto")
    assert all("\n" not in block for block in blocks.values())


def test_the_changelog_begins_with_what_is_not_released() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)
    assert headings[0] == "Unreleased"


def test_decisions_are_short_and_listed() -> None:
    folder = ROOT / "docs/decisions"
    listed = (folder / "README.md").read_text("utf-8")
    decisions = sorted(folder.glob("[0-9]*.md"))
    assert [path.name for path in decisions if f"({path.name})" not in listed] == []
    assert [path.name for path in decisions if len(path.read_text("utf-8").splitlines()) >= 40] == []
    assert [path.name[:4] for path in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]


def test_the_wheel_takes_along_the_data_that_the_program_looks_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    taken = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert taken == {kind: f"newsletter/data/{kind}" for kind in ("fonts", "issues", "layouts")}
    assert [kind for kind in taken if builtin(kind) != ROOT / kind or not builtin(kind).is_dir()] == []


def test_tests_have_no_network() -> None:
    with socket.socket() as line, pytest.raises(AssertionError, match="network"):
        line.connect(("127.0.0.1", 9))
