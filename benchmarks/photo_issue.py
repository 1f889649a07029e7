"""An issue of so many photos of 12 megapixels, and the like as HTML for WeasyPrint, for the bench of the press build.

Sixteen pages have 20 photos: a cover that bleeds on three sides, eleven as wide as the type area, four pages with two
stories and a photo of two columns each. The text is that of the sample issue.
"""

import html
import io
import random
import shutil
from collections.abc import Iterator
from itertools import chain, cycle
from pathlib import Path
from typing import NamedTuple

import peer
import yaml
from PIL import Image, ImageFilter

from newsletter.build.copy import Copy, planned, read_copy
from newsletter.check.composition import pictures
from newsletter.compose.edition import compose
from newsletter.compose.ledger import Ledger
from newsletter.intake.resources import builtin
from newsletter.pages.items import Line, Page, Picture
from newsletter.units import to_mm

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "issues/2022-10-so-dac-biet"
PIXELS = (4000, 3000)
KINDS = 20
"""So many photos are drawn; further ones are the same pixels in a file of its own."""
PATTERN = ("cover", *("wide",) * 11, *("pair",) * 4)
WORDS = {"cover": 60, "wide": 230, "pair": 40}
"""Of each story: less than there is room for."""

TEMPLATES = {
    "cover": {
        "place": "any", "running": False,
        "slots": {"a": {"at": [0, 44], "columns": 2, "photos": [{"where": "bleed", "size": [12, 43], "caption": "none"}]}},
    },
    "wide": {
        "place": "any",
        "slots": {"a": {"columns": 3, "photos": [{"where": "top", "span": "all", "height": [28, 34]}]}},
    },
    "pair": {
        "place": "any",
        "slots": {
            "a": {"size": [12, 27], "columns": 3, "photos": [{"where": "top", "span": 2, "height": [12, 18]}]},
            "b": {"at": [0, 28], "columns": 3, "photos": [{"where": "top", "span": 2, "height": [12, 18]}]},
        },
    },
}  # fmt: skip


class Shown(NamedTuple):
    """A photo as the pages show it: its part of the file (0 … 1), and its size in inches."""

    file: Path
    crop: tuple[float, float, float, float]
    inches: tuple[float, float]


def make_issue(folder: Path, photos: int) -> None:
    """An issue folder with so many photos; what an earlier run has made is kept."""
    if (folder / "plan.yaml").exists():
        return
    for name in ("articles", "photos", "layouts/press"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    layout = folder / "layouts/press"
    for name in ("layout.yaml", "ornaments.yaml", "styles.yaml"):
        shutil.copyfile(builtin("layouts") / "ban-tin-19x27" / name, layout / name)
    _write(layout / "templates.yaml", TEMPLATES)
    write_photos(folder / "photos", photos)
    _write(folder / "issue.yaml", {"title": "Bản tin nội bộ", "date": "2026-08-01", "layout": "press"})
    paragraphs = cycle(_paragraphs())
    pages, story = [], 0
    for template in cycle(PATTERN):
        stories = {}
        for slot in TEMPLATES[template]["slots"]:
            story += 1
            stories[slot] = f"{story:04}"
            text = _words(paragraphs, WORDS[template])
            head = f"---\ntitle: Tin số {story}\nphotos:\n  - {{file: {photo_name(story)}}}\n---\n\n"
            (folder / f"articles/{story:04}.md").write_text(head + text, "utf-8")
        pages.append({"template": template, "stories": stories})
        if story >= photos:
            break
    _write(folder / "plan.yaml", {"pages": pages})


def photo_name(number: int) -> str:
    return f"photos/{number:04}.jpg"


def _write(file: Path, content: object) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def _paragraphs() -> list[str]:
    lines = peer.corpus_of(SAMPLE).splitlines()
    return [peer.escaped(line[2:]) for line in lines if line.startswith("P\t")]


def _words(paragraphs: Iterator[str], count: int) -> str:
    """Whole paragraphs of at least so many words together."""
    taken: list[str] = []
    while sum(len(paragraph.split()) for paragraph in taken) < count:
        taken.append(next(paragraphs))
    return "\n\n".join(taken) + "\n"


def write_photos(folder: Path, count: int) -> None:
    """JPEG files of sRGB, quality 90, chroma halved, as cameras write them; no two files are alike."""
    for number in range(1, min(count, KINDS) + 1):
        natural(number).save(folder / f"{number:04}.jpg", quality=90, subsampling="4:2:0")
    for number in range(KINDS + 1, count + 1):
        content = (folder / f"{(number - 1) % KINDS + 1:04}.jpg").read_bytes()
        comment = b"\xff\xfe\x00\x06%04d" % number
        (folder / f"{number:04}.jpg").write_bytes(content[:2] + comment + content[2:])


def natural(seed: int) -> Image.Image:
    """Clouds of five finenesses under fine grain: it has edges, plains and noise, as photos have."""
    chance = random.Random(seed)  # noqa: S311 (a picture, not a secret)
    bands = []
    base = _clouds(chance)
    for _ in range(3):
        band = Image.blend(base, _clouds(chance), 0.35)
        grain = Image.frombytes("L", (500, 500), chance.randbytes(250_000)).resize(PIXELS, Image.Resampling.NEAREST)
        bands.append(Image.blend(band, grain.filter(ImageFilter.BoxBlur(1)), 0.03))
    return Image.merge("RGB", bands)


def _clouds(chance: random.Random) -> Image.Image:
    image = Image.new("L", PIXELS, 128)
    for fineness, share in ((2, 0.6), (8, 0.4), (30, 0.3), (120, 0.25), (400, 0.15)):
        size = (fineness * 4, fineness * 3)
        octave = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
        image = Image.blend(image, octave.resize(PIXELS, Image.Resampling.BICUBIC), share)
    return image.point(lambda value: max(0, min(255, round((value - 128) * 2.2 + 128))))


def composed(folder: Path) -> tuple[Copy, list[Page]]:
    """The issue and its pages, as our own composition makes them."""
    copy = read_copy(folder, [])
    plan = planned(copy, []) if copy else None
    if copy is None or plan is None:
        raise SystemExit(f"{folder}: no issue that can be composed")
    return copy, list(compose(copy.issue, copy.layout, plan, copy.book, Ledger()))


def shown(folder: Path, pages: list[Page]) -> list[Shown]:
    return [
        Shown(
            folder / picture.photo.file,
            picture.crop,
            (to_mm(picture.box.width) / 25.4, to_mm(picture.box.height) / 25.4),
        )
        for picture in chain.from_iterable(map(pictures, pages))
    ]


def write_html(folder: Path, out: Path) -> None:
    """The same pages as HTML: each photo as large, each story's text in as many columns, in the same type."""
    copy, pages = composed(folder)
    font = copy.catalogue.families["Source Serif 4"].files[0].path
    width, height = (to_mm(side) for side in copy.layout.trim)
    css = _CSS.format(font=Path(font).as_uri(), width=width, height=height)
    body = "\n".join(_section(page, folder) for page in pages)
    out.write_text(
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><style>{css}</style>\n{body}</html>\n', "utf-8"
    )


_CSS = """@font-face{{font-family:Body;src:url("{font}")}}
@page{{size:{width:.2f}mm {height:.2f}mm;margin:17mm 15mm}}
body{{font:9.5pt/12pt Body;text-align:justify;margin:0}}
section{{break-after:page}}
img{{display:block;object-fit:cover;margin-bottom:6pt}}
div{{columns:3;column-gap:5mm;margin-bottom:12pt}}
p{{margin:0;text-indent:9.5pt}}
"""


def _section(page: Page, folder: Path) -> str:
    parts = []
    for picture in pictures(page):
        text = _text_of(picture, page)
        size = f"width:{to_mm(picture.box.width):.2f}mm;height:{to_mm(picture.box.height):.2f}mm"
        parts.append(
            f'<img src="{(folder / picture.photo.file).as_uri()}" style="{size}" alt=""><div><p>{text}</p></div>'
        )
    return f"<section>{''.join(parts)}</section>"


def _text_of(picture: Picture, page: Page) -> str:
    lines = (
        item for item in page.items if isinstance(item, Line) and item.story == picture.story and item.role == "body"
    )
    return html.escape(" ".join(shape.text for line in lines for run in line.runs for shape in run.shapes))


def jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()
