type Place = 'alone' | 'within';

/** Renderings by stem, and all stems there are. */
export interface PackedLexicon {
  stems(): Iterable<string>;
  renderings(stem: string): string[];
}

/**
 * Renderings as they are read, a number for each; closed into flat arrays: words stand once, in one string,
 * and lists of renderings are numbers. Maps of lists of strings took five times the memory.
 */
export class LexiconDraft {
  readonly #stems = new Map<string, number>();
  readonly #words = new Map<string, number>();
  #stemOf = new Int32Array(1 << 16);
  #wordOf = new Int32Array(1 << 16);
  #count = 0;

  /** A word renders a stem: a gloss of one word says so (alone), or one of several words (within). */
  add(stem: string, word: string, place: Place): void {
    if (this.#count === this.#stemOf.length) {
      this.#stemOf = doubled(this.#stemOf);
      this.#wordOf = doubled(this.#wordOf);
    }
    this.#stemOf[this.#count] = numberOf(this.#stems, stem);
    this.#wordOf[this.#count] = 2 * numberOf(this.#words, word) + (place === 'alone' ? 0 : 1);
    this.#count += 1;
  }

  /** What renders a stem, alone before within, each in the order of reading, `most` at most. */
  close(most: number): PackedLexicon {
    const stems = this.#stems;
    const words = joined([...this.#words.keys()]);
    const lists = this.#lists(most);
    this.#words.clear();
    return {
      stems: () => stems.keys(),
      renderings: (stem) => {
        const k = stems.get(stem);
        if (k === undefined) return [];
        const numbers = lists.items.subarray(lists.starts[k], lists.starts[k + 1]);
        return Array.from(numbers, (n) => words.text.slice(words.starts[n], words.starts[n + 1]));
      },
    };
  }

  /** The words of every stem, one list behind the other. */
  #lists(most: number): { items: Int32Array; starts: Int32Array } {
    const order = orderBy(this.#stemOf.subarray(0, this.#count), this.#stems.size);
    const items = new Int32Array(this.#count);
    const starts = new Int32Array(this.#stems.size + 1);
    let [from, at] = [0, 0];
    for (let stem = 0; stem < this.#stems.size; stem += 1) {
      let to = from;
      while (to < order.length && this.#stemOf[order[to] ?? 0] === stem) to += 1;
      const said = order.subarray(from, to);
      const chosen = new Set<number>();
      for (const place of [0, 1])
        for (const k of said) {
          const word = this.#wordOf[k] ?? 0;
          if (word % 2 === place) chosen.add(word >> 1);
        }
      for (const word of [...chosen].slice(0, most)) {
        items[at] = word;
        at += 1;
      }
      starts[stem + 1] = at;
      from = to;
    }
    return { items: items.slice(0, at), starts };
  }
}

function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}

/** Places of the keys 0 … size - 1 in rising order, equal ones as they stand. */
function orderBy(keys: Int32Array, size: number): Int32Array {
  const next = new Int32Array(size + 1);
  for (const key of keys) next[key + 1] = (next[key + 1] ?? 0) + 1;
  for (let key = 1; key <= size; key += 1) next[key] = (next[key] ?? 0) + (next[key - 1] ?? 0);
  const order = new Int32Array(keys.length);
  keys.forEach((key, k) => {
    const place = next[key] ?? 0;
    order[place] = k;
    next[key] = place + 1;
  });
  return order;
}

function joined(words: readonly string[]): { text: string; starts: Int32Array } {
  const starts = new Int32Array(words.length + 1);
  words.forEach((word, k) => {
    starts[k + 1] = (starts[k] ?? 0) + word.length;
  });
  return { text: words.join(''), starts };
}
