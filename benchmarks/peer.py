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

HERE = Path(__file__).resolve().parent
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
    write_layout(issue["layout"], folder)


def _write(file: Path, content: dict[str, Any]) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), "utf-8")


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
    del geometry, folder


def corpus_of(issue: Path) -> str:
    """The text of an issue, one item a line; paragraphs that are too short are joined, too long ones parted."""
    from newsletter.intake.issue import read_issue  # noqa: PLC0415 - prepare does not need it

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
