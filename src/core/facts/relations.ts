import type { Language } from '../language.ts';
import { changeOf } from './relations-change.ts';
import { limitOf, partOf } from './relations-date.ts';
import { unitOf, zoneOf } from './relations-unit.ts';
import type { Fact } from './fact.ts';

/**
 * What the words around a fact make of it, where they tell: `change` is `by` or `to` (fell by 20%, fell to
 * 20%), `direction` is `up` or `down`, `measure` of a percentage is `points` or `share`, `unit` of a number
 * (`day`, `workday`, `month`, `km` …), `limit` of a date is `start` or `end` (since, until), `part` is
 * `early`, `mid` or `late`, `zone` of a time is `local` or minutes east of Greenwich (`480`).
 */
export type Axis = 'change' | 'direction' | 'measure' | 'unit' | 'limit' | 'part' | 'zone';
export type Relations = Readonly<Partial<Record<Axis, string>>>;

/** A fact with the text around it. */
export interface Surroundings {
  readonly fact: Fact;
  readonly head: string;
  readonly tail: string;
  readonly language: Language;
}

const known = new WeakMap<Fact, Relations>();
const none: Relations = {};

const reach = { before: 48, after: 32 } as const;

/** Reads what stands around every fact, for {@link relationsOf}. */
export function noteRelations(facts: readonly Fact[], text: string, language: Language): void {
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
      return /^\s?倍|^[\s-]times\b/i.test(around.tail) ? none : { ...changeOf(around), ...unitOf(around) };
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
