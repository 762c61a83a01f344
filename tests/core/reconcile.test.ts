import { diffContent } from '../../src/core/diff.ts';
import type { Language } from '../../src/core/language.ts';
import { languages, otherLanguage } from '../../src/core/language.ts';
import {
  agreedOf,
  changesOfRows,
  conflictAnswers,
  rowsOfChanges,
  settledMark,
} from '../../src/core/reconcile-changes.ts';
import type { ReconcileRow } from '../../src/core/reconcile.ts';
import { reconcileRows } from '../../src/core/reconcile.ts';
import { changesOfSide } from '../../src/core/task-changes.ts';

const content = (language: Language, sentences: readonly string[]) => ({
  title: language === 'en' ? 'Opening hours' : '开放时间',
  summary: '',
  body: sentences.map((each) => `<p>${each}</p>`).join(''),
});
const agreed = {
  en: ['We open on 21 March.', 'Please bring your card.', 'Photography is not allowed.'],
  zh: ['我们于3月21日开放。', '请携带您的读者卡。', '禁止拍照。'],
};
/** Each sentence answers the one in the same place. */
const beads = [0, 1, 2, 3].map((i) => ({ en: [i], zh: [i], confidence: 1 }));

type Now = { readonly en: readonly string[]; readonly zh: readonly string[] };

const rowsOf = (now: Now): ReconcileRow[] => seen(now).rows;

function seen(now: Now) {
  const diffOf = (side: Language) =>
    diffContent(side, content(side, agreed[side]), content(side, now[side]));
  const diffs = { en: diffOf('en'), zh: diffOf('zh') };
  const changes = languages.flatMap((side) => {
    const { before, after, ...diff } = diffs[side];
    const other = diffs[otherLanguage(side)].before;
    return changesOfSide({ side, diff, before, after, other, beads });
  });
  return { changes, rows: reconcileRows({ changes, diffs }) };
}

const told = (rows: readonly ReconcileRow[]) =>
  rows.map(({ id, moved, conflict }) => `${id} ${moved}${conflict ? ' conflict' : ''}`);

describe('the rows of a three-way view', () => {
  it('are none where nothing changed', () => {
    expect(rowsOf(agreed)).toEqual([]);
  });

  it('hold what moved on one side with a ready answer, in order, and no conflict', () => {
    const [first, , third] = rowsOf({
      en: ['We open on 28 March.', ...agreed.en.slice(1)],
      zh: [agreed.zh[0] ?? '', agreed.zh[1] ?? '', '馆内禁止拍照和录像。'],
    });
    expect(third).toBeUndefined();
    expect(first).toMatchObject({
      id: 'en-1+zh-1',
      moved: 'en',
      conflict: false,
      en: { base: 'We open on 21 March.', now: 'We open on 28 March.', class: 'facts' },
      zh: { base: '我们于3月21日开放。', now: '我们于3月21日开放。', class: null, after: ['zh-1'] },
      proposal: { en: null, zh: '我们于3月28日开放。' },
    });
  });

  it('are in conflict where both sides changed the same sentence, unless one has followed the other', () => {
    const both = (zh: string) =>
      told(
        rowsOf({
          en: ['We open on 28 March.', ...agreed.en.slice(1)],
          zh: [zh, ...agreed.zh.slice(1)],
        }),
      );
    expect(both('我们于4月2日开放。')).toEqual(['en-1+zh-1 both conflict']);
    expect(both('我们于3月28日开放。')).toEqual(['en-1+zh-1 both']);
  });

  it('keep their names while other sentences come and go', () => {
    const now = { en: ['New here.', 'We open on 28 March.', ...agreed.en.slice(1)], zh: agreed.zh };
    expect(told(rowsOf(now))).toEqual([expect.stringMatching(/^en:.* en$/), 'en-1+zh-1 en']);
  });
});

test('in a conflict, either side can be followed: by a ready text, or from what was agreed', () => {
  const { rows, changes } = seen({
    en: ['We open on 28 March.', ...agreed.en.slice(1)],
    zh: ['我们于3月21日起全天开放。', ...agreed.zh.slice(1)],
  });
  expect(conflictAnswers(rows, changes)).toEqual({
    'en-1+zh-1 en': { wording: '我们于3月28日开放。', isReady: true },
    'en-1+zh-1 zh': { wording: 'We open on 21 March.', isReady: false },
  });
});

describe('what both had agreed on', () => {
  const { rows, changes } = seen({
    en: ['We open on 28 March.', agreed.en[1] ?? '', 'Photography is allowed.'],
    zh: ['我们于4月2日开放。', ...agreed.zh.slice(1)],
  });
  const told = changesOfRows(rows, changes);

  it('stands beside both texts of now, with what went marked', () => {
    const first = rowsOfChanges(rows, told.slice(0, 1));
    expect(first.map(({ id }) => id)).toEqual(['en-1+zh-1']);
    const { en, zh } = agreedOf(first);
    expect(en).toEqual([
      { op: 'keep', text: 'We open on ' },
      { op: 'delete', text: '21' },
      { op: 'keep', text: ' March.' },
    ]);
    expect(zh?.map(({ text }) => text).join('')).toBe('我们于3月21日开放。');
  });

  it('has no marks where a side did not change, or where rows are joined', () => {
    expect(agreedOf(rows.slice(1)).zh).toEqual([{ op: 'keep', text: '禁止拍照。' }]);
    expect(agreedOf(rows).en).toEqual([
      { op: 'keep', text: 'We open on 21 March. Photography is not allowed.' },
    ]);
    expect(agreedOf([])).toEqual({ en: null, zh: null });
  });

  it('is let stand for the wording that was seen, under an id that no sentence has', () => {
    expect(settledMark(rows.slice(0, 1))).toEqual({
      id: 'settled@en-1',
      text: 'We open on 28 March.\n我们于4月2日开放。',
    });
  });
});
