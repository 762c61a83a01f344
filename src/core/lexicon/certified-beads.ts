import type { Pair } from '../language.ts';
import type { Report } from '../report.ts';

/** Of a bead of this confidence or more the texts are taken to answer each other. */
const sure = 0.5;
/** Longer beads tell of many words at once, and so of none. */
const mostSegments = 2;

/**
 * The texts of the beads of a certified pair that can teach words: both sides, sure of their place, of a
 * segment or two each, and without a finding that says that they differ.
 */
export function certifiedBeads({
  en,
  zh,
  alignment,
  findings,
}: Pick<Report, 'en' | 'zh' | 'alignment' | 'findings'>): Pair<string>[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const wrong = {
    en: new Set(errors.flatMap((finding) => finding.en)),
    zh: new Set(errors.flatMap((finding) => finding.zh)),
  };
  return alignment
    .filter(
      (bead) =>
        bead.confidence >= sure &&
        [bead.en, bead.zh].every((side) => side.length > 0 && side.length <= mostSegments) &&
        !bead.en.some((index) => wrong.en.has(index)) &&
        !bead.zh.some((index) => wrong.zh.has(index)),
    )
    .map((bead) => ({
      en: bead.en.map((index) => en.segments[index]?.text ?? '').join(' '),
      zh: bead.zh.map((index) => zh.segments[index]?.text ?? '').join(''),
    }));
}
