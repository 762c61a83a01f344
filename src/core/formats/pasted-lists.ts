/** An item of a list that was written flat: how deep it stands, and what its marker says. */
export interface FlatItem {
  /** Only greater and smaller mean something: a level, or a margin. */
  readonly depth: number;
  /** What its number may be, the likeliest first, none where nothing says so; of a bullet, null. */
  readonly values: readonly number[] | null;
  readonly html: string;
}

interface OpenList {
  depth: number;
  readonly tag: 'ul' | 'ol';
  /** The number of its last item. */
  count: number;
}

/** Word knows nine levels. */
const mostLevels = 9;

/** Nests the items of one run of flat lists as they come. */
export class ListRun {
  readonly #open: OpenList[] = [];
  #html: string[] = [];

  get isEmpty(): boolean {
    return this.#html.length === 0;
  }

  add({ depth, values, html }: FlatItem): void {
    this.#leaveDeeper(depth);
    const top = this.#open.at(-1);
    const isDeeper = top !== undefined && depth > top.depth && this.#open.length < mostLevels;
    if (top === undefined || isDeeper) this.#begin(depth, values);
    else if (continues(top, values)) {
      top.count += 1;
      this.#html.push('</li>');
    } else {
      this.#end();
      this.#begin(Math.min(depth, top.depth), values);
    }
    this.#html.push('<li><p>', html, '</p>');
  }

  /** A further paragraph of the last item. */
  addParagraph(html: string): void {
    this.#html.push('<p>', html, '</p>');
  }

  /** Ends the run and gives its lists. */
  take(): string {
    while (this.#open.length > 0) this.#end();
    const html = this.#html.join('');
    this.#html = [];
    return html;
  }

  /** Down to the list that the depth belongs to; one that began too deep is taken for it. */
  #leaveDeeper(depth: number): void {
    for (let top = this.#open.at(-1); top !== undefined && top.depth > depth;) {
      const below = this.#open.at(-2);
      if (below === undefined || below.depth < depth) top.depth = depth;
      else this.#end();
      top = this.#open.at(-1);
    }
  }

  #begin(depth: number, values: readonly number[] | null): void {
    const tag = values === null ? 'ul' : 'ol';
    const count = values?.[0] ?? 1;
    this.#open.push({ depth, tag, count });
    this.#html.push(count === 1 ? `<${tag}>` : `<${tag} start="${count}">`);
  }

  #end(): void {
    const list = this.#open.pop();
    if (list !== undefined) this.#html.push(`</li></${list.tag}>`);
  }
}

function continues(list: OpenList, values: readonly number[] | null): boolean {
  if (values === null) return list.tag === 'ul';
  const isNext = values.length === 0 || values.includes(list.count + 1);
  return list.tag === 'ol' && isNext;
}
