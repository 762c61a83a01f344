import fc from 'fast-check';
import { changeClasses, diffContent, diffSegments, gravest } from '../../src/core/diff.ts';
import type { Block, Mark } from '../../src/core/document.ts';
import type { Language } from '../../src/core/language.ts';
import { type Segment, segmentBlocks } from '../../src/core/segment.ts';

function segments(language: Language, text: string, marks: readonly Mark[] = []): Segment[] {
  const block: Block = { kind: 'paragraph', index: 0, text, marks };
  return segmentBlocks(language, [block]);
}

function classOf(language: Language, before: string, after: string): string {
  return diffSegments(language, segments(language, before), segments(language, after)).class;
}

describe('the class of a change in English', () => {
  it.each([
    ['cosmetic', 'Hello, World', 'hello world!'],
    ['cosmetic', 'It is “open” now.', 'It is "open"  now.'],
    ['cosmetic', 'It has 1,000 seats.', 'It has 1000 seats.'],
    ['minor', 'In the the hall we met.', 'In the hall we met.'],
    ['minor', 'The colour of the centre.', 'The color of the center.'],
    ['minor', "It doesn't matter.", 'It does not matter.'],
    ['minor', 'Applicants recieve it.', 'Applicants receive it.'],
    ['minor', 'Five firms came.', '5 firms came.'],
    ['minor', 'The file list the firms.', 'The file lists the firms.'],
    ['minor', 'It help firms.', 'It helps firms.'],
    ['facts', 'Over 30 firms came.', 'Over 40 firms came.'],
    ['facts', 'Over 30 firms came.', 'Nearly 30 firms came.'],
    ['facts', 'It costs 1,000 yuan.', 'It costs 1.000 yuan.'],
    ['facts', 'Use version 3.10 now.', 'Use version 3.1 now.'],
    ['facts', 'Rooms 12 5 are shut.', 'Rooms 125 are shut.'],
    ['facts', 'At -5 degrees.', 'At 5 degrees.'],
    ['facts', 'A plant of 5 MW.', 'A plant of 5 mW.'],
    ['facts', 'The US team won.', 'The us team won.'],
    ['facts', 'It opens on May 6.', 'It opens on May 7.'],
    ['facts', 'One office is shut.', 'Two offices are shut.'],
    ['wording', 'You may apply.', 'You must apply.'],
    ['wording', 'It is allowed.', 'It is not allowed.'],
    ['wording', 'Pay before June 3.', 'Pay after June 3.'],
    ['wording', 'All rooms are open.', 'Some rooms are open.'],
    ['wording', 'An increase of fees.', 'A decrease of fees.'],
    ['wording', 'Mr. Tan Wei spoke.', 'Mr. Tan Hui spoke.'],
    ['wording', 'Zhang spoke first.', 'Zheng spoke first.'],
    ['wording', 'The permit must be renewed.', 'The permit must be removed.'],
    ['wording', 'File the complaint form.', 'File the compliant form.'],
    ['wording', 'You have to pay a fee.', 'You pay a fee.'],
    ['wording', 'We pay the fee.', 'They pay the fee.'],
    ['wording', 'See Annex A of it.', 'See Annex of it.'],
    ['wording', 'The certificate lapses.', 'The certificates lapse.'],
    ['wording', 'Hand in the forms.', 'Hand in the form.'],
    ['wording', 'The office may inspect.', 'The office may be inspected.'],
    ['wording', 'The constructor of it.', 'The builder of it.'],
    ['wording', 'Meals in house rooms.', 'Meals in in-house rooms.'],
  ])('%s: %s → %s', (expected, before, after) => {
    expect(classOf('en', before, after)).toBe(expected);
  });
});

describe('the class of a change in Chinese', () => {
  it.each([
    ['cosmetic', '会议，如期召开。', '会议 如期召开！'],
    ['minor', '的的会议召开', '的会议召开'],
    ['minor', '举行会议', '举行了会议'],
    ['facts', '30家以上企业', '30家以下企业'],
    ['facts', '3月21日召开', '3月22日召开'],
    ['wording', '不得转让', '可以转让'],
    ['wording', '暂停证书', '撤销证书'],
    ['wording', '甲和乙', '甲或乙'],
  ])('%s: %s → %s', (expected, before, after) => {
    expect(classOf('zh', before, after)).toBe(expected);
  });
});

describe('segments', () => {
  const diff = (before: string, after: string) =>
    diffSegments('en', segments('en', before), segments('en', after));
  const one = 'The harbour office opens at dawn.';
  const two = 'Fishing boats must register first.';
  const three = 'Visitors are welcome on the pier.';

  it('are added and removed in place', () => {
    expect(diff(`${one} ${three}`, `${one} ${two} ${three}`).segments).toMatchObject([
      { before: [0], after: [0], class: 'unchanged' },
      { before: [], after: [1], class: 'added' },
      { before: [1], after: [2], class: 'unchanged' },
    ]);
    expect(diff(`${one} ${two} ${three}`, `${one} ${three}`).segments).toMatchObject([
      { before: [0], after: [0] },
      { before: [1], after: [], class: 'removed' },
      { before: [2], after: [1] },
    ]);
  });

  it('that stand elsewhere are moved', () => {
    const { segments: changes, class: worst } = diff(
      `${one} ${two} ${three}`,
      `${three} ${one} ${two}`,
    );
    expect(worst).toBe('moved');
    expect(changes.filter((change) => change.class === 'moved')).toHaveLength(1);
  });

  it('that were divided or joined in the same words are no more than minor', () => {
    const whole = 'The office opens at dawn, and boats leave from the old pier at noon.';
    const parts = 'The office opens at dawn. And boats leave from the old pier at noon.';
    expect(diff(whole, parts).segments).toMatchObject([
      { before: [0], after: [0, 1], class: 'cosmetic' },
    ]);
    expect(diff(parts, whole).segments).toMatchObject([
      { before: [0, 1], after: [0], class: 'cosmetic' },
    ]);
  });

  it('show what came and went word by word', () => {
    const [change] = diff('Over 30 firms came.', 'Over 40 firms came.').segments;
    expect(change?.edits).toEqual([
      { op: 'keep', text: 'Over ' },
      { op: 'delete', text: '30' },
      { op: 'insert', text: '40' },
      { op: 'keep', text: ' firms came.' },
    ]);
  });

  it('with another link target have other facts; with other emphasis they differ only in looks', () => {
    const link = (href: string): Mark => ({ from: 0, to: 3, tag: 'a', attributes: { href } });
    const of = (mark?: Mark) => segments('en', 'See the notice.', mark ? [mark] : []);
    expect(diffSegments('en', of(link('/a')), of(link('/b'))).class).toBe('facts');
    expect(diffSegments('en', of(), of({ from: 0, to: 3, tag: 'em', attributes: {} })).class).toBe(
      'cosmetic',
    );
  });
});

describe('every diff', () => {
  const words = fc.constantFrom(
    'Boats',
    'leave',
    'at',
    '9',
    'noon.',
    'Fees',
    'rise',
    'not',
    '5%.',
    '港口',
    '开放。',
    '三家',
  );
  const text = fc.array(words, { maxLength: 25 }).map((list) => list.join(' '));
  const language = fc.constantFrom<Language>('en', 'zh');

  it('of a text and itself is unchanged', () => {
    fc.assert(
      fc.property(text, language, (a, lang) => {
        expect(classOf(lang, a, a)).toBe('unchanged');
      }),
    );
  });

  it('names every segment once, bears the gravest class, and its edits make both texts', () => {
    fc.assert(
      fc.property(text, text, language, (a, b, lang) => {
        const [before, after] = [segments(lang, a), segments(lang, b)];
        const diff = diffSegments(lang, before, after);
        expect(diff.segments.flatMap((s) => s.before).sort((x, y) => x - y)).toEqual(
          before.map((s) => s.index),
        );
        expect(diff.segments.flatMap((s) => s.after)).toEqual(after.map((s) => s.index));
        expect(diff.class).toBe(gravest(diff.segments.map((s) => s.class)));
        for (const change of diff.segments) {
          const side = (drop: string) =>
            change.edits
              .filter((edit) => edit.op !== drop)
              .map((edit) => edit.text)
              .join('');
          const gap = lang === 'en' ? ' ' : '';
          expect(side('insert')).toBe(change.before.map((k) => before[k]?.text).join(gap));
          expect(side('delete')).toBe(change.after.map((k) => after[k]?.text).join(gap));
        }
      }),
    );
  });

  it('knows the classes by gravity', () => {
    expect(gravest([])).toBe('unchanged');
    expect(gravest(changeClasses)).toBe('facts');
    expect(gravest(['moved', 'minor'])).toBe('moved');
  });

  it.each(['a', 'a b ', '好', '1', '.', '🙂', '\ud800'])(
    'takes bounded time over 200,000 characters of %j',
    (unit) => {
      const before = unit.repeat(Math.ceil(200_000 / unit.length));
      const start = process.cpuUsage();
      diffSegments('en', segments('en', before), segments('en', `x${before}y`));
      diffSegments('zh', segments('zh', before), segments('zh', before.slice(7)));
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(6000);
    },
  );

  it('of whole contents covers the title', () => {
    const content = (title: string) => ({
      title,
      summary: '',
      body: '<p>Boats leave at noon.</p>',
    });
    expect(diffContent('en', content('Harbour notice'), content('Harbor notice')).class).toBe(
      'minor',
    );
  });
});
