import type { Bead } from '../align.ts';
import type { Block, Content } from '../document.ts';
import type { Fact } from '../facts/extract.ts';
import type { Language, Pair } from '../language.ts';
import type { Glued, Segment } from '../segment.ts';
import type { CheckName, Severity } from './names.ts';
import type { HousePolicy } from './policy.ts';
import type { LanguageTools } from './tools.ts';

export { type CheckName, type Severity, checkNames, severities } from './names.ts';

/** One language's side of the pair that is checked. */
export interface Side {
  readonly content: Content;
  readonly blocks: readonly Block[];
  readonly segments: readonly Segment[];
  /** The facts of every segment, by its index; their offsets count from the segment's beginning. */
  readonly facts: readonly (readonly Fact[])[];
  readonly glued: readonly Glued[];
}

/** Everything that a check may look at. */
export interface CheckInput extends Pair<Side> {
  /** In reading order, every segment once. */
  readonly beads: readonly Bead[];
  readonly policy: HousePolicy;
  readonly tools: LanguageTools;
}

/** What the words of a finding are made of: `locales/<language>/findings.json`, and their placeholders. */
export interface FindingMessage {
  /** `findings:<check>.<case>` */
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** The whole segment as it should be; only the marks inside it have to be placed anew. */
export interface Fix {
  readonly side: Language;
  readonly segment: number;
  readonly text: string;
}

/** One parity problem, as a check tells it. */
export interface RawFinding {
  readonly check: CheckName;
  readonly severity: Severity;
  /** Indexes of the segments concerned; one side may be empty. */
  readonly en: readonly number[];
  readonly zh: readonly number[];
  readonly message: FindingMessage;
  /** The words in question, exactly as the texts have them. */
  readonly evidence: { readonly en?: string; readonly zh?: string };
  readonly fix?: Fix;
}

/** Looks for one kind of problem in a pair of texts. Never throws; its time grows with the text's length. */
export interface Check {
  readonly name: CheckName;
  run(input: CheckInput): RawFinding[];
}
