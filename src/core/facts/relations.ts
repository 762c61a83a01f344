import type { Language } from '../language.ts';
import { changeOf } from './relations-change.ts';
import { limitOf, partOf } from './relations-date.ts';
import { unitOf, zoneOf } from './relations-unit.ts';
import type { Fact } from './fact.ts';
import type { Axis, Relations, Surroundings } from './relation.ts';

export type { Axis, Relations } from './relation.ts';

const known = new WeakMap<Fact, Relations>();
const none: Relations = {};

/** In a text of more facts than this, nothing is noted: it is a table, and would take long. */
const most = 1000;
const reach = { before: 48, after: 32 } as const;

/** Reads what stands around every fact, for {@link relationsOf}. */
export function noteRelations(facts: readonly Fact[], text: string, language: Language): void {
  if (facts.length > most) return;
  for (const fact of facts) {
    const head = text.slice(Math.max(0, fact.from - reach.before), fact.from);
    const tail = text.slice(fact.to, fact.to + reach.after);
    const relations = readRelations({ fact, head, tail, language });
    if (Object.keys(relations).length > 0) known.set(fact, relations);
  }
}

/** The relations of a fact that `extractFacts` has found; none of any other. */
export function relationsOf(fact: Fact): Relations {
  return known.get(fact) ?? none;
}

/** The axes on which two facts of the same value say different things. */
export function clashes(a: Fact, b: Fact): Axis[] {
  const [first, second] = [relationsOf(a), relationsOf(b)];
  return (Object.keys(first) as Axis[]).filter((axis) => {
    const other = second[axis];
    return other !== undefined && other !== first[axis];
  });
}

function readRelations(around: Surroundings): Relations {
  switch (around.fact.type) {
    case 'percent':
      return { ...changeOf(around), measure: measureOf(around) };
    case 'money':
      return changeOf(around);
    case 'number':
      return /^\s?倍|^[\s-]times\b/i.test(around.tail)
        ? none
        : { ...changeOf(around), ...unitOf(around) };
    case 'date':
      return { ...unitOf(around), ...limitOf(around), ...partOf(around) };
    case 'time':
      return { ...limitOf(around), ...zoneOf(around) };
    default:
      return none;
  }
}

/** Of a range, only the last percentage bears the word. */
function measureOf({ fact, tail }: Surroundings): string {
  const points = /point|\bpp\b|百分点/;
  const range = /^\s?%?\s?(?:to|and|-|–|—|~|～|至|到)\s?[\d.]+\s?(?:percentage[- ]points|个百分点)/;
  return points.test(fact.text) || range.test(tail) ? 'points' : 'share';
}
