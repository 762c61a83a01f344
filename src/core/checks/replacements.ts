/** Part of a text and what should stand there; offsets in UTF-16 code units. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text with some parts replaced; they are in order and do not overlap. */
export function withReplacements(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let done = 0;
  for (const { from, to, text: put } of replacements) {
    if (from < done) continue;
    result += text.slice(done, from) + put;
    done = to;
  }
  return result + text.slice(done);
}

/** A few characters around the first replacement, for evidence. */
export function around(text: string, { from, to }: Replacement, reach = 8): string {
  return text.slice(Math.max(0, from - reach), to + reach).toWellFormed();
}
