"""How the web page of notes looks beyond what every page of ours does."""

from typing import Final

from newsletter.review.formats.colours import COLOURS

_INTENTS: Final = "\n".join(f".asks-{intent} {{ --tone: {colour}; }}" for intent, colour in COLOURS.items())

STYLE: Final = (
    """
.filter { position: absolute; opacity: 0; pointer-events: none; }
.filters { max-width: 76rem; margin: 1rem auto 0; padding: 0 1.25rem; display: flex; flex-wrap: wrap; gap: .5rem; }
.filters label { border: 1px solid #b4bac2; border-radius: 1rem; padding: .2rem .85rem; background: var(--paper);
  font-size: .9rem; cursor: pointer; }
.note { display: grid; grid-template-columns: minmax(0, 26rem) minmax(0, 1fr); gap: 1.25rem; background: var(--paper);
  border: 1px solid var(--line); border-left: 5px solid var(--tone); border-radius: 4px; padding: 1rem; margin: 0 0 1rem; }
.note:target { outline: 3px solid var(--link); }
.note.plain { grid-template-columns: minmax(0, 1fr); }
.words { min-width: 0; overflow-wrap: anywhere; }
.words > * { margin: 0 0 .6rem; }
.words > :last-child { margin-bottom: 0; }
.facts { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; font-size: .9rem; color: var(--soft); }
.facts b { color: var(--ink); }
.intent { border-radius: 3px; padding: .05rem .5rem; font-weight: 600; background: var(--tone); color: #fff; }
.tag.conflict, .tag.orphan, .tag.unreadable { color: var(--bad); }
.tag.accepted, .tag.done, .tag.applied { color: var(--good); }
.tag.rejected { color: var(--soft); }
.quote { font-family: "Noto Serif", "Source Serif 4", Georgia, "Times New Roman", serif; font-size: 1.1rem;
  white-space: pre-wrap; }
.quote del { color: var(--bad); text-decoration-thickness: 2px; background: #fdecec; }
.quote ins { color: var(--good); text-decoration: none; border-bottom: 2px solid; background: #e9f6ec; font-weight: 600; }
.quote del + ins { margin-left: .25em; }
.quote mark { background: #ffe9a3; color: inherit; }
.comment { white-space: pre-wrap; border-left: 3px solid var(--line); padding-left: .75rem; }
.replies { list-style: none; padding: 0; font-size: .95rem; }
.replies li { white-space: pre-wrap; margin-top: .3rem; padding-left: .75rem; border-left: 3px solid var(--line); }
.quote, .comment, .replies li { unicode-bidi: isolate; }
@media (max-width: 50rem) { .note { grid-template-columns: minmax(0, 1fr); } }
@media print {
  .filters { display: none; }
  .note { grid-template-columns: 42% minmax(0, 1fr); break-inside: avoid; }
  .note.plain { grid-template-columns: minmax(0, 1fr); }
  .intent, .quote del, .quote ins, .quote del + ins { margin-left: .25em; }
.quote mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""
    + _INTENTS
    + "\n"
    + "\n".join(
        f"#show-{status}:checked ~ .filters label[for=show-{status}] {{ background: #1d2126; color: #fff; }}\n"
        f"#show-{status}:focus-visible ~ .filters label[for=show-{status}] {{ outline: 3px solid var(--link); }}"
        for status in ("all", "open", "accepted", "rejected", "done")
    )
    + "\n"
    + "\n".join(
        f"#show-{status}:checked ~ main .note:not(.{status}),"
        f" #show-{status}:checked ~ main section:not(:has(.note.{status})) {{ display: none; }}"
        for status in ("open", "accepted", "rejected", "done")
    )
    + "\n"
)
"""The buttons that show one status alone need no script: each has its rule."""
