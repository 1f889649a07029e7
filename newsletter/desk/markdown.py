"""A draft as an article of the contract: front matter and CommonMark that intake reads back word for word."""

import json
from collections.abc import Sequence

from newsletter.desk.submission import Draft
from newsletter.manuscripts.manuscript import Paragraph


def article_text(draft: Draft, photos: Sequence[str]) -> str:
    """The file articles/NN-slug.md; ``photos`` are the paths in the issue of ``draft.shots``, one for each."""
    head = draft.head
    lines = ["---", f"title: {json.dumps(head.title, ensure_ascii=False)}"]
    own = (("kicker", head.kicker), ("deck", head.deck), ("author", head.author), ("unit", head.unit))
    lines += [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in own if value]
    lines.append(f"kind: {head.kind}")
    if head.received:
        lines.append(f"received: {head.received}")
    if photos:
        lines += ["photos:", *(f"  - file: {json.dumps(path, ensure_ascii=False)}" for path in photos)]
    lines.append("---")
    texts = [" ".join(block.text.split()) for block in draft.blocks if isinstance(block, Paragraph)]
    return "\n".join(lines) + "\n\n" + "\n\n".join(filter(None, texts)) + "\n"
