"""``package``: what the print shop receives, and whether it is still whole."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import click

from newsletter.build.verify import verify
from newsletter.build.work import Ears
from newsletter.check.verdict import exit_code
from newsletter.commands.outputs import refuse_sources
from newsletter.commands.press_options import allowed_codes, press_options
from newsletter.commands.program import Option, Words, issue_argument
from newsletter.commands.progress import Progress
from newsletter.commands.speech import WAITING, Speech, verb
from newsletter.model.issue import PressStandard

_NO_OUT = Words("thiếu -o: thư mục hoặc tệp .zip để ghi gói", "-o is missing: the folder or .zip file to write to")
_ONLY_VERIFY = Words(
    "--verify chỉ kiểm một gói có sẵn, không dùng cùng -o, --standard, --profile, --allow",
    "--verify checks a package that is there; -o, --standard, --profile, --allow do not go with it",
)
_SOUND = Words("{package}: nguyên vẹn, {files} tệp", "{package}: sound, {files} files")
_UNSOUND = Words("{package}: không dùng được, {counts}", "{package}: not sound, {counts}")


def run(
    speech: Speech, issue: str, *, out: str | None, check: bool, allow: tuple[str, ...], **options: str | None
) -> int:
    if check:
        if out or allow or any(options.values()):
            raise click.UsageError(_ONLY_VERIFY.of(speech.language))
        return _verify(speech, Path(issue))
    if not out:
        raise click.UsageError(_NO_OUT.of(speech.language))
    refuse_sources(Path(issue), [Path(out)], speech.language)
    return _package(speech, issue, out, allowed_codes(allow, speech), options)


def _package(speech: Speech, issue: str, out: str, allowed: tuple[str, ...], options: Mapping[str, str | None]) -> int:
    from newsletter.build.package import PackageOrder, package  # noqa: PLC0415 (0.1 s that --verify need not pay)

    order = PackageOrder(
        folder=Path(issue),
        out=Path(out),
        language=speech.language,
        standard=cast("PressStandard", options["standard"] or ""),
        profile=options["profile"] or "",
        allowed=allowed,
    )
    with Progress() as progress:
        ears = Ears(
            worded=speech.problem_json,
            waiting=lambda holder: speech.tell(WAITING, holder=holder),
            page=progress.page,
        )
        made = package(order, ears)
    problems = made.problems
    speech.problems(problems)
    speech.say(speech.summary(out, made.pages, problems) if made.files else speech.unwritten(out, problems))
    told = [speech.problem_json(problem) for problem in problems]
    speech.document({
        "package": out if made.files else None, "pages": made.pages, "fingerprint": made.fingerprint,
        "files": list(made.files), "problems": told,
    })  # fmt: skip
    return exit_code(problems)


def _verify(speech: Speech, file: Path) -> int:
    with Progress():
        found = verify(file)
    speech.problems(found.problems)
    words = _UNSOUND if found.problems else _SOUND
    counts = speech.counts(found.problems)
    speech.say(words.of(speech.language).format(package=file, files=found.files, counts=counts))
    told = [speech.problem_json(problem) for problem in found.problems]
    speech.document({"package": str(file), "sound": not found.problems, "files": found.files, "problems": told})
    return exit_code(found.problems)


command = verb(
    "package",
    Words(
        "Đóng gói giao nhà in: tệp in, báo cáo soát, ảnh thu nhỏ, phiếu giao in, mã kiểm. Với --verify: kiểm một gói.",
        "Package an issue for the print shop: press file, preflight report, small pictures, job ticket, checksums. "
        "With --verify: check a package.",
    ),
    [
        issue_argument(),
        Option(["-o", "--output", "out"], metavar="DIR|ZIP",
               words=Words("Thư mục hoặc tệp .zip ghi ra.", "The folder or .zip file to write.")),
        Option(["--verify", "check"], is_flag=True,
               words=Words("ISSUE là một gói có sẵn: kiểm xem còn nguyên vẹn không.",
                           "ISSUE is a package: check whether it is still whole.")),
        *press_options(),
    ],
    run,
)  # fmt: skip
