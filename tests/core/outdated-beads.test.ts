import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { outdatedBeads, withoutAdded } from '../../src/core/outdated-beads.ts';
import type { Content } from '../../src/core/document.ts';
import { alignTexts } from '../../src/core/report.ts';
import type { TaskChange } from '../../src/core/task-changes.ts';

const en: Content = {
  title: 'Maintenance',
  summary: '',
  body: '<p>The system is unavailable.</p><p>Please save your applications before 9:30 p.m. on September 5. Unsaved entries will be lost.</p><p>We apologise for the inconvenience.</p>',
};
const change: TaskChange = {
  id: 'en:2:2',
  side: 'en',
  class: 'facts',
  before: ['en-2'],
  after: ['en-2'],
  old: 'Please save your applications before 9:30 p.m. on August 29.',
  new: 'Please save your applications before 9:30 p.m. on September 5.',
  edits: [],
  counterpart: { segments: ['zh-2'], text: '' },
  anchor: null,
  patch: null,
};
/** A sentence that only its side has, and behind which of the other's its answer belongs. */
const added = (after: string, anchor: string): TaskChange => ({
  ...change,
  id: `:${after}`,
  side: after.startsWith('zh') ? 'zh' : 'en',
  class: 'added',
  before: [],
  after: [after],
  old: null,
  counterpart: { segments: [], text: '' },
  anchor,
});
const pairs = (beads: ReturnType<typeof withoutAdded>) => beads.map((each) => [each.en, each.zh]);
const bead = (en: number[], zh: number[]) => ({ en, zh, confidence: 0.6 });
const apart = [
  bead([0], [0]),
  bead([1], [1]),
  bead([], [2]),
  bead([2], []),
  bead([3], []),
  bead([4], [3]),
];

describe('the beads of an outdated pair', () => {
  const given = { leads: 'en', content: en, changes: [change], beads: apart } as const;

  test('what answered a sentence answers it still, and its unchanged neighbour is not missing', () => {
    expect(outdatedBeads(given).map((each) => [each.en, each.zh])).toEqual([
      [[0], [0]],
      [[1], [1]],
      [[2, 3], [2]],
      [[4], [3]],
    ]);
  });

  test('a sentence that is new stays without an answer', () => {
    const added = { ...change, id: 'en::3', before: [], after: ['en-3'], old: null };
    const none = { segments: [], text: '' };
    const changes = [change, { ...added, counterpart: none }];
    expect(outdatedBeads({ ...given, changes }).map((each) => [each.en, each.zh])).toContainEqual([
      [3],
      [],
    ]);
  });

  test('what was added answers nothing, though it looks as if it did', () => {
    const changes = [added('en-3', 'zh-3')];
    const rest = [bead([0], [0]), bead([1], [1])];
    // Before, two sentences answered one; now each seems to have its own.
    const shared = [...rest, bead([2], [2]), bead([3], [3]), bead([4], [4])];
    expect(pairs(outdatedBeads({ ...given, changes, beads: shared }))).toEqual([
      [[0], [0]],
      [[1], [1]],
      [[2], [2, 3]],
      [[3], []],
      [[4], [4]],
    ]);
    const joined = [...rest, bead([2, 3], [2, 3]), bead([4], [4])];
    expect(pairs(withoutAdded(changes, joined)).slice(2)).toEqual([
      [[2], [2, 3]],
      [[3], []],
      [[4], [4]],
    ]);
    // An addition to the other side, which stands in the place of another sentence.
    expect(pairs(withoutAdded([added('zh-2', 'en-1')], shared)).slice(2)).toEqual([
      [[], [2]],
      [[2], []],
      [[3], [3]],
      [[4], [4]],
    ]);
  });

  test('what nothing happened to is answered beside something new, as it was before', () => {
    const lost = [
      bead([0], [0]),
      bead([], [1]),
      bead([1], []),
      bead([], [2]),
      bead([2], []),
      bead([3], []),
      bead([4], [3]),
    ];
    const changes = [added('en-3', 'zh-2')];
    expect(pairs(outdatedBeads({ ...given, changes, beads: lost }))).toEqual([
      [[0], [0]],
      [[1], [1]],
      [[2], [2]],
      [[3], []],
      [[4], [3]],
    ]);
  });

  test('several additions to one sentence are detached in their order', () => {
    const additions = [added('zh-2', 'en-1'), added('zh-3', 'en-1')];
    const shared = [bead([0], [0]), bead([1], [1, 2, 3]), bead([2], [4])];
    expect(pairs(withoutAdded(additions, shared))).toEqual([
      [[0], [0]],
      [[1], [1]],
      [[], [2]],
      [[], [3]],
      [[2], [4]],
    ]);
  });

  test('a sentence in a block of its own stays where it is', () => {
    const alone = [...apart.slice(0, 2), bead([2, 3], [2]), bead([4], [])];
    expect(outdatedBeads({ ...given, changes: [], beads: alone })).toEqual(alone);
  });

  test('whatever the beads, every sentence is in one of them, in its order', () => {
    const aligned = fc
      .subarray([0, 1, 2, 3, 4])
      .map((lone) =>
        [0, 1, 2, 3, 4].flatMap((index) =>
          lone.includes(index) ? [bead([index], [])] : [bead([index], index < 4 ? [index] : [])],
        ),
      );
    fc.assert(
      fc.property(aligned, fc.boolean(), (beads, isChanged) => {
        const made = outdatedBeads({ ...given, changes: isChanged ? [change] : [], beads });
        for (const side of ['en', 'zh'] as const) {
          expect(made.flatMap((each) => each[side])).toEqual(beads.flatMap((each) => each[side]));
        }
      }),
    );
  });
});

test('of the sample whose dates moved, no unchanged sentence is without an answer', () => {
  const path = join(import.meta.dirname, '../../samples/application-system-maintenance.json');
  const sample = JSON.parse(readFileSync(path, 'utf8')) as {
    versions: { zh: { title: string; body: string[] } };
    later: { title: string; body: string[] };
  };
  const whole = (text: { title: string; body: string[] }): Content => ({
    title: text.title,
    summary: '',
    body: text.body.join(''),
  });
  const contents = { en: whole(sample.later), zh: whole(sample.versions.zh) };
  const beads = alignTexts(contents, { constraints: [], lexicon: undefined });
  const moved = { ...change, after: ['en-7'], counterpart: { segments: ['zh-7'], text: '' } };
  const added = { ...change, after: ['en-10'], counterpart: { segments: [], text: '' } };
  const made = outdatedBeads({
    leads: 'en',
    content: contents.en,
    changes: [moved, added],
    beads,
  });
  expect(made.filter((each) => each.zh.length === 0).map((each) => each.en)).toEqual([[10]]);
});
