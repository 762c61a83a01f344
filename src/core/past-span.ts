const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Steps of relative time, greatest first: from `least` on a span is told in `unit`s. */
export const spanSteps = [
  { unit: 'years', length: 365 * day, least: 365 * day },
  { unit: 'months', length: 30 * day, least: 45 * day },
  { unit: 'weeks', length: 7 * day, least: 14 * day },
  { unit: 'days', length: day, least: day },
  { unit: 'hours', length: hour, least: hour },
  { unit: 'minutes', length: minute, least: minute },
] as const;

/** How a span of the past is told, such as 3 `minutes`; `now`: less than a minute; `yesterday`: one day; `twoDays`: Chinese has a word. */
export interface PastSpan {
  readonly unit:
    Exclude<(typeof spanSteps)[number]['unit'], 'years'> | 'now' | 'yesterday' | 'twoDays';
  readonly count: number;
}

/** null: it is not of the past, or a year and more. */
export function pastSpan(milliseconds: number): PastSpan | null {
  if (milliseconds <= -minute) return null;
  const step = spanSteps.find(({ least }) => milliseconds >= least);
  if (step === undefined) return { unit: 'now', count: 0 };
  if (step.unit === 'years') return null;
  const count = Math.round(milliseconds / step.length);
  if (step.unit === 'days' && count <= 2)
    return { unit: count === 1 ? 'yesterday' : 'twoDays', count };
  return { unit: step.unit, count };
}
