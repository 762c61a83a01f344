import type { Check, RawFinding } from './check.ts';
import { proseOf } from './prose.ts';
import type { Replacement } from './replacements.ts';
import { slipFinding } from './segment-finding.ts';

/** Traditional characters in the Chinese side, which is written in simplified ones. */
export const traditional: Check = {
  name: 'traditional',
  run({ zh, tools }) {
    const { toSimplified } = tools;
    if (!toSimplified) return [];
    return zh.segments.flatMap((segment): RawFinding[] => {
      const prose = proseOf(segment);
      const simplified = toSimplified(prose);
      if (simplified === prose) return [];
      const replacements = differences(prose, simplified);
      const characters = replacements.map(({ from, to }) => prose.slice(from, to)).join('');
      return [
        slipFinding({
          check: 'traditional',
          severity: 'warning',
          side: 'zh',
          segment,
          case: 'characters',
          replacements,
          values: { characters: characters.slice(0, 40).toWellFormed() },
        }),
      ];
    });
  },
};

/** Stretches that differ; where conversion changed the length, one from the first to the last of them. */
function differences(before: string, after: string): Replacement[] {
  if (before.length !== after.length) {
    let from = 0;
    while (before[from] === after[from]) from += 1;
    let tail = 0;
    while (
      tail < Math.min(before.length, after.length) - from &&
      before.at(-1 - tail) === after.at(-1 - tail)
    )
      tail += 1;
    return [{ from, to: before.length - tail, text: after.slice(from, after.length - tail) }];
  }
  const found: Replacement[] = [];
  for (let at = 0; at < before.length; at += 1) {
    if (before[at] === after[at]) continue;
    let to = at + 1;
    while (to < before.length && before[to] !== after[to]) to += 1;
    found.push({ from: at, to, text: after.slice(at, to) });
    at = to;
  }
  return found;
}
