import { foldWidth } from '../width.ts';
import type { Fact, Found } from './fact.ts';

/** Stands where a fact was already read, so that no later rule reads it again. */
const taken = '\uE000';

/** A pattern, and what a match of it says: nothing and still open (null), or facts, or none but taken ([]). */
export interface Rule {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, text: string) => readonly Found[] | null;
}

/**
 * A text being read: rules are applied one after another, and what one has read is hidden from the next.
 * Working text and original have the same length, so that offsets stay true.
 */
export class Sheet {
  readonly facts: Fact[] = [];
  readonly original: string;
  #text: string;

  constructor(original: string) {
    this.original = original;
    this.#text = foldWidth(original);
  }

  get text(): string {
    return this.#text;
  }

  apply(rules: readonly Rule[]): void {
    for (const rule of rules) this.#applyOne(rule);
  }

  #applyOne(rule: Rule): void {
    const pieces: string[] = [];
    let done = 0;
    for (const match of this.#text.matchAll(rule.pattern)) {
      const found = rule.read(match, this.#text);
      if (found === null) continue;
      for (const item of found) this.#note(item, match);
      const to = match.index + match[0].length;
      pieces.push(this.#text.slice(done, match.index), taken.repeat(match[0].length));
      done = to;
    }
    if (pieces.length > 0) this.#text = pieces.join('') + this.#text.slice(done);
  }

  #note(item: Found, match: RegExpExecArray): void {
    const { at = [0, match[0].length], also, hedge, ...rest } = item;
    const from = match.index + at[0];
    const to = match.index + at[1];
    this.facts.push({
      ...rest,
      from,
      to,
      text: this.original.slice(from, to),
      ...(also && also.length > 0 ? { also } : {}),
      ...(hedge ? { hedge } : {}),
    });
  }
}
