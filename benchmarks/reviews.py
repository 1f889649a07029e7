"""Time `newsletter review read` on proofs of the sample issue that came back marked.

    python benchmarks/reviews.py [--files 10] [--notes 20] [--rounds 3] [--work DIR]

Every file is a proof of 16 pages with its own marks, put there by pypdf. Whole processes are timed, Python's start
included; a round begins with an issue that has no notes yet. Told are the median of the rounds, by the clock and by the
processor (user and system, of all processes: files are read side by side), and how many notes have their place by the map.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from review.clients import SAMPLE, by_pypdf, plan  # noqa: E402


def main() -> None:
    options = _options()
    work = Path(options.work or tempfile.mkdtemp(prefix="newsletter-review-")).resolve()
    work.mkdir(parents=True, exist_ok=True)
    files = returned(work, options.files, options.notes)
    wall, processor = zip(*(_read(work, files) for _ in range(options.rounds)), strict=True)
    notes = json.loads((work / "notes.json").read_text("utf-8"))["notes"]
    tied = sum(1 for note in notes if (note.get("place") or {}).get("method") == "map")
    print(f"{len(files)} files, {len(notes)} notes, {tied} by the map")
    print(f"wall {statistics.median(wall):.2f} s, CPU {statistics.median(processor):.2f} s")


def returned(work: Path, files: int, notes: int) -> list[Path]:
    """Proofs that came back, each with other marks."""
    _run("build", str(SAMPLE), "-o", str(work / "proof.pdf"))
    proof = (work / "proof.pdf").read_bytes()
    marks = plan(proof)
    step = len(marks) // notes
    made = [work / f"back-{at}.pdf" for at in range(files)]
    for at, file in enumerate(made):
        file.write_bytes(by_pypdf(proof, marks[at::step][:notes], incremental=True))
    return made


def _read(work: Path, files: list[Path]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    shutil.rmtree(work / "issue", ignore_errors=True)
    shutil.copytree(SAMPLE, work / "issue")
    output = ("--format", "json", "-o", str(work / "notes.json"))
    begun, before = time.perf_counter(), os.times()
    _run("review", "read", *map(str, files), "--issue", str(work / "issue"), *output)
    wall, after = time.perf_counter() - begun, os.times()
    children = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, children


def _run(*words: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *words], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode > 1:
        raise SystemExit(done.stdout + done.stderr)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time the reading of proofs that came back.")
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--notes", type=int, default=20, help="in each file")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", help="folder for proofs and notes (default: a new temporary one)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
