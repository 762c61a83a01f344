import fc from 'fast-check';
import type { Bead } from '../../src/core/align.ts';
import { moveId } from '../../src/core/assemble.ts';
import { agreedBeads, beadsSince } from '../../src/core/beads-since.ts';
import { draftTexts } from '../../src/core/draft-texts.ts';
import { diffContent } from '../../src/core/diff.ts';
import type { Content } from '../../src/core/document.ts';
import { blocksOf, parseBody, writeBody } from '../../src/core/document.ts';
import type { Language, Pair } from '../../src/core/language.ts';
import { languages, otherLanguage } from '../../src/core/language.ts';
import { changesOfRows } from '../../src/core/reconcile-changes.ts';
import { reconcileRows } from '../../src/core/reconcile.ts';
import { segmentBlocks } from '../../src/core/segment.ts';
import type { TaskChange } from '../../src/core/task-changes.ts';
import { changesOfSide } from '../../src/core/task-changes.ts';
import type { Workpiece } from '../../src/core/task-rows.ts';
import { movableIds, rowsOf, textsOf } from '../../src/core/task-rows.ts';

const bead = (en: number[], zh: number[]): Bead => ({ en, zh, confidence: 1 });
const change = (side: Language, before: string[], after: string[]) => ({ side, before, after });
const pairs = (beads: readonly Bead[]) => beads.map(({ en, zh }) => [en, zh]);

describe('the beads of what both agreed on', () => {
  const agreed = [bead([0], [0]), bead([1], [1]), bead([2], [2]), bead([3], [3])];

  test('go on through additions, removals and rewording', () => {
    const changes = [
      change('en', [], ['en-1']),
      change('en', ['en-1'], ['en-2']),
      change('en', ['en-2'], []),
    ];
    const given = {
      agreed,
      changes,
      corrections: [],
      counts: { en: 4, zh: 4 },
      order: 'en',
    } as const;
    expect(pairs(beadsSince(given))).toEqual([
      [[0], [0]],
      [[1], []],
      [[2], [1]],
      [[], [2]],
      [[3], [3]],
    ]);
  });

  test('cross where something moved, in the order of the side that is read', () => {
    const changes = [change('en', ['en-1'], ['en-3'])];
    const given = { agreed, changes, corrections: [], counts: { en: 4, zh: 4 } };
    const moved = [
      [[0], [0]],
      [[1], [2]],
      [[2], [3]],
      [[3], [1]],
    ];
    expect(pairs(beadsSince({ ...given, order: 'en' }))).toEqual(moved);
    expect(pairs(beadsSince({ ...given, order: 'zh' }))).toEqual(
      moved.toSorted((a, b) => (a[1]?.[0] ?? 0) - (b[1]?.[0] ?? 0)),
    );
  });

  test('are joined where two sentences became one, and shared where one was divided', () => {
    const changes = [
      change('en', ['en-1', 'en-2'], ['en-1']),
      change('zh', ['zh-3'], ['zh-3', 'zh-4']),
    ];
    const given = {
      agreed,
      changes,
      corrections: [],
      counts: { en: 3, zh: 5 },
      order: 'en',
    } as const;
    expect(pairs(beadsSince(given))).toEqual([
      [[0], [0]],
      [[1], [1, 2]],
      [[2], [3, 4]],
    ]);
  });

  test('are what somebody put right, where they did', () => {
    const corrections = [
      { en: [1], zh: [2, 3] },
      { en: [2], zh: [] },
    ];
    const given = {
      agreed,
      changes: [],
      corrections,
      counts: { en: 4, zh: 4 },
      order: 'en',
    } as const;
    expect(pairs(beadsSince(given))).toEqual([
      [[0], [0]],
      [[], [1]],
      [[1], [2, 3]],
      [[2], []],
      [[3], []],
    ]);
  });

  test('are whole where the alignment left as many on both sides', () => {
    const [first, last] = [bead([0], [0]), bead([3], [3])];
    const even = [first, bead([], [1]), bead([1], []), bead([2], []), bead([], [2]), last];
    expect(pairs(agreedBeads(even))).toEqual(pairs(agreed));
    const uneven = [first, bead([], [1]), bead([1], []), bead([2], []), bead([3], [2])];
    expect(agreedBeads(uneven)).toEqual(uneven);
  });
});

/**
 * Who has a sentence: both since they agreed, one side alone, or the other alone since it went from this one.
 */
type Owner = 'both' | 'en' | 'zh' | 'gone from en' | 'gone from zh';
interface Sentence {
  readonly owner: Owner;
  readonly number: number;
}
type Item = readonly [own: readonly Sentence[], nested: readonly (readonly Sentence[])[]];
type Node =
  | { readonly tag: 'p' | 'h2'; readonly sentences: readonly Sentence[] }
  | { readonly tag: 'ul' | 'ol'; readonly items: readonly Item[] }
  | { readonly rows: readonly (readonly Sentence[])[] };

/** Letters that follow from a number, of none the same as of another. */
function spelt(number: number, letters: readonly string[], length: number): string {
  let state = (number * 2_654_435_761) >>> 0;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return letters[(state >>> 8) % letters.length] ?? '';
  }).join('');
}

const vowelled = [...'bcdfghjklmnprstvwz'].flatMap((letter) =>
  [...'aeiou'].map((vowel) => letter + vowel),
);
const capitals = [...'BCDFGHJKLMNPRSTVWZ'];
const han = Array.from({ length: 4000 }, (_, k) => String.fromCodePoint(0x4e00 + k));

/** Sentences of different words, so that none is taken for another's older wording. */
const words: Pair<(number: number) => string> = {
  en: (number) =>
    `${spelt(number, capitals, 1)}${spelt(number, vowelled, 5)} ${number} ${spelt(number + 500, vowelled, 6)}. `,
  zh: (number) => `${spelt(number, han, 6)}${number}${spelt(number + 500, han, 5)}。`,
};

/** What a text has of a document, by who has its sentences. */
function bodyOf(nodes: readonly Node[], side: Language, hasIt: (owner: Owner) => boolean): string {
  const text = (sentences: readonly Sentence[]): string =>
    sentences.map(({ owner, number }) => (hasIt(owner) ? words[side](number) : '')).join('');
  const html = nodes.map((node) => {
    if ('rows' in node) {
      const rows = node.rows
        .map((row) => row.map((cell) => text([cell])))
        .filter((row) => row.some((cell) => cell !== ''))
        .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
      return rows.length === 0 ? '' : `<table><tbody>${rows.join('')}</tbody></table>`;
    }
    if ('sentences' in node) return `<${node.tag}>${text(node.sentences)}</${node.tag}>`;
    const items = node.items.map(([own, nested]) => {
      const inner = nested.map((item) => `<li>${text(item)}</li>`).join('');
      return `<li>${text(own)}<ul>${inner}</ul></li>`;
    });
    return `<${node.tag}>${items.join('')}</${node.tag}>`;
  });
  return writeBody(parseBody(html.join('')));
}

/** The tags of a body with the numbers of its sentences. */
function shapeOf(body: string): string {
  return body
    .replaceAll(/[^<>]+(?=<|$)/g, (text) => text.match(/\d+/g)?.join(',') ?? '')
    .replaceAll('><', '>\n<');
}

function numbered(document: readonly Drawn[]): Node[] {
  let number = 0;
  const all = (owners: readonly Owner[]): Sentence[] =>
    owners.map((owner) => ({ owner, number: (number += 1) }));
  return document.map((node): Node => {
    if ('sentences' in node) return { tag: node.tag, sentences: all(node.sentences) };
    if ('rows' in node) return { rows: node.rows.map((owner) => all([owner, owner])) };
    return {
      tag: node.tag,
      items: node.items.map(([own, nested]): Item => [all(own), nested.map(all)]),
    };
  });
}

function sentencesOf(node: Node): readonly Sentence[] {
  if ('rows' in node) return node.rows.flat();
  if ('sentences' in node) return node.sentences;
  return node.items.flatMap(([own, nested]) => [...own, ...nested.flat()]);
}

type Drawn =
  | { tag: 'p' | 'h2'; sentences: Owner[] }
  | { tag: 'ul' | 'ol'; items: [Owner[], Owner[][]][] }
  | { rows: Owner[] };

/**
 * A document in which something of each block was there before, or all of it came or went with one side: of what two
 * people put into one place, nobody knows whether it is one block.
 */
function drawn(owner: fc.Arbitrary<Owner>): fc.Arbitrary<Drawn[]> {
  const owners = (most: number): fc.Arbitrary<Owner[]> =>
    fc
      .array(owner, { minLength: 1, maxLength: most })
      .map((own) => (own.includes('both') ? own : own.map(() => own[0] ?? 'both')));
  const nested = fc.oneof(
    { weight: 3, arbitrary: fc.constant<Owner[][]>([]) },
    { weight: 1, arbitrary: fc.array(owners(1), { maxLength: 2 }) },
  );
  const item = fc
    .tuple(owners(2), nested)
    .map(([own, inner]): [Owner[], Owner[][]] =>
      own.includes('both') ? [own, inner] : [own, inner.map(() => own.slice(0, 1))],
    );
  return fc.array(
    fc.oneof(
      fc.record({ tag: fc.constantFrom('p' as const, 'h2' as const), sentences: owners(3) }),
      fc.record({
        tag: fc.constantFrom('ul' as const, 'ol' as const),
        items: fc.array(item, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ rows: fc.array(owner, { minLength: 1, maxLength: 3 }) }),
    ),
    { minLength: 1, maxLength: 4 },
  );
}

interface Work {
  readonly piece: Workpiece;
  readonly nodes: readonly Node[];
}

/** The task that follows when a pair that both agreed on became what its sides have now. */
function workOf(document: readonly Drawn[]): Work {
  const nodes = numbered(document);
  const textOf = (side: Language, hasIt: (owner: Owner) => boolean): Content => ({
    title: titles[side],
    summary: '',
    body: bodyOf(nodes, side, hasIt),
  });
  const wasThere = (owner: Owner): boolean => owner !== 'en' && owner !== 'zh';
  const isThere = (side: Language) => (owner: Owner) =>
    owner === 'both' || owner === side || owner === `gone from ${otherLanguage(side)}`;
  const was = { en: textOf('en', wasThere), zh: textOf('zh', wasThere) };
  const now = { en: textOf('en', isThere('en')), zh: textOf('zh', isThere('zh')) };
  return { nodes, piece: pieceOf(was, now) };
}

const titles: Pair<string> = { en: 'Hours', zh: '时间' };

function pieceOf(was: Pair<Content>, now: Pair<Content>): Workpiece {
  const segments = (side: Language, text: Content) => segmentBlocks(side, blocksOf(text));
  const agreed = segments('en', was.en).map(({ index }) => bead([index], [index]));
  const diffs = { en: diffContent('en', was.en, now.en), zh: diffContent('zh', was.zh, now.zh) };
  const moved = languages.filter((side) => was[side].body !== now[side].body);
  const changes = moved.flatMap((side): TaskChange[] => {
    const { before, after, ...diff } = diffs[side];
    const other = segments(otherLanguage(side), was[otherLanguage(side)]);
    return changesOfSide({ side, diff, before, after, other, beads: agreed });
  });
  const leads = moved.length === 1 ? (moved[0] ?? null) : null;
  const counts = {
    en: segments('en', now.en).length,
    zh: segments('zh', now.zh).length,
  };
  return {
    leads,
    writes: leads === null ? languages : [otherLanguage(leads)],
    contents: now,
    changes: leads === null ? changesOfRows(reconcileRows({ changes, diffs }), changes) : changes,
    beads: beadsSince({ agreed, changes, corrections: [], counts, order: leads ?? 'en' }),
  };
}

/** What is to be written is written, and what is gone is taken out. */
function answered({ piece }: Work): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const row of rowsOf(piece)) {
    for (const side of piece.writes) {
      const asked = row[otherLanguage(side)].map(({ text }) => text).join();
      const numbers = (asked.match(/\d+/g) ?? []).map(Number);
      const isGone = row.changes.some((each) => each.side !== side && each.class === 'removed');
      for (const { id, isNew } of row[side]) {
        if (isNew) texts[id] = numbers.map(words[side]).join('').trim();
        else if (isGone) texts[id] = '';
      }
    }
  }
  return texts;
}

/** The texts that whole texts become when they are taken apart and put together. */
function again(
  { piece }: Work,
  versions: Versions,
  earlier: readonly Record<string, string>[],
): Versions {
  return textsOf(piece, draftTexts(piece, { versions, segments: {} }, earlier));
}
const sorted = (text: string): string[] =>
  (text.replaceAll(/<[^>]*>/g, ' ').match(/\d+/g) ?? []).toSorted();
const numbersOf = (content: Content | undefined): string[] =>
  sorted(`${content?.title} ${content?.body}`);
type Versions = { readonly [L in Language]?: Content };

describe('once all that happened is answered, both texts have the same blocks with the same sentences', () => {
  test.each([
    ['where English moved', ['both', 'both', 'en', 'gone from en']],
    ['where Chinese moved', ['both', 'both', 'zh', 'gone from zh']],
    ['where both moved', ['both', 'both', 'en', 'zh', 'gone from en', 'gone from zh']],
  ] as const)('%s', (_, owners: readonly Owner[]) => {
    fc.assert(
      fc.property(drawn(fc.constantFrom(...owners)), (document) => {
        const work = workOf(document);
        const stays = (owner: Owner): boolean => !owner.startsWith('gone');
        // Nothing stayed that anything could stand beside.
        fc.pre(work.nodes.flatMap(sentencesOf).some(({ owner }) => owner === 'both'));
        const texts = answered(work);
        const made = textsOf(work.piece, texts);
        const bodies = languages.map(
          (side) => (made[side] ?? work.piece.contents[side])?.body ?? '',
        );
        const [english = '', chinese = ''] = bodies.map(shapeOf);
        expect(chinese).toBe(english);
        const whole = shapeOf(bodyOf(work.nodes, 'en', stays));
        // What comes back goes to where it was written, and where that is not known, nothing of it is lost.
        const back = [{ none: '' }, texts];
        expect(again(work, made, back)).toEqual(made);
        const guessed = again(work, made, []);
        for (const side of languages) {
          expect(numbersOf(guessed[side])).toEqual(numbersOf(made[side]));
        }
        // Two lists that came into one place from two people stay two.
        if (work.piece.leads !== null) expect(english).toBe(whole);
        else expect(sorted(english)).toEqual(sorted(whole));
      }),
      { numRuns: 300 },
    );
  });
});

test('whatever is left unwritten, what is written in a table stands in its column', () => {
  const rows = fc.record({
    rows: fc.array(fc.constantFrom<Owner>('both', 'en', 'gone from en'), {
      minLength: 1,
      maxLength: 4,
    }),
  });
  const left = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(rows, left, (table, isLeft) => {
      const work = workOf([{ tag: 'p', sentences: ['both'] }, table]);
      const texts = Object.entries(answered(work)).filter(
        ([, text], at) => !isLeft[at] || text === '',
      );
      const made = textsOf(work.piece, Object.fromEntries(texts));

      expect(again(work, made, [Object.fromEntries(texts)])).toEqual(made);
      const { body } = made.zh ?? work.piece.contents.zh ?? { body: '' };
      // Of each row the first cell has an even number, and the second the odd one after it.
      const columns = [...body.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
        [...row.matchAll(/<td>(.*?)<\/td>/g)].map(
          ([, cell = '']) => Number(/\d+/.exec(cell) ?? Number.NaN) % 2,
        ),
      );
      for (const column of columns) {
        expect(column).toHaveLength(2);
        expect([0, Number.NaN]).toContainEqual(column[0]);
        expect([1, Number.NaN]).toContainEqual(column[1]);
      }
    }),
  );
});

describe('what moved', () => {
  const item = fc.array(fc.constant<Owner>('both'), { minLength: 1, maxLength: 2 });
  const paragraph = fc.record({
    tag: fc.constantFrom('p' as const, 'h2' as const),
    sentences: item,
  });
  const list = fc.record({
    tag: fc.constant('ul' as const),
    items: fc.array(fc.tuple(item, fc.constant<Owner[][]>([])), { minLength: 2, maxLength: 4 }),
  });

  /** The same nodes, and the items of a list, in another order. */
  function shuffled(nodes: readonly Node[], by: readonly number[]): Node[] {
    const key = (sentences: readonly Sentence[]): number =>
      by[(sentences[0]?.number ?? 0) % by.length] ?? 0;
    return nodes
      .map((node): Node => {
        if (!('items' in node)) return node;
        return { ...node, items: node.items.toSorted(([a], [b]) => key(a) - key(b)) };
      })
      .toSorted((a, b) => key(sentencesOf(a)) - key(sentencesOf(b)));
  }

  test('goes to where it went on the other side, whole and once, or stays when it is told to', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(paragraph, list), { minLength: 2, maxLength: 5 }),
        fc.array(fc.nat(20), { minLength: 24, maxLength: 24 }),
        (document, by) => {
          const nodes = numbered(document);
          const other = shuffled(nodes, by);
          const textOf = (side: Language, own: readonly Node[]): Content => ({
            title: titles[side],
            summary: '',
            body: bodyOf(own, side, () => true),
          });
          const was = { en: textOf('en', nodes), zh: textOf('zh', nodes) };
          const now = { en: textOf('en', other), zh: was.zh };
          const piece = pieceOf(was, now);
          const { zh = was.zh } = textsOf(piece, {});
          expect(shapeOf(zh.body)).toBe(shapeOf(now.en.body));
          const guessed = draftTexts(piece, { versions: { zh }, segments: {} });
          expect(textsOf(piece, guessed).zh).toEqual(zh);
          const stays = Object.fromEntries(movableIds(piece).map((id) => [moveId(id), '']));
          expect(textsOf(piece, stays).zh).toEqual(was.zh);
          const left = draftTexts(piece, { versions: { zh: was.zh }, segments: {} });
          expect(textsOf(piece, left).zh).toEqual(was.zh);
        },
      ),
    );
  });

  test('takes its links along, and what was written in its place', () => {
    const text = (title: string, body: string): Content => ({ title, summary: '', body });
    const was = {
      en: text(
        'Hours',
        '<p>Read <a href="/en">this page</a> first.</p><p>Then pay the fee.</p><p>At last sign the form.</p>',
      ),
      zh: text('时间', '<p>先读<a href="/zh">本页</a>。</p><p>再缴费。</p><p>最后签表。</p>'),
    };
    const en = text(
      'Hours',
      '<p>Then pay the fee.</p><p>At last sign the form.</p><p>Read <a href="/en">this page</a> first.</p>',
    );
    const piece = pieceOf(was, { en, zh: was.zh });
    expect(textsOf(piece, {}).zh?.body).toBe(
      '<p>再缴费。</p><p>最后签表。</p><p>先读<a href="/zh">本页</a>。</p>',
    );
    const texts = { 'zh-1': '先看{1}此页{/1}。' };
    expect(textsOf(piece, texts).zh?.body).toBe(
      '<p>再缴费。</p><p>最后签表。</p><p>先看<a href="/zh">此页</a>。</p>',
    );
  });
});

describe('of one text', () => {
  const text = (side: Language, body: string): Content => ({
    title: titles[side],
    summary: '',
    body,
  });
  /** What the Chinese becomes when what is new in English is answered, and what is gone is taken out. */
  function followed(was: Pair<string>, en: string, answers: readonly string[]): string {
    const zh = text('zh', was.zh);
    const piece = pieceOf({ en: text('en', was.en), zh }, { en: text('en', en), zh });
    const texts: Record<string, string> = {};
    const open = [...answers];
    for (const row of rowsOf(piece)) {
      const isGone = row.changes.some((each) => each.class === 'removed');
      for (const cell of row.zh) {
        if (cell.isNew) texts[cell.id] = open.shift() ?? '';
        else if (isGone) texts[cell.id] = '';
      }
    }
    return textsOf(piece, texts).zh?.body ?? '';
  }

  test('that was divided, with something new in both parts, the order is kept', () => {
    const was = {
      en: '<p>Members pay a fee. They get a card. It is personal.</p>',
      zh: '<p>会员缴费。会员领卡。卡仅限本人。</p>',
    };
    const en =
      '<p>Members pay a fee. The hall is closed on Sundays.</p><p>Bicycles stay outside. They get a card. It is personal.</p>';
    expect(followed(was, en, ['周日闭馆。', '自行车停在外面。'])).toBe(
      '<p>会员缴费。周日闭馆。自行车停在外面。会员领卡。卡仅限本人。</p>',
    );
  });

  test('what moved and was reworded goes to its new neighbours', () => {
    const was = {
      en: '<p>The library is closed on Monday 4 May 2026 for repairs. Call us.</p><p>Members pay a fee.</p>',
      zh: '<p>图书馆2026年5月4日周一因维修闭馆。请来电。</p><p>会员缴费。</p>',
    };
    const en =
      '<p>Call us.</p><p>Members pay a fee.</p><p>Trees were planted in March. The library is closed on Monday 4 May 2026 for large repairs.</p>';
    expect(followed(was, en, ['三月植树。'])).toBe(
      '<p>请来电。</p><p>会员缴费。</p><p>三月植树。图书馆2026年5月4日周一因维修闭馆。</p>',
    );
  });

  test('that lost a column of a table, the column goes', () => {
    const table = (...rows: readonly (readonly string[])[]): string =>
      `<table><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
    const was = {
      en: table(['Room', 'Seats'], ['Blue hall', 'thirty or so'], ['Green lounge', 'a dozen']),
      zh: table(['房间', '座位'], ['蓝厅', '三十来个'], ['绿色休息室', '十二个']),
    };
    expect(followed(was, table(['Room'], ['Blue hall'], ['Green lounge']), [])).toBe(
      table(['房间'], ['蓝厅'], ['绿色休息室']),
    );
  });
});
