"""What the composition of this program costs over plain composition: the same build with its choices taken out.

    python benchmarks/plain.py ISSUE [--rounds 7]

ISSUE is an issue folder of one river through clear columns, as ``peer.py prepare`` makes it. Plain composition breaks
lines first come, first served, at natural spaces, offers each paragraph in that one number of lines, and pours lines into
columns one after another; the least foot that holds the text is the foot of all. It is put in place of the product's
functions here and nowhere else. Each round runs both, each in a process of its own that composes the issue once to warm
up and once to be measured; CPU seconds, medians.
"""

import argparse
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from newsletter.build import Ears, Order, build
from newsletter.build.copy import planned, read_copy
from newsletter.commands.program import COLLECT_AFTER
from newsletter.compose import flow, galley, ledger, river, setting
from newsletter.compose.edition import compose
from newsletter.compose.flow import Block, Fit, Placed, Rest
from newsletter.compose.itemise import Atoms
from newsletter.compose.linebreak import Breaking, break_first
from newsletter.compose.rows import Column
from newsletter.units import Mpt

QUIET = Ears(worded=lambda _: {}, waiting=lambda _: None, page=lambda _, __: None)


def main() -> None:
    parser = argparse.ArgumentParser(description="The cost of composition over plain composition.")
    parser.add_argument("issue", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--once", choices=("ours", "plain"), help="measure one of them and print it as JSON")
    options = parser.parse_args()
    if options.once:
        print(json.dumps(measured(options.issue, plain=options.once == "plain")))
        return
    runs: dict[str, list[tuple[float, float]]] = {"ours": [], "plain": []}
    for _ in range(options.rounds):
        for name, found in runs.items():
            command = [sys.executable, __file__, str(options.issue), "--once", name]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            found.append(tuple(json.loads(said)))
    print("| | compose CPU ms | whole build CPU ms |")
    print("|---|--:|--:|")
    middle = {name: [statistics.median(run[k] for run in found) for k in (0, 1)] for name, found in runs.items()}
    for name, (composed, built) in middle.items():
        print(f"| {name} | {1000 * composed:.0f} | {1000 * built:.0f} |")
    ratios = [ours / plain for ours, plain in zip(middle["ours"], middle["plain"], strict=True)]
    print(f"| ours / plain | {ratios[0]:.2f} | {ratios[1]:.2f} |")


def measured(issue: Path, *, plain: bool) -> tuple[float, float]:
    """CPU seconds of composing alone, and of the whole process that builds a PDF for the screen, imports included."""
    if plain:
        make_plain()
    gc.set_threshold(COLLECT_AFTER)
    with TemporaryDirectory() as folder:
        done = build(Order(folder=issue, target="screen", out=Path(folder) / "x.pdf"), QUIET)
    built = time.process_time()
    if done.code:
        raise SystemExit(f"{issue} does not build: {[problem.code for problem in done.problems]}")
    copy = read_copy(issue, [])
    plan = planned(copy, []) if copy else None
    if copy is None or plan is None:
        raise SystemExit(f"{issue} cannot be read")
    before = time.process_time()
    for _ in compose(copy.issue, copy.layout, plan, copy.book, ledger.Ledger()):
        pass
    return time.process_time() - before, built


def make_plain() -> None:
    """Put plain composition in place of ours."""
    replaced: dict[str, Callable[..., Any]] = {"break_lines": first_come, "fit": one_by_one, "balance": least_foot}
    for module in (flow, galley, river, setting):
        for name, function in replaced.items():
            if hasattr(module, name):
                setattr(module, name, function)


def first_come(atoms: Atoms, measure: Mpt, first: tuple[Mpt, ...] = ()) -> tuple[Breaking, ...]:
    """Each line takes what it holds at natural spaces."""
    return (break_first(atoms, measure, first),)


def one_by_one(
    blocks: Sequence[Block],
    shapes: Sequence[Column],
    *,
    begun: Rest | None = None,
    exact: bool = False,  # noqa: ARG001 (the signature of flow.fit)
) -> Fit:
    """Lines poured into columns in order, whatever stands alone; blocks in one piece go whole into the next column."""
    heights = [shape for shape in shapes if isinstance(shape, int)]
    if len(heights) < len(shapes):
        raise SystemExit("plain composition knows clear columns only")
    found: list[Placed] = []
    column = line = empty = 0
    for index in range(begun.block if begun else 0, len(blocks)):
        block = blocks[index]
        goes_on = begun if begun and index == begun.block else None
        option = goes_on.option if goes_on and goes_on.option else block.options[0]
        start = goes_on.line if goes_on else 0
        line += block.before if line and not goes_on else 0
        while start < option.lines:
            if column == len(heights):
                return Fit(tuple(found), 0.0, sum(heights), empty, Rest(index, option if start else None, start))
            room = heights[column] - line
            need = 1 if block.splits else option.lines
            if need > room and (line or block.splits):
                column, line, empty = column + 1, 0, empty + max(0, room)
                continue
            take = min(room, option.lines - start) if block.splits else option.lines
            found.append(Placed(index, option, column, line, start, start + take))
            line, start = line + take, start + take
    return Fit(tuple(found), 0.0, sum(heights[:column]) + line, empty, None)


def least_foot(
    blocks: Sequence[Block],
    tops: Sequence[int],
    depth: int,
    begun: Rest | None = None,
    shaped: Callable[[int], Sequence[Column]] | None = None,
) -> tuple[int, Fit]:
    """The first foot that holds all the text."""
    columns_at = shaped or (lambda foot: [max(0, foot - top) for top in tops])
    natural = sum(block.before + block.options[0].lines for block in blocks)
    if begun:
        natural -= begun.line + sum(block.options[0].lines for block in blocks[: begun.block])
    for foot in range(max(min(tops) + 1, -(-(natural + sum(tops)) // len(tops))), depth):
        found = one_by_one(blocks, columns_at(foot), begun=begun)
        if found.rest is None:
            return foot, found
    return depth, one_by_one(blocks, columns_at(depth), begun=begun)


if __name__ == "__main__":
    main()
