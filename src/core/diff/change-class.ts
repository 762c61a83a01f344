/** Change classes of an edit, in order of gravity. */
export const changeClasses = [
  'unchanged',
  'cosmetic',
  'minor',
  'moved',
  'wording',
  'removed',
  'added',
  'facts',
] as const;
export type ChangeClass = (typeof changeClasses)[number];

/** The gravest of several classes, `unchanged` of none. */
export function gravest(classes: Iterable<ChangeClass>): ChangeClass {
  let worst = 0;
  for (const name of classes) worst = Math.max(worst, changeClasses.indexOf(name));
  return changeClasses[worst] ?? 'unchanged';
}
