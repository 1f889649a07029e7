"""The peers' newsletter as an issue folder of ours, and the sample issue as the peers' text.

    python benchmarks/peer.py prepare CORPUS DIR       # CORPUS: a folder that the peers' make_corpus.py made
    python benchmarks/peer.py corpus ISSUE OUT.txt     # lines of T headline, C caption, P paragraph

The issue gets a layout of just the peers' geometry, from the numbers in CORPUS/issue.json, and the peers' fonts, so
that ``newsletter build DIR --target screen -o OUT.pdf`` does the work that they do.
"""

import argparse
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from newsletter.intake.issue import read_issue
from newsletter.intake.layout_styles import ROLES

LEAST, MOST = 40, 95
"""Words of a paragraph in the peers' text."""
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|#]")
_LIST = re.compile(r"^(\d*)([-+=.)])")
_SENTENCE = re.compile(r"(?<=[.!?…”])\s+")


def main() -> None:
    parser = argparse.ArgumentParser(description="The peers' newsletter as an issue of ours.")
    verbs = parser.add_subparsers(required=True, dest="verb")
    one = verbs.add_parser("prepare", help="make an issue folder from a corpus of the peers")
    one.add_argument("corpus", type=Path)
    one.add_argument("folder", type=Path)
    two = verbs.add_parser("corpus", help="make the peers' text from an issue")
    two.add_argument("issue", type=Path)
    two.add_argument("out", type=Path)
    options = parser.parse_args()
    if options.verb == "prepare":
        prepare(options.corpus, options.folder)
    else:
        options.out.write_text(corpus_of(options.issue), "utf-8")


def prepare(corpus: Path, folder: Path) -> None:
    """Write the issue folder; what stands there under the same names is written over."""
    issue = json.loads((corpus / "issue.json").read_text("utf-8"))
    for name in ("articles", "photos", "fonts", "layouts/peer"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for source in sorted((corpus / "fonts").glob("*.ttf")):
        shutil.copyfile(source, folder / "fonts" / source.name)
    _write(folder / "issue.yaml", _issue(issue))
    names = []
    for number, article in enumerate(issue["articles"], 1):
        names.append(f"{number:05}")
        (folder / f"articles/{names[-1]}.md").write_text(_article(article), "utf-8")
        for block in article["body"]:
            if block["type"] == "photo":
                shutil.copyfile(corpus / block["file"], folder / block["file"])
    _write(folder / "plan.yaml", {"pages": [{"template": "stream", "stories": {"river": names}, "repeat": True}]})
    write_layout(issue["layout"], folder / "layouts/peer")


class _Plain(yaml.SafeDumper):
    """Writes a value that occurs twice a second time: anchors are not read."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 (the dumper's signature)
        return True


def _write(file: Path, content: dict[str, Any]) -> None:
    file.write_text(yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120), "utf-8")


def _issue(issue: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": issue["title"],
        "edition": issue["issue"],
        "date": "2025-12-01",
        "language": issue["lang"],
        "layout": "peer",
    }


def _article(article: dict[str, Any]) -> str:
    """Front matter and body; a photo is anchored where it stands."""
    head = {"title": article["title"], "kicker": article["kicker"], "author": article["byline"]}
    front = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
    parts = [
        escaped(block["text"]) if block["type"] == "p" else f"![{escaped(block['caption'])}]({block['file']})"
        for block in article["body"]
    ]
    return f"---\n{front}\n---\n\n" + "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """A text as Markdown that reads as just that text: no markup in it, no list at its start."""
    return _LIST.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))


def write_layout(geometry: dict[str, float], folder: Path) -> None:
    """A layout of the peers' geometry (points): one river through balanced columns, headlines over them."""
    _write(folder / "layout.yaml", _page(geometry))
    _write(folder / "styles.yaml", _styles(geometry))
    river = {"columns": int(geometry["columns"]), "takes": "any", "many": True, "bands": True}
    _write(folder / "templates.yaml", {"stream": {"place": "any", "slots": {"river": river}}})


def _page(geometry: dict[str, float]) -> dict[str, Any]:
    height = geometry["page_h"] - geometry["margin_top"] - geometry["margin_bottom"]
    return {
        "page": {
            "trim": [_pt(geometry["page_w"]), _pt(geometry["page_h"])],
            "margins": {
                "top": _pt(geometry["margin_top"]),
                "inside": _pt(geometry["margin_left"]),
                "outside": _pt(geometry["margin_right"]),
            },
        },
        "grid": {
            "units": int(geometry["columns"]),
            "gutter": _pt(geometry["gutter"]),
            "baseline": _pt(geometry["leading"]),
            "lines": round(height / geometry["leading"]),
        },
        "fonts": {"text": "Peer Serif", "display": "Peer Display"},
    }


NARROW = {"space": [86, 112], "tracking": [-20, 20], "scale": [97, 103]}
"""The peers' columns hold 34 characters: narrow enough for the wider limits (docs/layouts.md)."""


def _styles(geometry: dict[str, float]) -> dict[str, Any]:
    """Every role has a style; those that the peers do not know are like the text."""

    def sized(name: str) -> dict[str, str]:
        return {"size": _pt(geometry[f"{name}_size"]), "leading": _pt(geometry[f"{name}_leading"])}

    body = {"font": "text", "size": _pt(geometry["body_size"]), "leading": _pt(geometry["leading"])}
    plain = {"like": "body", "align": "left"}
    return {
        **dict.fromkeys(ROLES, plain),
        "body": {**body, "align": "justify", "indent": _pt(geometry["indent"]), "stretch": NARROW},
        "running-head": {**plain, "size": "8pt"},
        "folio": {**plain, "size": "8pt"},
        "title": {**plain, "font": "display", "weight": 700, **sized("head")},
        "kicker": {**plain, "weight": 700, "caps": True, **sized("kicker")},
        "byline": {**plain, "italic": True, **sized("byline")},
        "caption": {**plain, "italic": True, **sized("caption")},
    }


def _pt(length: float) -> str:
    return f"{length:.3f}".rstrip("0").rstrip(".") + "pt"


def corpus_of(issue: Path) -> str:
    """The text of an issue, one item a line; paragraphs that are too short are joined, too long ones parted."""
    found = read_issue(issue).value
    if found is None:
        raise SystemExit(f"{issue}: no issue that can be read")
    lines = []
    for article in found.articles:
        lines.append(f"T\t{article.title.plain()}")
        captions = [photo.caption.plain() for photo in article.photos if photo.caption]
        lines += [f"C\t{caption}" for caption in captions]
        paragraphs = [block.text.plain() for block in article.blocks if type(block).__name__ == "Paragraph"]
        lines += [f"P\t{paragraph}" for paragraph in regrouped(paragraphs)]
    return "\n".join(lines) + "\n"


def regrouped(paragraphs: list[str]) -> Iterator[str]:
    """The sentences of the paragraphs in order, as paragraphs of LEAST to MOST words; a short rest is left out."""
    held: list[str] = []
    count = 0
    for paragraph in paragraphs:
        for sentence in _SENTENCE.split(paragraph):
            words = len(sentence.split())
            if held and count + words > MOST:
                if count >= LEAST:
                    yield " ".join(held)
                held, count = [], 0
            held.append(sentence)
            count += words
        if count >= LEAST:
            yield " ".join(held)
            held, count = [], 0


if __name__ == "__main__":
    main()
