import type { Language } from '../language.ts';
import type { Fact } from './fact.ts';

/**
 * What the words around a fact make of it, where they tell: `change` is `by` or `to` (fell by 20%, fell to
 * 20%), `direction` is `up` or `down`, `measure` of a percentage is `points` or `share`, `unit` of a number
 * (`day`, `workday`, `month`, `km` …), `limit` of a date is `start` or `end` (since, until), `part` is
 * `early`, `mid` or `late`, `zone` of a time is `local` or minutes east of Greenwich (`480`), `end` of a
 * change is `from` or `to` (from 12 to 19).
 */
export type Axis = 'change' | 'direction' | 'measure' | 'unit' | 'limit' | 'part' | 'zone' | 'end';
export type Relations = Readonly<Partial<Record<Axis, string>>>;

/** A fact with the text around it. */
export interface Surroundings {
  readonly fact: Fact;
  readonly head: string;
  readonly tail: string;
  readonly language: Language;
}
