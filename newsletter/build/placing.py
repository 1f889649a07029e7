"""After the verdict: map, report and PDF go to their places, all whole or none."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from newsletter.build.copy import Copy
from newsletter.build.work import Built, Work
from newsletter.check.verdict import FAULTY, GOOD, exit_code
from newsletter.intake.issue import issue_id
from newsletter.output import Staged
from newsletter.pages.report import build_report


def put_in_place(copy: Copy | None, pdf: Staged, staged: ExitStack, work: Work) -> Built:
    """Map, report and PDF beside their places first, so that a full disk is known before any is replaced."""
    order = work.order
    kept = _kept(copy, pdf, staged, work)
    code = exit_code(work.problems)
    ready: list[Staged] = []
    if code in (GOOD, FAULTY):
        if order.map:
            ready.append(_staged(order.map, map_of(copy, work), staged))
        if order.report:
            import json  # noqa: PLC0415 (as below)

            content = (
                json.dumps(_report(work), ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"
            )
            ready.append(_staged(order.report, content, staged))
    proof = order.target == "proof" and kept is not None
    written = work.printed > 0 and (code == GOOD or (code == FAULTY and proof))
    if written:
        pdf.seal()
        ready += [*(kept or ()), pdf]
    for file in ready:
        file.commit()
    return built(work, written=written)


def _kept(copy: Copy | None, pdf: Staged, staged: ExitStack, work: Work) -> list[Staged] | None:
    """What is kept of a proof that is sent out; None where its number is another's."""
    if not work.order.round or not work.printed or exit_code(work.problems) not in (GOOD, FAULTY):
        return []
    from newsletter.build.rounds import keep  # noqa: PLC0415 (few proofs are sent out)

    return keep(pdf, map_of(copy, work), staged, work)


def built(work: Work, *, written: bool) -> Built:
    problems = tuple(dict.fromkeys(work.problems))
    return Built(exit_code(problems), problems, work.pages, work.printed, _report(work), written)


def map_of(copy: Copy | None, work: Work) -> bytes:
    """Of an issue that could not be read, a map without pages, lest an older one be taken for it."""
    from newsletter.pages.source_map import proof_head, source_map  # noqa: PLC0415 (1.5 ms with json, for those who want a map)

    files = copy.issue.files if copy else ()
    proof = proof_head(work.proof, work.sheets) if work.proof else None
    issue = issue_id(work.order.folder)
    return source_map(work.maps, issue=issue, fingerprint=work.fingerprint, files=files, proof=proof)


def _staged(target: Path, content: bytes, stack: ExitStack) -> Staged:
    file = stack.enter_context(Staged(target))
    file.sink.write(content)
    file.seal()
    return file


def _report(work: Work) -> Mapping[str, object]:
    order = work.order
    if not order.reported:
        return {}
    work.clock.enter("check")
    head: dict[str, object] = {"fingerprint": work.fingerprint, "target": order.target, "pages": work.pages}
    if order.target == "press":
        head["allowed"] = list(order.allowed)
    told = [work.ears.worded(problem) for problem in dict.fromkeys(work.problems)]
    return build_report(head, work.ledger.fits, work.tally, work.clock.seconds, told)
