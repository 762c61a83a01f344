/** What stands side by side, findings, rows, marks. */
export const partStyle = /* css */ `
.columns { display: grid; grid-template-columns: 1fr; gap: 1rem 1.25rem; }
.columns > * { min-width: 0; }
@media (min-width: 46rem) { .columns { grid-template-columns: 1fr 1fr; } }
.head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0.25rem 1rem; }
.measure { max-width: 46rem; }

.score { display: flex; flex-wrap: wrap; align-items: center; gap: 1rem 1.5rem; }
.score > div { flex: 1 1 18rem; }
.gauge { width: 6.5rem; height: 6.5rem; flex: none; }
.gauge circle { fill: none; stroke-width: 9; }
.gauge .track { stroke: var(--line); }
.gauge .share { stroke: var(--jade); }
.gauge text { fill: var(--ink); font-size: 30px; font-weight: 650; text-anchor: middle; dominant-baseline: central; }
.verdict { font-size: 1.125rem; font-weight: 600; }
.counts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; list-style: none; margin-block: 0.35rem; }
.counts li, .tag { display: inline-flex; align-items: center; gap: 0.4rem; font-weight: 600; }

.findings { display: grid; gap: 0.75rem; padding: 0; list-style: none; }
.finding {
  padding: 0.9rem 1.1rem; border: 1px solid var(--line); border-inline-start: 4px solid var(--tone);
  border-radius: 8px; background: var(--card);
}
.finding.is-error { --tone: var(--error); }
.finding.is-warning { --tone: var(--warning); }
.finding.is-hint { --tone: var(--hint); }
.finding h3 { display: flex; flex-wrap: wrap; gap: 0.1rem 0.75rem; align-items: center; }
.finding .tag { color: var(--tone); }
.finding > * + * { margin-top: 0.55rem; }
.evidence { display: grid; grid-template-columns: 1fr; gap: 0.5rem 1rem; }
@media (min-width: 46rem) { .evidence { grid-template-columns: 1fr 1fr; } }
.evidence > div { min-width: 0; padding: 0.5rem 0.75rem; border-radius: 6px; background: var(--sunk); overflow-wrap: anywhere; }
.evidence dt { color: var(--quiet); font-size: 0.8125rem; }
.evidence .says { font-weight: 600; }
.evidence .silent { color: var(--quiet); font-style: normal; }
.places { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; font-size: 0.875rem; }

.rows { width: 100%; border-collapse: separate; border-spacing: 0; display: block; }
.rows tbody, .rows tr, .rows td { display: block; }
.rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.rows tr {
  margin-bottom: 0.75rem; border: 1px solid var(--line); border-inline-start-width: 4px;
  border-radius: 8px; background: var(--card);
}
.rows tr.is-error { border-inline-start-color: var(--error); }
.rows tr.is-warning { border-inline-start-color: var(--warning); }
.rows td { padding: 0.65rem 0.9rem; overflow-wrap: anywhere; }
.rows td + td { border-top: 1px dashed var(--line); }
.rows .match { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; align-items: center; font-size: 0.875rem; }
.segment { display: flex; gap: 0.6rem; border-radius: 4px; }
.segment + .segment { margin-top: 0.4rem; }
.segment:target { outline: 3px solid var(--jade); outline-offset: 3px; }
.segment .number { flex: none; min-width: 1.4em; color: var(--quiet); font-size: 0.8125rem; line-height: 1.9; text-align: end; font-variant-numeric: tabular-nums; }
.segment.is-heading .text, .segment.is-title .text { font-weight: 650; }
.segment.is-item .text::before { content: "• "; color: var(--quiet); }
.alone { display: flex; gap: 0.5rem; padding: 0.5rem 0.75rem; border: 1px dashed var(--field-line); border-radius: 6px; color: var(--quiet); font-size: 0.9375rem; }
mark { padding: 0 0.1em; border-radius: 3px; background: var(--fact); color: inherit; text-decoration: underline dotted var(--quiet) 1px; text-underline-offset: 0.22em; cursor: help; }
mark.odd { background: var(--error-soft); text-decoration: underline wavy var(--error) 1.5px; text-decoration-skip-ink: none; }
mark.odd.is-warning { background: var(--warning-soft); text-decoration-color: var(--warning); }
.legend mark { cursor: auto; }
.steps { padding-inline-start: 1.4rem; }
.steps li + li { margin-top: 0.3rem; }
.plain-list { padding-inline-start: 1.2rem; }

@media (min-width: 58rem) {
  .rows { display: table; table-layout: fixed; border: 1px solid var(--line); border-radius: 12px; background: var(--card); overflow: hidden; }
  .rows thead { display: table-header-group; position: static; width: auto; height: auto; clip-path: none; }
  .rows tbody { display: table-row-group; }
  .rows tr { display: table-row; border: 0; }
  .rows td, .rows th { display: table-cell; padding: 0.7rem 1rem; vertical-align: top; text-align: start; }
  .rows th { padding-block: 0.5rem; background: var(--sunk); color: var(--quiet); font-size: 0.875rem; font-weight: 600; }
  .rows td, .rows td + td { border-top: 1px solid var(--line); }
  .rows td:first-child { box-shadow: inset 4px 0 transparent; }
  .rows tr.is-error td:first-child { box-shadow: inset 4px 0 var(--error); }
  .rows tr.is-warning td:first-child { box-shadow: inset 4px 0 var(--warning); }
  .rows .match-head { width: 10.5rem; }
  .rows .match { display: table-cell; }
  .rows .match > * { display: block; }
  .rows .match .tag { display: flex; }
}
@media print {
  .bar-end, footer, .skip, form { display: none; }
  .card, .rows { box-shadow: none; break-inside: auto; }
  .finding, .rows tr { break-inside: avoid; }
}
`;
