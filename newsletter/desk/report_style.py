"""How the report of a collection looks beside what all pages share (newsletter/webpage.py)."""

from typing import Final

STYLE: Final = """
.sum { font-size: 1.05rem; margin: 1.25rem 0; }
.sum p { margin: 0; }
table { border-collapse: collapse; width: 100%; background: var(--paper); border: 1px solid var(--line); }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem; border-top: 1px solid var(--line);
  overflow-wrap: anywhere; }
thead th { border-top: 0; font-size: .85rem; color: var(--soft); white-space: nowrap; }
.overview tbody { border-top: 1px solid var(--soft); }
.overview tbody th { font-weight: 600; width: 24%; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.good { color: var(--good); }
.bad { color: var(--bad); font-weight: 600; }
.soft { color: var(--soft); }
section { margin-top: 2.5rem; }
.card { background: var(--paper); color: var(--ink); font-weight: normal; border: 1px solid var(--line);
  border-left: 5px solid var(--good); border-radius: 4px; padding: 1rem 1.25rem; margin: 0 0 1rem; }
.card.bad { border-left-color: var(--bad); }
.card.soft { border-left-color: var(--soft); }
.card > * { margin: 0 0 .75rem; }
.card > :last-child { margin-bottom: 0; }
h3 { font-family: "Noto Serif", "Source Serif 4", Georgia, "Times New Roman", serif; font-size: 1.15rem;
  line-height: 1.3; overflow-wrap: anywhere; }
.facts { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
.card.good .tag { color: var(--good); }
.card.bad .tag { color: var(--bad); }
code { font-family: "Noto Sans Mono", Consolas, Menlo, monospace; font-size: .9em; color: var(--ink); }
.label, summary { font-weight: 600; font-size: .9rem; }
summary { cursor: pointer; }
.wide th::first-letter, .label::first-letter, summary::first-letter, h3::first-letter { text-transform: uppercase; }
details ul, .card ul { margin: .35rem 0 0; padding-left: 1.4rem; }
main > details { margin-top: 2rem; background: var(--paper); border: 1px solid var(--line); border-radius: 4px;
  padding: .75rem 1.25rem; }
.plain { color: var(--soft); }
.problems { list-style: none; padding: 0; margin: 0 0 1rem; }
.problems li { border-left: 5px solid #b98900; background: #fff8e1; padding: .4rem .8rem; margin: 0 0 .4rem;
  overflow-wrap: anywhere; }
.problems .error { border-color: var(--bad); background: #fdecec; }
.problems .note { border-color: var(--link); background: #eaf2fb; }
.code { color: var(--soft); font-size: .8rem; }
.wide { overflow-x: auto; }
.wide td { white-space: pre-wrap; }
.wide thead th:first-child { width: 30%; }
.photos { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: 1rem; }
.photos img, .none { aspect-ratio: 3 / 2; object-fit: contain; background: #e6e8ea; }
figcaption { overflow-wrap: anywhere; }
pre hr { border: 0; border-top: 1px dashed var(--line); margin: .5rem 0; }
pre s { text-decoration: line-through; text-decoration-thickness: 2px; font-weight: 600; }
pre b { border-bottom: 2px solid; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; font-size: .95rem; border: 1px solid var(--line);
  border-radius: 4px; padding: .75rem; margin: .35rem 0 0; }
del { color: var(--bad); background: #fdecec; text-decoration: none; }
li del { text-decoration: line-through; }
ins { color: var(--good); background: #e9f6ec; text-decoration: none; }
@media print {
  .card, figure, .problems li { break-inside: avoid; }
  .problems li, ins, del { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""
