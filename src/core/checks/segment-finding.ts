import type { Language } from '../language.ts';
import type { CheckName, RawFinding, Severity } from './check.ts';
import { type Replacement, around, withReplacements } from './replacements.ts';

/** What is wrong within one segment of one side. */
export interface Slip {
  readonly check: CheckName;
  readonly severity: Severity;
  readonly side: Language;
  readonly segment: { readonly index: number; readonly text: string };
  readonly case: string;
  /** In order; the first one is shown. Nothing to show or mend when empty. */
  readonly replacements: readonly Replacement[];
  readonly values?: Readonly<Record<string, string | number>>;
  /** False where the right text is not sure. */
  readonly mend?: boolean;
}

/** A finding about the wording of one segment, with the mended segment where that is sure. */
export function slipFinding(slip: Slip): RawFinding {
  const { check, severity, side, segment, replacements } = slip;
  const [first] = replacements;
  const place = first ? around(segment.text, first) : segment.text.slice(0, 40).toWellFormed();
  const finding: RawFinding = {
    check,
    severity,
    en: side === 'en' ? [segment.index] : [],
    zh: side === 'zh' ? [segment.index] : [],
    message: { key: `findings:${check}.${slip.case}`, values: { place, ...slip.values } },
    evidence: { [side]: place },
  };
  if (slip.mend === false || !first) return finding;
  const text = withReplacements(segment.text, replacements);
  return text === segment.text
    ? finding
    : { ...finding, fix: { side, segment: segment.index, text } };
}
