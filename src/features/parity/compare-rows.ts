import type { Bead } from '../../core/align.ts';
import type { Severity } from '../../core/checks/check.ts';
import { severities } from '../../core/checks/check.ts';
import type { Language, Pair } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { Finding, Report, ReportFact } from '../../core/report.ts';
import type { Html } from '../../platform/http/html.ts';
import { html } from '../../platform/http/html.ts';
import type { Say } from '../../platform/http/page-words.ts';
import { languageTags, phrase } from '../../platform/http/page-words.ts';
import { signs } from '../../platform/http/page-icons.ts';

/** Rows that a page shows; far more than a notice has. */
export const mostRows = 500;

/** A finding as the page counts it, from 1. */
export interface NumberedFinding extends Finding {
  readonly number: number;
}

/** The alignment, a row for each bead: the two sides, how they match, and the findings about them. */
export function rowsTable(say: Say, report: Report, findings: readonly NumberedFinding[]): Html {
  const index = indexOf(report, findings);
  const hidden = report.alignment.length - mostRows;
  return html`<p class="small quiet legend">
      ${phrase(
        say('compare.legend'),
        (part) => html`<mark>${part}</mark>`,
        (part) => html`<mark class="odd">${part}</mark>`,
      )}
    </p>
    <table class="rows" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${say('compare.side.en')}</th>
          <th role="columnheader" scope="col">${say('compare.side.zh')}</th>
          <th role="columnheader" scope="col" class="match-head">${say('compare.match')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${report.alignment.slice(0, mostRows).map((bead) => row(say, bead, { report, index }))}
      </tbody>
    </table>
    ${hidden > 0 && html`<p>${say('compare.moreRows', { count: hidden })}</p>`}`;
}

/** The findings and the facts of each segment, by its index. */
interface Index {
  readonly findings: Pair<ReadonlyMap<number, readonly NumberedFinding[]>>;
  readonly facts: Pair<ReadonlyMap<number, readonly ReportFact[]>>;
}

function indexOf(report: Report, findings: readonly NumberedFinding[]): Index {
  const findingsOf = (side: Language) => {
    const map = new Map<number, NumberedFinding[]>();
    for (const finding of findings) for (const at of finding[side]) push(map, at, finding);
    return map;
  };
  const factsOf = (side: Language) => {
    const map = new Map<number, ReportFact[]>();
    for (const fact of report.facts[side]) push(map, fact.segment, fact);
    return map;
  };
  return {
    findings: { en: findingsOf('en'), zh: findingsOf('zh') },
    facts: { en: factsOf('en'), zh: factsOf('zh') },
  };
}

function push<T>(map: Map<number, T[]>, key: number, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

interface Whole {
  readonly report: Report;
  readonly index: Index;
}

function row(say: Say, bead: Bead, { report, index }: Whole): Html {
  const own = languages.flatMap((side) =>
    bead[side].flatMap((at) => index.findings[side].get(at) ?? []),
  );
  const findings = [...new Set(own)].sort((a, b) => a.number - b.number);
  const worst = worstOf(findings);
  const side = (language: Language) =>
    html`<td role="cell">
      ${
        bead[language].length === 0
          ? html`<p class="alone">${signs.hint}<span>${say(`compare.alone.${language}`)}</span></p>`
          : bead[language].map((at) => segment(say, at, { language, report, index }))
      }
    </td>`;
  return html`<tr role="row" class="${worst === null ? '' : `is-${worst}`}">
    ${side('en')}${side('zh')}
    <td role="cell" class="match">${match(say, bead, findings)}</td>
  </tr>`;
}

/** The gravest severity among findings; null: none. */
export function worstOf(findings: readonly { readonly severity: Severity }[]): Severity | null {
  return severities.find((each) => findings.some(({ severity }) => severity === each)) ?? null;
}

/** Confidence in words. */
function confidenceOf({ en, zh, confidence }: Bead): string {
  if (en.length === 0 || zh.length === 0) return 'none';
  if (confidence >= 0.9) return 'sure';
  return confidence >= 0.6 ? 'likely' : 'unsure';
}

function match(say: Say, bead: Bead, findings: readonly NumberedFinding[]): Html {
  const counts = { en: bead.en.length, zh: bead.zh.length };
  return html`<span title="${say('compare.kindMeaning', counts)}"
      >${say('compare.kind', counts)}</span
    >
    <span class="quiet">${say(`compare.confidence.${confidenceOf(bead)}`)}</span>
    ${findings.map((finding) => findingLink(say, finding))}`;
}

function findingLink(say: Say, { severity, number }: NumberedFinding): Html {
  return html`<a class="tag ${severity}" href="#finding-${number}"
    >${signs[severity]} ${numbered(say, { severity, number })}</a
  >`;
}

/** “Error 1”: how a finding is called on the page. */
export function numbered(
  say: Say,
  { severity, number }: { readonly severity: Severity; readonly number: number },
): string {
  return say('compare.numbered', { severity: say(`compare.severity.${severity}`), number });
}

interface Place extends Whole {
  readonly language: Language;
}

function segment(say: Say, at: number, { language, report, index }: Place): Html {
  const found = report[language].segments[at];
  if (found === undefined) return html``;
  const findings = index.findings[language].get(at) ?? [];
  const facts = index.facts[language].get(at) ?? [];
  const words = found.text === '' ? html`${say('compare.picture')}` : null;
  return html`<p class="segment is-${found.block}" id="${language}-${at + 1}">
    <span class="number">${at + 1}</span>
    <span class="text" lang="${words === null ? languageTags[language] : null}"
      >${words ?? markedText(say, found.text, { language, facts, findings })}</span
    >
  </p>`;
}

interface Marks {
  readonly language: Language;
  readonly facts: readonly ReportFact[];
  readonly findings: readonly NumberedFinding[];
}

/** A segment's text with its facts marked; of facts that overlap, the first and longest. */
export function markedText(say: Say, text: string, marks: Marks): Html {
  const facts = marks.facts.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const pieces: (Html | string)[] = [];
  let done = 0;
  for (const fact of facts) {
    if (fact.from < done) continue;
    pieces.push(text.slice(done, fact.from), factMark(say, fact, marks));
    done = fact.to;
  }
  pieces.push(text.slice(done));
  return html`${pieces}`;
}

function factMark(say: Say, fact: ReportFact, { language, findings }: Marks): Html {
  const { value } = fact;
  const type = say(`compare.facts.${fact.type}`);
  const title =
    fact.hedge === undefined
      ? say('compare.fact', { type, value })
      : say('compare.factHedged', { type, value, hedge: say(`compare.hedges.${fact.hedge}`) });
  const worst = worstOf(findings.filter(({ evidence }) => evidence[language] === fact.text));
  return worst === null || worst === 'hint'
    ? html`<mark title="${title}">${fact.text}</mark>`
    : html`<mark class="odd is-${worst}" title="${title}">${fact.text}</mark>`;
}
