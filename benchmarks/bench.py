"""Time this program and Typst on the same newsletter, in turn, and print the ratios.

    python benchmarks/bench.py [--words 9000 100000] [--rounds 5] [--only ours|typst] [--work DIR] [--json FILE]

NEWSLETTER_PEERS names the folder that holds make_corpus.py and run_typst.py (../shared/tools/peers where unset);
without it there is nothing to do. Whole processes are timed, from the folder on disk to the finished PDF, Python's
start included. Round 0 warms the disk; then both run once a round, so that a busy machine hits both alike. Wall and CPU
are medians; CPU (user and system) is the steadier of the two. Memory is the greatest resident size of any round.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import peer

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "issues/2022-10-so-dac-biet"
TYPST_NEEDS = ("typst", "fonttools", "fontpkg-source-serif-4")
"""What text alone asks of the peers' requirements; the rest serves other peers and photos."""
_ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""As users have it: Python keeps its byte code from the first run on (0.1 s of ours, were it compiled each time)."""
ONCE_FROM = 500_000
"""Words from which a single round has to do."""


class Run(NamedTuple):
    """Seconds and megabytes of a whole process."""

    wall: float
    cpu: float
    memory: float


class Result(NamedTuple):
    words: int
    tool: str
    wall: float
    cpu: float
    memory: float
    pages: int


def main() -> None:
    options = _options()
    folder = peers_folder()
    if not (folder / "make_corpus.py").is_file():
        print("No peers here: NEWSLETTER_PEERS has to name their folder. Nothing was measured.")
        return
    work = Path(options.work or tempfile.mkdtemp(prefix="newsletter-bench-")).resolve()
    work.mkdir(parents=True, exist_ok=True)
    python = peers_python(folder, work, TYPST_NEEDS)
    corpus_sources(work)
    results: list[Result] = []
    for words in options.words:
        made = corpus(folder, python, work, words)
        jobs = {
            "ours": (our_command(made, work, words), work / f"ours-{words}.pdf"),
            "typst": (_typst_command(folder, python, made, work, words), work / f"typst-{words}.pdf"),
        }
        if options.only:
            jobs = {options.only: jobs[options.only]}
        results += _in_turn(words, jobs, 1 if words >= ONCE_FROM else options.rounds)
        print(f"{words} words done", file=sys.stderr)
    print(report(results))
    if options.json:
        Path(options.json).write_text(json.dumps([result._asdict() for result in results], indent=1), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time this program and Typst on the same newsletter.")
    parser.add_argument("--words", type=int, nargs="+", default=[9000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("ours", "typst"))
    parser.add_argument("--work", help="folder for corpora and PDFs (default: a new temporary one)")
    parser.add_argument("--json", help="write the results there too")
    return parser.parse_args()


def peers_folder() -> Path:
    return Path(os.environ.get("NEWSLETTER_PEERS", ROOT.parent / "shared/tools/peers")).resolve()


def peers_python(folder: Path, work: Path, needs: tuple[str, ...]) -> str:
    """A Python with what is needed of the peers' requirements, in an environment of its own; PEERS_PYTHON names one that is
    there."""
    if named := os.environ.get("PEERS_PYTHON"):
        return named
    python = work / "venv/bin/python"
    if not python.exists():
        pinned = (folder / "requirements.txt").read_text("utf-8").split()
        needed = [line for line in pinned if line.partition("==")[0].lower() in needs]
        subprocess.run([sys.executable, "-m", "venv", str(work / "venv")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *needed], check=True)
    return str(python)


def corpus_sources(work: Path) -> None:
    """Where the maker of corpora keeps fonts and finds its text, unless the environment says it."""
    os.environ.setdefault("PEERS_CACHE", str(work / "cache"))
    os.environ.setdefault("PEERS_VI_CORPUS", str(_sample_text(work)))


def _sample_text(work: Path) -> Path:
    """The prose of the sample issue in the peers' form."""
    text = work / "corpus.txt"
    if "PEERS_VI_CORPUS" not in os.environ and not text.exists():
        text.write_text(peer.corpus_of(SAMPLE), "utf-8")
    return text


def corpus(folder: Path, python: str, work: Path, words: int) -> Path:
    """The peers' newsletter of so many words; what an earlier run has made is kept."""
    made = work / f"corpus-{words}"
    if not (made / "issue.json").exists():
        command = [python, "-B", str(folder / "make_corpus.py"), str(made), "--words", str(words), "--photos", "0"]
        subprocess.run(command, check=True, stdout=sys.stderr)
    return made


def our_command(corpus: Path, work: Path, words: int) -> list[str]:
    issue = work / f"issue-{words}"
    if not (issue / "issue.yaml").exists():
        peer.prepare(corpus, issue)
    program = Path(sys.executable).with_name("newsletter")
    return [str(program), "build", str(issue), "--target", "screen", "-o", str(work / f"ours-{words}.pdf")]


def _typst_command(folder: Path, python: str, corpus: Path, work: Path, words: int) -> list[str]:
    runner = [python, "-B", str(folder / "run_typst.py"), str(corpus), str(work / f"typst-{words}.pdf")]
    made = subprocess.run([*runner, "--prepare-only"], check=True, capture_output=True, text=True)
    command: list[str] = json.loads(made.stdout)["cmd"]
    return command


def _in_turn(words: int, jobs: dict[str, tuple[list[str], Path]], rounds: int) -> list[Result]:
    runs: dict[str, list[Run]] = {tool: [] for tool in jobs}
    for number in range(rounds + 1 if words < ONCE_FROM else rounds):
        for tool, (command, out) in jobs.items():
            out.unlink(missing_ok=True)
            run = timed(command, out)
            if number or words >= ONCE_FROM:
                runs[tool].append(run)
    return [
        Result(
            words,
            tool,
            statistics.median(run.wall for run in done),
            statistics.median(run.cpu for run in done),
            max(run.memory for run in done),
            pages_of(jobs[tool][1]),
        )
        for tool, done in runs.items()
    ]


def timed(command: list[str], out: Path, **environment: str) -> Run:
    """Run a command by itself; its own use of the machine is told apart from ours by wait4."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=_ENVIRONMENT | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not out.exists():
        raise SystemExit(
            f"{' '.join(command)}\nended with {process.returncode}:\n{said.decode(errors='replace')[-2000:]}"
        )
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def pages_of(pdf: Path) -> int:
    from pypdf import PdfReader  # noqa: PLC0415 - not while others are timed

    with pdf.open("rb") as file:
        return len(PdfReader(file).pages)


def report(results: list[Result]) -> str:
    """Markdown: what each took, ours over Typst's, and how time and memory grow with the words."""
    return "\n".join((*_measured(results), *_ratios(results), *_growth(results)))


def _measured(results: list[Result]) -> Iterator[str]:
    yield "| words | tool | wall s | CPU s | memory MB | pages | CPU ms a page |"
    yield "|--:|---|--:|--:|--:|--:|--:|"
    for words, tool, wall, cpu, memory, pages in results:
        a_page = 1000 * cpu / pages
        yield f"| {words:,} | {tool} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {pages} | {a_page:.1f} |"


def _ratios(results: list[Result]) -> Iterator[str]:
    ours = {result.words: result for result in results if result.tool == "ours"}
    theirs = {result.words: result for result in results if result.tool == "typst"}
    if both := [words for words in ours if words in theirs]:
        yield ""
        yield "| words | wall, ours / Typst | CPU | memory |"
        yield "|--:|--:|--:|--:|"
    for words in both:
        a, b = ours[words], theirs[words]
        yield f"| {words:,} | {a.wall / b.wall:.2f} | {a.cpu / b.cpu:.2f} | {a.memory / b.memory:.2f} |"


def _growth(results: list[Result]) -> Iterator[str]:
    """Exponents between neighbouring sizes: log of the ratio of CPU or memory over log of that of words; 1 = linear."""
    rows = []
    for tool in dict.fromkeys(result.tool for result in results):
        for small, large in pairwise(sorted(result for result in results if result.tool == tool)):
            scale = math.log(large.words / small.words)
            cpu = math.log(large.cpu / small.cpu) / scale
            memory = math.log(large.memory / small.memory) / scale
            further = 1000 * (large.cpu - small.cpu) / max(1, large.pages - small.pages)
            rows.append(f"| {tool} | {small.words:,} to {large.words:,} | {cpu:.2f} | {memory:.2f} | {further:.1f} |")
    if rows:
        yield ""
        yield "| tool | words | CPU grows as words to the | memory | CPU ms for a further page |"
        yield "|---|---|--:|--:|--:|"
        yield from rows


if __name__ == "__main__":
    main()
