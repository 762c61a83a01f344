import type { Severity } from './checks/names.ts';
import { severities } from './checks/names.ts';
import type { Language, Pair } from './language.ts';
import { languages } from './language.ts';

/** How sure it is that the two sides of a row answer each other; `none`: one side is empty. */
export type Sureness = 'sure' | 'likely' | 'unsure' | 'none';

interface Bead {
  readonly en: readonly number[];
  readonly zh: readonly number[];
  readonly confidence: number;
}

interface Found {
  readonly severity: Severity;
  readonly en: readonly number[];
  readonly zh: readonly number[];
}

/** Sentences of both texts that answer each other, with what is found in them, gravest first. */
export interface ReportRow<F> {
  readonly en: readonly number[];
  readonly zh: readonly number[];
  readonly sureness: Sureness;
  readonly findings: readonly F[];
}

/** A report in order of reading: each finding in the first row that it is about, or in none. */
export function reportRows<F extends Found>({
  alignment,
  findings,
}: {
  readonly alignment: readonly Bead[];
  readonly findings: readonly F[];
}): { readonly rows: readonly ReportRow<F>[]; readonly elsewhere: readonly F[] } {
  const rowOf: Pair<Map<number, number>> = { en: new Map(), zh: new Map() };
  alignment.forEach((bead, row) => {
    for (const side of languages) for (const index of bead[side]) rowOf[side].set(index, row);
  });
  const byRow = new Map<number | null, F[]>();
  const inOrder = severities.flatMap((each) => findings.filter((one) => one.severity === each));
  for (const finding of inOrder) {
    const rows = languages.flatMap((side) =>
      finding[side].flatMap((index) => rowOf[side].get(index) ?? []),
    );
    const row = rows.length === 0 ? null : Math.min(...rows);
    byRow.set(row, [...(byRow.get(row) ?? []), finding]);
  }
  const rows = alignment.map(({ en, zh, confidence }, row) => ({
    en,
    zh,
    sureness: surenessOf({ en, zh, confidence }),
    findings: byRow.get(row) ?? [],
  }));
  return { rows, elsewhere: byRow.get(null) ?? [] };
}

function surenessOf({ en, zh, confidence }: Bead): Sureness {
  if (en.length === 0 || zh.length === 0) return 'none';
  if (confidence >= 0.9) return 'sure';
  return confidence >= 0.6 ? 'likely' : 'unsure';
}

interface Span {
  readonly from: number;
  readonly to: number;
}

export interface FactPiece<F> {
  readonly text: string;
  /** null: words that state no fact. */
  readonly fact: F | null;
}

/** A sentence cut at its facts; of facts that overlap, the first and longest. */
export function factPieces<F extends Span>(text: string, facts: readonly F[]): FactPiece<F>[] {
  const pieces: FactPiece<F>[] = [];
  let done = 0;
  for (const fact of facts.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (fact.from < done) continue;
    if (fact.from > done) pieces.push({ text: text.slice(done, fact.from), fact: null });
    pieces.push({ text: text.slice(fact.from, fact.to), fact });
    done = fact.to;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), fact: null });
  return pieces;
}

/** The gravest severity among findings, or `none`. */
export function gravestOf(findings: readonly Pick<Found, 'severity'>[]): Severity | 'none' {
  return severities.find((each) => findings.some(({ severity }) => severity === each)) ?? 'none';
}

/** Whether a fact's own words are what an error or a warning points at. */
export function isAtFault(
  fact: { readonly text: string },
  side: Language,
  findings: readonly (Pick<Found, 'severity'> & { readonly evidence: Partial<Pair<string>> })[],
): boolean {
  return findings.some(
    ({ severity, evidence }) => severity !== 'hint' && evidence[side] === fact.text,
  );
}
