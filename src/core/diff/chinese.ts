import { commonPairs } from '../similarity.ts';

/** Particles, pronouns and links whose coming and going leaves the meaning. 或 等 将 可 应 不 are none of them. */
const functional = new Set('的了地得着之也并而与和及在于把对向为是这那该其此所们吧呢啊呀里中');

/** Whether only particles differ between two folded Chinese texts, or a character said twice. */
export function onlyFunctionCharacters(before: string, after: string): boolean {
  const [a, b] = [[...before], [...after]];
  let [i, j] = [0, 0];
  for (const [x, y] of [...commonPairs(a, b), [a.length, b.length] as const]) {
    if (!trivial(a, i, x) || !trivial(b, j, y)) return false;
    i = x + 1;
    j = y + 1;
  }
  return true;
}

/** Every character of the run is a particle; or the run repeats what stands right before or after it. */
function trivial(text: readonly string[], from: number, to: number): boolean {
  const run = text.slice(from, to);
  if (run.every((character) => functional.has(character))) return true;
  const word = run.join('');
  if (run.length > 6 || /^\d/.test(word)) return false;
  return (
    text.slice(from - run.length, from).join('') === word ||
    text.slice(to, to + run.length).join('') === word
  );
}
