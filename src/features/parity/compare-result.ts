import type { CheckName, Severity } from '../../core/checks/check.ts';
import { severities } from '../../core/checks/check.ts';
import type { Language } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { Report } from '../../core/report.ts';
import type { Warning } from '../../core/text-limits.ts';
import type { Html } from '../../platform/http/html.ts';
import { html } from '../../platform/http/html.ts';
import type { Say } from '../../platform/http/page-words.ts';
import { languageTags } from '../../platform/http/page-words.ts';
import { signs } from '../../platform/http/page-icons.ts';
import type { NumberedFinding } from './compare-rows.ts';
import { mostRows, numbered, rowsTable, worstOf } from './compare-rows.ts';

/** Findings that a page shows; far more than anybody reads at once. */
const mostFindings = 200;

/** What came of a comparison. */
export interface Comparison {
  readonly report: Report;
  readonly warnings: readonly Warning[];
}

/** How the page speaks. */
export interface Voice {
  readonly say: Say;
  /** The words under a key with its namespace; null: none are written for it. */
  readonly sayIfKnown: (
    key: string,
    values: Readonly<Record<string, string | number>>,
  ) => string | null;
}

/** The answer below the form: score, findings with the gravest first, then the alignment. */
export function comparisonResult(voice: Voice, { report, warnings }: Comparison): Html {
  const { say } = voice;
  const findings = inOrder(report.findings);
  const hidden = findings.length - mostFindings;
  const shown = shownSegments(report);
  return html`<section class="stack" id="answer" aria-labelledby="answer-title">
      <h2 id="answer-title">${say('compare.answer')}</h2>
      ${score(say, report)} ${leftOut(voice, warnings)}
    </section>
    <section class="stack" aria-labelledby="findings-title">
      <h2 id="findings-title">${say('compare.findings')}</h2>
      ${
        findings.length === 0 &&
        html`<p class="notice fine">${signs.fine}<span>${say('compare.noFindings')}</span></p>`
      }
      <ol class="findings">
        ${findings.slice(0, mostFindings).map((finding) => card(voice, finding, shown))}
      </ol>
      ${hidden > 0 && html`<p>${say('compare.moreFindings', { count: hidden })}</p>`}
    </section>
    <section class="stack" aria-labelledby="alignment-title">
      <div class="head">
        <h2 id="alignment-title">${say('compare.alignment')}</h2>
        <a class="small" href="#content">${say('compare.up')}</a>
      </div>
      ${rowsTable(say, report, findings)}
    </section>`;
}

function inOrder(findings: Report['findings']): NumberedFinding[] {
  return severities
    .flatMap((severity) => findings.filter((finding) => finding.severity === severity))
    .map((finding, k) => ({ ...finding, number: k + 1 }));
}

function score(say: Say, { score, findings }: Report): Html {
  const count = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity).length;
  const counted = severities.filter((severity) => count(severity) > 0);
  const label = say('compare.score', { score });
  return html`<div class="card score">
    <svg class="gauge" viewBox="0 0 100 100" role="img" aria-label="${label}">
      <circle class="track" cx="50" cy="50" r="44" />
      <circle
        class="share"
        cx="50"
        cy="50"
        r="44"
        pathLength="100"
        stroke-dasharray="${score} 100"
        transform="rotate(-90 50 50)"
      />
      <text x="50" y="51">${score}</text>
    </svg>
    <div>
      <p class="verdict">${say(`compare.verdict.${worstOf(findings) ?? 'none'}`)}</p>
      <ul class="counts">
        ${counted.map(
          (severity) =>
            html`<li class="${severity}">
              ${signs[severity]} ${say(`compare.${severity}`, { count: count(severity) })}
            </li>`,
        )}
      </ul>
      <p class="small quiet measure">${say('compare.scoreMeaning', { score: label })}</p>
    </div>
  </div>`;
}

/** What was taken out of the texts before they were compared, each thing once a side. */
function leftOut({ say, sayIfKnown }: Voice, warnings: readonly Warning[]): Html | null {
  const lines = warnings.map(({ path, code, message }) => {
    const field = say(path.startsWith('zh') ? 'compare.zh' : 'compare.en');
    return sayIfKnown(`pages:compare.warnings.${code}`, { field }) ?? `${field}: ${message}`;
  });
  if (lines.length === 0) return null;
  return html`<div class="notice warning">
    ${signs.warning}
    <span>
      <strong>${say('compare.leftOut')}</strong>
      <ul class="plain-list">
        ${[...new Set(lines)].map((line) => html`<li>${line}</li>`)}
      </ul>
    </span>
  </div>`;
}

/** Checks that hold one side against the other: what has no evidence on a side is not said there. */
const twoSided: ReadonlySet<CheckName> = new Set([
  'missing',
  'extra',
  'facts',
  'name',
  'negation',
  'links',
  'title',
]);

function card({ say, sayIfKnown }: Voice, finding: NumberedFinding, shown: Shown): Html {
  const { severity, check, number, evidence, fix } = finding;
  const message = sayIfKnown(finding.message.key, finding.message.values);
  const sides = languages.filter((side) => evidence[side] !== undefined || twoSided.has(check));
  return html`<li class="finding is-${severity}" id="finding-${number}">
    <h3>
      <span class="tag">${signs[severity]} ${numbered(say, { severity, number })}</span>
      <span>${say(`compare.checks.${check}`)}</span>
    </h3>
    ${message !== null && html`<p>${message}</p>`}
    ${
      (evidence.en !== undefined || evidence.zh !== undefined) &&
      html`<dl class="evidence">${sides.map((side) => evidenceOf(say, finding, side))}</dl>`
    }
    ${
      fix &&
      html`<dl class="evidence">
        <div>
          <dt>${say(`compare.fix.${fix.side}`)}</dt>
          <dd lang="${languageTags[fix.side]}">${fix.text}</dd>
        </div>
      </dl>`
    }
    <p class="places">${places(say, finding, shown)}</p>
  </li>`;
}

function evidenceOf(say: Say, { check, evidence }: NumberedFinding, side: Language): Html {
  const text = evidence[side];
  // What this check shows are kinds of blocks, not words of the texts.
  const says =
    text !== undefined && check === 'shape'
      ? html`<dd class="says">${say(`compare.blocks.${text}`)}</dd>`
      : html`<dd class="says" lang="${languageTags[side]}">${text}</dd>`;
  return html`<div>
    <dt>${say(`compare.says.${side}`)}</dt>
    ${text === undefined ? html`<dd class="silent">${say('compare.silent')}</dd>` : says}
  </div>`;
}

/** How many segments of each side have a row on the page. */
type Shown = Readonly<Record<Language, ReadonlySet<number>>>;

function shownSegments({ alignment }: Report): Shown {
  const rows = alignment.slice(0, mostRows);
  return {
    en: new Set(rows.flatMap((bead) => bead.en)),
    zh: new Set(rows.flatMap((bead) => bead.zh)),
  };
}

function places(say: Say, finding: NumberedFinding, shown: Shown): Html[] {
  return languages.flatMap((side) =>
    finding[side].slice(0, 6).map((at) => {
      const name = say(`compare.place.${side}`, { number: at + 1 });
      return shown[side].has(at)
        ? html`<a href="#${side}-${at + 1}">${name}</a>`
        : html`<span>${name}</span>`;
    }),
  );
}
