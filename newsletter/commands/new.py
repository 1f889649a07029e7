"""``new``: a sample issue of one's own, ready to build."""

import json
import os
import re
import shutil
from pathlib import Path

import click

from newsletter.check.verdict import GOOD, exit_code
from newsletter.commands.program import Misuse, Option, Words
from newsletter.commands.speech import Speech, verb
from newsletter.intake.resources import builtin
from newsletter.intake.schema import KINDS, schema
from newsletter.output import Unwritable
from newsletter.problems import Problem, error

SAMPLE = "2022-10-so-dac-biet"
SCHEMAS = "schemas"
_MODELINE = re.compile(r"(\$schema=)(?:\.\./)*schemas/")
_LAYOUT = re.compile(r"^layout:[^\n]*$", re.MULTILINE)
_PAGES = re.compile(r"^pages:[^\n]*$", re.MULTILINE)
_OTHER_PAGES = {"tap-san-a5": 36}
"""On how many pages the sample's articles stand well in a layout of another size."""
_OURS = shutil.ignore_patterns("out", "review", ".*")
_MADE = Words(
    "Đã tạo {folder}. Dựng thử: newsletter build {folder}", "{folder} is ready. Try: newsletter build {folder}"
)


def run(speech: Speech, folder: str, layout: str | None) -> int:
    _known_layout(layout)
    problems = _make(Path(folder), layout)
    speech.problems(problems)
    if not problems:
        speech.say(_MADE.of(speech.language).format(folder=folder))
    told = [speech.problem_json(problem) for problem in problems]
    speech.document({"folder": folder if not problems else None, "problems": told})
    return exit_code(problems) if problems else GOOD


def _known_layout(layout: str | None) -> None:
    names = sorted(place.name for place in builtin("layouts").iterdir() if place.is_dir())
    if layout and layout not in names:
        listed = ", ".join(names)
        raise Misuse(Words(f'không có ma-két "{layout}"; chọn một trong: {listed}',
                           f'there is no layout "{layout}"; it is one of: {listed}'))  # fmt: skip


def _make(folder: Path, layout: str | None) -> list[Problem]:
    """The sample stands in ``folder`` whole, or nothing does."""
    real = Path(os.path.realpath(folder))
    draft = real.with_name(f".newsletter-new-{os.urandom(4).hex()}")
    try:
        if (real.is_dir() and any(real.iterdir())) or (real.exists() and not real.is_dir()):
            return [error("NL907", file=str(folder))]
        shutil.copytree(builtin("issues") / SAMPLE, draft, ignore=_OURS, copy_function=shutil.copyfile)
        _adapt(draft, layout)
        if real.is_dir():
            real.rmdir()  # empty: some systems do not rename onto a folder
        draft.rename(real)
    except OSError as fault:
        return [Unwritable(folder, fault).problem]
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return []


def _adapt(draft: Path, layout: str | None) -> None:
    """Schemas beside the issue, so that editors find them anywhere; the layout that was asked for."""
    (draft / SCHEMAS).mkdir()
    for kind in KINDS:
        text = json.dumps(schema(kind), ensure_ascii=False, indent=2)
        (draft / SCHEMAS / f"{kind}.schema.json").write_text(text + "\n", encoding="utf-8")
    for file in (*draft.glob("*.yaml"), *draft.glob("*/*.md")):
        up = "../" * (len(file.relative_to(draft).parts) - 1)
        text = file.read_text(encoding="utf-8")
        file.write_text(_MODELINE.sub(rf"\g<1>{up}{SCHEMAS}/", text), encoding="utf-8", newline="\n")
    if layout:
        issue = draft / "issue.yaml"
        text = _LAYOUT.sub("", issue.read_text(encoding="utf-8")).rstrip("\n")
        if layout in _OTHER_PAGES:
            text = _PAGES.sub(f"pages: {_OTHER_PAGES[layout]}", text)
        issue.write_text(f"{text}\nlayout: {layout}\n", encoding="utf-8", newline="\n")
        (draft / "plan.yaml").unlink(missing_ok=True)  # its templates are those of the sample's own layout


command = verb(
    "new",
    Words(
        "Tạo một số báo mẫu trong THƯ MỤC mới, đủ bài và ảnh, dựng được ngay. Không bao giờ ghi đè.",
        "Make a sample issue with articles and photos in a new folder, ready to build. Nothing is overwritten.",
    ),
    [
        click.Argument(["folder"], metavar="DIR"),
        Option(["--layout"], metavar="NAME", words=Words("Ma-két dùng cho số báo.", "The layout to use.")),
    ],
    run,
)
