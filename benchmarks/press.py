"""Time the press build of issues full of photos against the bare work on those photos, and against WeasyPrint.

    python benchmarks/press.py [--photos 20 220] [--rounds 3] [--work DIR] [--weasyprint PROGRAM]

The issue is made in the work folder (photo_issue.py). Each round runs, in turn: the bare work (each photo read, decoded,
resized, converted through the same profile and encoded at the same size, on two threads, in a process of its own); the press
build with an empty cache; the same again with nothing changed; and WeasyPrint at 300 ppi on the same pages as HTML, where
it is named. Whole processes are timed, but of the bare work the photos alone. Times are the least of any round, since what
else runs on the machine only ever adds; memory is the greatest.
"""

import argparse
import io
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import bench
import photo_issue
from PIL import Image, ImageCms

from newsletter.render.profiles import FOGRA39, profile

THREADS = 2
PPI, MOST_PPI, QUALITY = 300, 450, 92
"""Of the bare work, as docs/print-shop.md promises for the press."""


class Figures(NamedTuple):
    """The least times of the rounds; ``bare`` is the work on the photos alone, without memory."""

    photos: int
    pages: int
    bare: bench.Run
    cold: bench.Run
    again: bench.Run
    weasyprint: bench.Run | None


def main() -> None:
    options = _options()
    if options.bare:
        print(json.dumps(bare(Path(options.bare))))
        return
    work = Path(options.work or tempfile.mkdtemp(prefix="newsletter-press-")).resolve()
    work.mkdir(parents=True, exist_ok=True)
    print(report([_measured(work, photos, options) for photos in options.photos]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time the press build of issues full of photos.")
    parser.add_argument("--photos", type=int, nargs="+", default=[20])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", help="folder for issues and PDFs (default: a new temporary one)")
    parser.add_argument("--weasyprint", help="the weasyprint program; absent: it is not measured")
    parser.add_argument("--bare", help=argparse.SUPPRESS)
    return parser.parse_args()


def bare(folder: Path) -> tuple[float, float]:
    """Wall and CPU seconds that the photos of an issue take by themselves, at the sizes at which its pages show them."""
    _, pages = photo_issue.composed(folder)
    photos = photo_issue.shown(folder, pages)
    begin, used = time.perf_counter(), time.process_time()
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(io.BytesIO(profile(FOGRA39))), "RGB", "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda photo: _printed(photo, transform), photos))
    return time.perf_counter() - begin, time.process_time() - used


def _printed(photo: photo_issue.Shown, transform: ImageCms.ImageCmsTransform) -> bytes:
    x0, y0, x1, y1 = photo.crop
    with Image.open(photo.file) as image:
        wide, high = image.width * (x1 - x0), image.height * (y1 - y0)
        ppi = wide / photo.inches[0]
        scale = PPI / ppi if ppi > MOST_PPI else 1
        size = (round(wide * scale), round(high * scale))
        image.draft(None, (round(image.width * scale), round(image.height * scale)))
        box = (image.width * x0, image.height * y0, image.width * x1, image.height * y1)
        small = (
            image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0) if scale < 1 else image.crop(box)
        )
    inks = ImageCms.applyTransform(small, transform)
    return photo_issue.jpeg(inks or small, QUALITY)


def _measured(work: Path, photos: int, options: argparse.Namespace) -> Figures:
    folder = work / f"issue-{photos}"
    photo_issue.make_issue(folder, photos)
    runs: dict[str, list[bench.Run]] = {"bare": [], "cold": [], "again": [], "weasyprint": []}
    for number in range(options.rounds):
        shutil.rmtree(work / "photo-cache", ignore_errors=True)
        runs["bare"].append(_bare_alone(folder))
        runs["cold"].append(_ours(folder, work))
        runs["again"].append(_ours(folder, work))
        if options.weasyprint:
            runs["weasyprint"].append(_weasyprint(options.weasyprint, folder, work))
        print(f"{photos} photos, round {number + 1} done", file=sys.stderr)
    pages = bench.pages_of(work / "press.pdf")
    alone, cold, again = (_least(runs[kind]) for kind in ("bare", "cold", "again"))
    return Figures(photos, pages, alone, cold, again, _least(runs["weasyprint"]) if options.weasyprint else None)


def _bare_alone(folder: Path) -> bench.Run:
    command = [sys.executable, __file__, "--bare", str(folder)]
    wall, cpu = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return bench.Run(wall, cpu, 0.0)


def _ours(folder: Path, work: Path) -> bench.Run:
    out = work / "press.pdf"
    command = [
        sys.executable,
        str(photo_issue.ROOT / "cli.py"),
        "build",
        str(folder),
        "--target",
        "press",
        "-o",
        str(out),
    ]
    return bench.timed(command, out, XDG_CACHE_HOME=str(work / "photo-cache"))


def _weasyprint(program: str, folder: Path, work: Path) -> bench.Run:
    source, out = folder / "weasyprint.html", work / "weasyprint.pdf"
    if not source.exists():
        photo_issue.write_html(folder, source)
    return bench.timed([program, "-q", "-D", "300", "-j", "90", str(source), str(out)], out)


def _least(runs: list[bench.Run]) -> bench.Run:
    return bench.Run(min(run.wall for run in runs), min(run.cpu for run in runs), max(run.memory for run in runs))


def report(figures: list[Figures]) -> str:
    """Markdown: what each took, what may be taken, and how time grows with the photos."""
    return "\n".join((*_table(figures), *_growth(figures)))


def _table(figures: list[Figures]) -> Iterator[str]:
    yield "| photos | pages | | wall s | CPU s | memory MB |"
    yield "|--:|--:|---|--:|--:|--:|"
    for photos, pages, alone, cold, again, theirs in figures:
        head = f"| {photos} | {pages} |"
        yield f"{head} photos alone, two threads | {alone.wall:.2f} | {alone.cpu:.2f} | |"
        yield f"{head} press build, nothing kept | {_cells(cold)}"
        yield f"{head} press build again | {_cells(again)}"
        if theirs:
            yield f"{head} WeasyPrint, 300 ppi, RGB | {_cells(theirs)}"
    yield ""
    for photos, _, alone, cold, _, theirs in figures:
        wall, cpu = cold.wall / alone.wall, cold.cpu / alone.cpu
        yield f"{photos} photos: the press build took {wall:.2f} times the photos alone (wall), {cpu:.2f} (CPU)"
        if theirs:
            yield f"and of WeasyPrint's time {cold.wall / theirs.wall:.2f} (wall), {cold.cpu / theirs.cpu:.2f} (CPU)"


def _cells(run: bench.Run) -> str:
    return f"{run.wall:.2f} | {run.cpu:.2f} | {run.memory:.0f} |"


def _growth(figures: list[Figures]) -> Iterator[str]:
    for small, large in pairwise(figures):
        photos = large.photos / small.photos
        cpu, memory = large.cold.cpu / small.cold.cpu, large.cold.memory / small.cold.memory
        yield f"{photos:.1f} times the photos: {cpu:.1f} times the CPU, {memory:.2f} times the memory"


if __name__ == "__main__":
    main()
