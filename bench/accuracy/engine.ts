import type { CheckName } from '../../src/core/checks/check.ts';
import type { LanguageTools } from '../../src/core/checks/tools.ts';
import type { Pair } from '../../src/core/language.ts';
import { type Finding, type Report, makeReport } from '../../src/core/report.ts';
import { languageTools } from '../../src/features/parity/language-tools.ts';
import type { PageText } from './seeds.ts';
import { escapeHtml } from './seeds-page.ts';

/** What the service itself gives the engine. */
export const tools: LanguageTools = await languageTools();

/** Errors and warnings; hints are no alarm. */
export function alarms(report: Report): Finding[] {
  return report.findings.filter(({ severity }) => severity !== 'hint');
}

/** The report of one pair of texts by itself, as a paragraph of each. */
export function reportPair({ en, zh }: Pair<string>): Report {
  return makeReport({
    en: { body: `<p>${escapeHtml(en)}</p>` },
    zh: { body: `<p>${escapeHtml(zh)}</p>` },
    tools,
  });
}

/** The report of a page, found anew from the two texts alone. */
export function reportPage({ en, zh }: Pair<PageText>): Report {
  return makeReport({ en, zh, tools });
}

export function isOf(checks: readonly CheckName[]): (finding: Finding) => boolean {
  return ({ check }) => checks.includes(check);
}
