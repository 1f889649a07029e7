"""How the web page of notes looks, on a screen and on paper."""

from typing import Final

from newsletter.review.formats.colours import COLOURS

_INTENTS: Final = "\n".join(f".asks-{intent} {{ --tone: {colour}; }}" for intent, colour in COLOURS.items())

STYLE: Final = (
    """
:root { color-scheme: light; --ink: #1d2126; --soft: #5b6470; --line: #d9dde2; --paper: #fff; --ground: #f3f4f1; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.5;
  font-family: "Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0; }
header p { margin: .25rem 0 0; color: var(--soft); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 1rem 0 0; font-size: .9rem; }
nav a, .rivals a { color: #0b5cad; }
.filter { position: absolute; opacity: 0; pointer-events: none; }
.filters { max-width: 76rem; margin: 1rem auto 0; padding: 0 1.25rem; display: flex; flex-wrap: wrap; gap: .5rem; }
.filters label { border: 1px solid #b4bac2; border-radius: 1rem; padding: .2rem .85rem; background: var(--paper);
  font-size: .9rem; cursor: pointer; }
h2 { font-size: 1.2rem; margin: 2rem 0 .75rem; padding-bottom: .35rem; border-bottom: 2px solid var(--ink);
  overflow-wrap: anywhere; }
h2 small { color: var(--soft); font-weight: normal; font-size: .9rem; }
.note { display: grid; grid-template-columns: minmax(0, 26rem) minmax(0, 1fr); gap: 1.25rem; background: var(--paper);
  border: 1px solid var(--line); border-left: 5px solid var(--tone); border-radius: 4px; padding: 1rem; margin: 0 0 1rem; }
.note:target { outline: 3px solid #0b5cad; }
.note.plain { grid-template-columns: minmax(0, 1fr); }
figure { margin: 0; }
figure img { display: block; width: 100%; height: auto; border: 1px solid var(--line); }
figcaption { font-size: .8rem; color: var(--soft); padding-top: .3rem; }
.words { min-width: 0; overflow-wrap: anywhere; }
.words > * { margin: 0 0 .6rem; }
.words > :last-child { margin-bottom: 0; }
.facts { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; font-size: .9rem; color: var(--soft); }
.facts b { color: var(--ink); }
.intent, .tag { border-radius: 3px; padding: .05rem .5rem; font-weight: 600; }
.intent { background: var(--tone); color: #fff; }
.tag { border: 1px solid currentColor; }
.tag.conflict, .tag.orphan, .tag.unreadable { color: #b3192a; }
.tag.accepted, .tag.done, .tag.applied { color: #17692f; }
.tag.rejected { color: var(--soft); }
.quote { font-family: "Noto Serif", "Source Serif 4", Georgia, "Times New Roman", serif; font-size: 1.1rem;
  white-space: pre-wrap; }
.quote del { color: #b3192a; text-decoration-thickness: 2px; background: #fdecec; }
.quote ins { color: #17692f; text-decoration: none; border-bottom: 2px solid; background: #e9f6ec; font-weight: 600; }
.quote del + ins { margin-left: .25em; }
.quote mark { background: #ffe9a3; color: inherit; }
.comment { white-space: pre-wrap; border-left: 3px solid var(--line); padding-left: .75rem; }
.replies { list-style: none; padding: 0; font-size: .95rem; }
.replies li { white-space: pre-wrap; margin-top: .3rem; padding-left: .75rem; border-left: 3px solid var(--line); }
.small { font-size: .85rem; color: var(--soft); }
bdi, .quote, .comment, .replies li { unicode-bidi: isolate; }
footer { padding-top: 1rem; padding-bottom: 3rem; }
@media (max-width: 50rem) { .note { grid-template-columns: minmax(0, 1fr); } }
@page { size: A4; margin: 15mm; }
@media print {
  :root { font-size: 9pt; }
  body { background: #fff; }
  header, main, footer, .filters { max-width: none; padding-left: 0; padding-right: 0; }
  .filters, nav { display: none; }
  .note { grid-template-columns: 42% minmax(0, 1fr); break-inside: avoid; }
  .note.plain { grid-template-columns: minmax(0, 1fr); }
  h2 { break-after: avoid; }
  .intent, .quote del, .quote ins, .quote del + ins { margin-left: .25em; }
.quote mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""
    + _INTENTS
    + "\n"
    + "\n".join(
        f"#show-{status}:checked ~ .filters label[for=show-{status}] {{ background: #1d2126; color: #fff; }}\n"
        f"#show-{status}:focus-visible ~ .filters label[for=show-{status}] {{ outline: 3px solid #0b5cad; }}"
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
"""One style sheet. The buttons that show one status alone need no script: each has its rule."""
