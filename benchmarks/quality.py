"""How well this program and its peers set the same newsletter: one table from the finished PDFs.

    python benchmarks/quality.py [--words 9000 100000] [--work DIR] [--json FILE]

NEWSLETTER_PEERS names the folder of the peers (../shared/tools/peers where unset); beside it stands quality.py, which
measures any PDF by the glyphs that are on its pages. Typst comes from PyPI, as for bench.py; LuaLaTeX is asked only where
it is installed. What is not there is said and left out.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import bench

MEASURES_NEED = ("pypdfium2", "fonttools")
"""What quality.py asks of its Python."""


class Peer(NamedTuple):
    """``runner`` is its file among the peers; ``program`` has to be on PATH, "" where PyPI brings it."""

    name: str
    runner: str
    program: str = ""


PEERS = (
    Peer("Typst", "run_typst.py"),
    Peer("Typst with tracking", "run_typst_track.py"),
    Peer("LuaLaTeX with microtype", "run_lualatex.py", "lualatex"),
)


class Column(NamedTuple):
    """A column of the table: a figure of quality.py, how it is written."""

    head: str
    key: str
    form: str


COLUMNS = (
    Column("median", "space_ratio_median", "{:.2f}"),
    Column("p95", "space_ratio_p95", "{:.2f}"),
    Column("sd", "space_ratio_sd", "{:.2f}"),
    Column("over 1.5 %", "loose_1_5_pct", "{:.1f}"),
    Column("over 2 %", "loose_2_pct", "{:.2f}"),
    Column("under 0.8 %", "tight_0_8_pct", "{:.1f}"),
    Column("letter gaps, p95, em", "letterspace_p95_em", "{:.3f}"),
    Column("unlike neighbours %", "contrast_pct", "{:.1f}"),
    Column("rivers / 100", "rivers_per_100", "{:.2f}"),
    Column("short last lines %", "short_last_pct", "{:.1f}"),
    Column("runts %", "runt_rule_pct", "{:.1f}"),
    Column("off the grid, most, pt", "page_grid_err_max_pt", "{:.1f}"),
    Column("on the grid of the file %", "doc_grid_pct", "{:.0f}"),
    Column("feet apart, p95, pt", "ragged_p95_pt", "{:.0f}"),
    Column("bands over a line apart %", "ragged_gt1line_pct", "{:.1f}"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description="How well this program and its peers set the same newsletter.")
    parser.add_argument("--words", type=int, nargs="+", default=[9000])
    parser.add_argument("--work", help="folder for corpora and PDFs (default: a new temporary one)")
    parser.add_argument("--json", help="write all figures there too")
    options = parser.parse_args()
    folder = bench.peers_folder()
    measure = folder.parent / "quality.py"
    if not (folder / "make_corpus.py").is_file() or not measure.is_file():
        print("No peers here: NEWSLETTER_PEERS has to name their folder. Nothing was measured.")
        return
    work = Path(options.work or tempfile.mkdtemp(prefix="newsletter-quality-")).resolve()
    work.mkdir(parents=True, exist_ok=True)
    python = bench.peers_python(folder, work, (*bench.TYPST_NEEDS, *MEASURES_NEED))
    bench.corpus_sources(work)
    found: list[dict[str, Any]] = []
    for words in options.words:
        corpus = bench.corpus(folder, python, work, words)
        made = {"this program": _ours(corpus, work, words), **_theirs(folder, python, corpus, work, words)}
        font = corpus / "fonts/PeerSerif-Regular.ttf"
        command = [python, "-B", str(measure), "--json", "--font", str(font), *map(str, made.values())]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        found += [{"words": words, "tool": name, **figures} for name, figures in zip(made, told, strict=True)]
    print(table(found))
    if options.json:
        Path(options.json).write_text(json.dumps(found, indent=1), "utf-8")


def _ours(corpus: Path, work: Path, words: int) -> Path:
    subprocess.run(bench.our_command(corpus, work, words), check=True, stdout=sys.stderr)
    return work / f"ours-{words}.pdf"


def _theirs(folder: Path, python: str, corpus: Path, work: Path, words: int) -> dict[str, Path]:
    made = {}
    for peer in PEERS:
        if peer.program and not shutil.which(peer.program):
            print(f"{peer.name} is not here: no {peer.program} on PATH", file=sys.stderr)
            continue
        out = work / f"{Path(peer.runner).stem}-{words}.pdf"
        command = [python, "-B", str(folder / peer.runner), str(corpus), str(out)]
        run = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ)
        if run.returncode or not out.exists():
            print(f"{peer.name} failed:\n{run.stderr[-500:]}", file=sys.stderr)
        else:
            made[peer.name] = out
    return made


def table(found: list[dict[str, Any]]) -> str:
    """Markdown, a row for each tool and size."""
    heads = ["words", "tool", *(column.head for column in COLUMNS)]
    rows = ["| " + " | ".join(heads) + " |", "|--:|---|" + "--:|" * len(COLUMNS)]
    for figures in found:
        cells = [_cell(column, figures.get(column.key)) for column in COLUMNS]
        rows.append(f"| {figures['words']:,} | {figures['tool']} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _cell(column: Column, value: float | None) -> str:
    return "–" if value is None else column.form.format(value)


if __name__ == "__main__":
    main()
