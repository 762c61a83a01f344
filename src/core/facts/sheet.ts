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

  #note(found: Found, match: RegExpExecArray): void {
    const from = match.index + (found.at?.[0] ?? 0);
    const to = match.index + (found.at?.[1] ?? match[0].length);
    const { type, value, strength } = found;
    const fact: Fact = { type, value, strength, from, to, text: this.original.slice(from, to) };
    const also = found.also && found.also.length > 0 ? { also: found.also } : undefined;
    const hedge = found.hedge ? { hedge: found.hedge } : undefined;
    this.facts.push(also || hedge ? { ...fact, ...also, ...hedge } : fact);
  }
}
