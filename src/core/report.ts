import type { Bead, Constraint, Lexicon } from './align.ts';
import { alignSegments } from './align.ts';
import type { CheckInput, RawFinding, Severity, Side } from './checks/check.ts';
import { checks } from './checks/index.ts';
import type { HousePolicy } from './checks/policy.ts';
import { defaultPolicy } from './checks/policy.ts';
import type { LanguageTools } from './checks/tools.ts';
import { plainTools } from './checks/tools.ts';
import type { BlockKind, Content } from './document.ts';
import { blocksOf } from './document.ts';
import type { Fact } from './facts/extract.ts';
import { extractFacts } from './facts/extract.ts';
import { findingIds } from './finding-id.ts';
import type { Language, Pair } from './language.ts';
import { languages, mapPair } from './language.ts';
import { segmentation } from './segment.ts';

/** One side's text: sanitised HTML; without a title it is a body alone. */
export type ReportText = Pick<Content, 'body'> & Partial<Omit<Content, 'body'>>;

export interface ReportInput extends Pair<ReportText> {
  /** The alignment of the two; computed when left out. */
  readonly beads?: readonly Bead[];
  /** Hand corrections of an alignment that is computed. */
  readonly constraints?: readonly Constraint[];
  readonly policy?: HousePolicy;
  readonly tools?: LanguageTools;
}

export interface ReportSegment {
  readonly index: number;
  readonly block: BlockKind;
  readonly blockIndex: number;
  readonly text: string;
}

export interface Finding extends RawFinding {
  /** Stable across runs and revisions as long as the segments' texts and the evidence are the same. */
  readonly id: string;
}

export interface ReportFact extends Fact {
  /** Index of the segment that states it; offsets count from its beginning. */
  readonly segment: number;
}

/** Everything that the engine has to say about a pair of texts. */
export interface Report {
  readonly en: { readonly segments: readonly ReportSegment[] };
  readonly zh: { readonly segments: readonly ReportSegment[] };
  readonly alignment: readonly Bead[];
  readonly findings: readonly Finding[];
  readonly facts: Pair<readonly ReportFact[]>;
  /** 0–100, see `scoreOf`. */
  readonly score: number;
}

/** Segments, alignment, facts and findings of two texts. Pure: the same input gives the same report. */
export function makeReport({
  en,
  zh,
  beads,
  constraints = [],
  policy = defaultPolicy,
  tools = plainTools,
}: ReportInput): Report {
  const sides = mapPair({ en, zh }, sideOf);
  const alignment = beads ?? alignSides(sides, { constraints, lexicon: tools.lexicon });
  const raw = runChecks({ ...sides, beads: alignment, policy, tools });
  const ids = findingIds(raw, sides);
  const findings = raw.map((finding, k) => ({ id: ids[k] ?? '', ...finding }));
  return {
    en: { segments: sides.en.segments.map(reportSegment) },
    zh: { segments: sides.zh.segments.map(reportSegment) },
    alignment,
    findings,
    facts: mapPair(sides, reportFacts),
    score: scoreOf(sides, findings),
  };
}

interface Aligning {
  readonly constraints: readonly Constraint[];
  readonly lexicon: Lexicon | undefined;
}

/** The alignment that a report of two texts has. */
export function alignTexts({ en, zh }: Pair<ReportText>, aligning: Aligning): Bead[] {
  return alignSides(mapPair({ en, zh }, sideOf), aligning);
}

function alignSides({ en, zh }: Pair<Side>, { constraints, lexicon }: Aligning): Bead[] {
  const facts = { en: en.facts, zh: zh.facts };
  const known = lexicon === undefined ? {} : { lexicon };
  return alignSegments(en.segments, zh.segments, { constraints, facts, ...known });
}

/** One side as the checks look at it. */
export function sideOf({ title = '', summary = '', body }: ReportText, language: Language): Side {
  const content = { title, summary, body };
  const blocks = blocksOf(content);
  const { segments, glued } = segmentation(language, blocks);
  const facts = segments.map(({ text }) => extractFacts(text, language));
  return { content, blocks, segments, facts, glued };
}

/** The findings of every check that the house has not turned off, with the severity it wants. */
export function runChecks(input: CheckInput): RawFinding[] {
  const { severity } = input.policy;
  return checks.flatMap((check) => {
    const wanted = severity[check.name];
    if (wanted === 'off') return [];
    const findings = check.run(input);
    return wanted === undefined
      ? findings
      : findings.map((finding) => ({ ...finding, severity: wanted }));
  });
}

function reportSegment({ index, block, blockIndex, text }: ReportSegment): ReportSegment {
  return { index, block, blockIndex, text };
}

function reportFacts({ facts }: Side): ReportFact[] {
  return facts.flatMap((list, segment) => list.map((fact) => ({ ...fact, segment })));
}

/** Share of a segment's weight that findings of a severity take away. */
const losses: Readonly<Record<Severity, number>> = { error: 1, warning: 0.5, hint: 0 };

/**
 * 0–100: the share of the two texts that is free of findings. A segment weighs as its length does, each
 * side one half of the whole; an error takes its segments' weight away, a warning half of it, a hint
 * nothing; of several findings in a segment the gravest counts. Rounded down, so that 100 means none.
 */
export function scoreOf(sides: Pair<Side>, findings: readonly RawFinding[]): number {
  const shares = languages.map((language) => {
    const { segments } = sides[language];
    const lost = new Float64Array(segments.length);
    for (const finding of findings) {
      for (const index of finding[language]) {
        lost[index] = Math.max(lost[index] ?? 0, losses[finding.severity]);
      }
    }
    const total = segments.reduce((sum, { text }) => sum + text.length, 0);
    if (total === 0) return 1;
    return (
      segments.reduce((sum, { text }, k) => sum + text.length * (1 - (lost[k] ?? 0)), 0) / total
    );
  });
  const share = shares.reduce((sum, each) => sum + each, 0) / shares.length;
  return Math.floor(100 * share + 1e-9);
}
