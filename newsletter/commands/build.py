"""``build``: one PDF of an issue."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import cast, get_args

import click

from newsletter.build import Ears, Order, build
from newsletter.build.copy import ISSUE_NAME
from newsletter.check.verdict import exit_code
from newsletter.commands.inputs import file_content
from newsletter.commands.outputs import refuse_sources
from newsletter.commands.page_numbers import parse_pages
from newsletter.commands.press_options import allowed_codes, press_options
from newsletter.commands.program import Option, Words, issue_argument
from newsletter.commands.progress import Progress
from newsletter.commands.proof_options import proof_options, sent_out
from newsletter.commands.speech import WAITING, Speech, verb
from newsletter.commands.watching import changes
from newsletter.intake.issue import issue_id
from newsletter.model.issue import PressStandard
from newsletter.render.options import Target

_ONLY_PRESS = Words(
    "--standard, --profile và --allow chỉ dùng với --target press",
    "--standard, --profile and --allow go with --target press",
)
_ONLY_PROOF = Words(
    "--debug-grid và --since chỉ dùng với --target proof", "--debug-grid and --since go with --target proof"
)
_WATCHING = Words("đang theo dõi {issue}; Ctrl-C để dừng", "watching {issue}; Ctrl-C stops")


def run(
    speech: Speech, issue: str, *, watch: bool, debug_grid: bool, allow: tuple[str, ...], **options: str | None
) -> int:
    if (options["standard"] or options["profile"] or allow) and options["target"] != "press":
        raise click.UsageError(_ONLY_PRESS.of(speech.language))
    if (debug_grid or options["since"]) and options["target"] != "proof":
        raise click.UsageError(_ONLY_PROOF.of(speech.language))
    number, due = sent_out(options, watch=watch)
    order = _order(Path(issue), options, told=speech.wants_json)._replace(
        grid=debug_grid, allowed=allowed_codes(allow, speech), round=number, due=due
    )
    outputs = [file for file in (order.out, order.map, order.report) if file is not None]
    refuse_sources(order.folder, outputs, speech.language)
    if since := options["since"]:
        older = file_content(Path(since))
        if older.value is None:
            speech.problems(older.problems)
            speech.document({"problems": [speech.problem_json(problem) for problem in older.problems]})
            return exit_code(older.problems)
        order = order._replace(since=(since, older.value))
    if not watch:
        return _once(speech, order)
    bursts = changes(order.folder, outputs)  # from before the first build, which takes time
    code = _once(speech, order)
    speech.tell(_WATCHING, issue=issue)
    for _ in bursts:
        code = _once(speech, order)
    return code


def _order(folder: Path, options: Mapping[str, str | None], *, told: bool) -> Order:
    target = cast("Target", options["target"])
    out, map_file, report, pages = (options[name] for name in ("out", "map_file", "report", "pages"))
    return Order(
        folder=folder,
        target=target,
        out=Path(out) if out else _default_out(folder, target),
        map=Path(map_file) if map_file else None,
        report=Path(report) if report else None,
        told=told,
        pages=parse_pages(pages) if pages else frozenset(),
        standard=cast("PressStandard", options["standard"] or ""),
        profile=options["profile"] or "",
    )


def _default_out(folder: Path, target: str) -> Path:
    """ISSUE/out/ID-TARGET.pdf; the folder is made where there is an issue to put it in."""
    out = folder / "out"
    if (folder / ISSUE_NAME).is_file() and not out.is_dir():
        with suppress(OSError):  # staging says it with the file's name
            out.mkdir()
    return out / f"{issue_id(folder)}-{target}.pdf"


def _once(speech: Speech, order: Order) -> int:
    with Progress() as progress:
        ears = Ears(
            worded=speech.problem_json,
            waiting=lambda holder: speech.tell(WAITING, holder=holder),
            page=progress.page,
        )
        built = build(order, ears)
    speech.problems(built.problems)
    out, problems = str(order.out), built.problems
    speech.say(speech.summary(out, built.printed, problems) if built.written else speech.unwritten(out, problems))
    speech.document(built.report)
    return built.code


command = verb(
    "build",
    Words(
        "Dàn trang một số báo và ghi ra một tệp PDF. Bản bông (proof) để duyệt, press để in, screen để đọc trên máy.",
        "Compose an issue and write one PDF: proof to be read and marked, press for print, screen to read.",
    ),
    [
        issue_argument(),
        Option(["--target"], type=click.Choice(get_args(Target)), default="proof", show_default=True,
               words=Words("PDF dùng làm gì.", "What the PDF is for.")),
        Option(["-o", "--output", "out"], metavar="OUT.pdf",
               words=Words("Tệp ghi ra; mặc định ISSUE/out/ID-TARGET.pdf.", "Default ISSUE/out/ID-TARGET.pdf.")),
        Option(["--map", "map_file"], metavar="FILE",
               words=Words("Ghi bản đồ nguồn (JSON).", "Write the source map (JSON).")),
        Option(["--report"], metavar="FILE", words=Words("Ghi báo cáo (JSON).", "Write the build report (JSON).")),
        Option(["--pages"], metavar="1-4,7",
               words=Words("Chỉ in các trang này, đếm từ bìa.", "Only these pages, counted from the cover.")),
        *press_options(),
        *proof_options(),
        Option(["--debug-grid", "debug_grid"], is_flag=True,
               words=Words("Vẽ lưới, khung, dấu cách thưa và chân cột lên bản bông.",
                           "Draw grid, frames, loose spaces and feet of columns on the proof.")),
        Option(["--since"], metavar="OLD.pdf",
               words=Words("Đánh dấu lên bản bông những chỗ đã khác bản bông này.",
                           "Mark on the proof what has changed since this one.")),
        Option(["--watch"], is_flag=True,
               words=Words("Dựng lại mỗi khi có tệp thay đổi.", "Build again whenever a file changes.")),
    ],
    run,
)  # fmt: skip
