import type { SiteNotice } from '../../../src/features/delivery/contract.ts';
import { dropsAnswers, openReadyAnswers } from '../../../src/features/delivery/ready-answers.ts';
import type { SiteAnswer } from '../../../src/features/delivery/site-answer.ts';
import { answerOf, listAnswer, noticeAnswer } from '../../../src/features/delivery/site-answer.ts';

const notice: SiteNotice = {
  slug: 'spring',
  locale: 'en',
  title: 'Spring',
  summary: '',
  html: '<p>Spring.</p>',
  date: null,
  publishedAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:00:00.000Z',
  fallback: false,
  converted: false,
  counterpart: null,
};
const answerFor = (noticeId: string, html = notice.html): SiteAnswer =>
  noticeAnswer(noticeId, { ...notice, html }, 'en');
const list = listAnswer({ items: [], next: null }, 'en');
const bodyOf = (answer: SiteAnswer) => answer.variants.identity.body.toString();

/** A rendering that ends when it is told to. */
function rendering() {
  const calls: ((answer: SiteAnswer) => void)[] = [];
  const render = () => new Promise<SiteAnswer>((resolve) => void calls.push(resolve));
  return { calls, render, end: (i: number, answer: SiteAnswer) => calls[i]?.(answer) };
}

const fails = () => Promise.reject(new Error('no'));

describe('ready answers', () => {
  test('are rendered once for all who ask at the same time, and then kept', async () => {
    const ready = openReadyAnswers({ defaultLocale: 'en' });
    const { calls, render, end } = rendering();
    const asked = [1, 2, 3].map(() => ready.take('/a', render));
    end(0, answerFor('n1'));
    const [first, ...others] = await Promise.all(asked);
    expect(others).toEqual([first, first]);
    expect(await ready.take('/a', render)).toBe(first);
    expect(calls).toHaveLength(1);
  });

  test.each(['dropNotice', 'dropAll', 'hear'] as const)(
    'what was rendered from data read before a drop is not kept: %s',
    async (how) => {
      const ready = openReadyAnswers({ defaultLocale: 'en' });
      const { calls, render, end } = rendering();
      const before = ready.take('/a', render);
      if (how === 'dropNotice') ready.dropNotice('n1');
      if (how === 'dropAll') ready.dropAll();
      if (how === 'hear') ready.hear('publication.published n1');
      // Asked after the drop: must not be given the rendering that began before it.
      const after = ready.take('/a', render);
      expect(calls).toHaveLength(2);
      end(1, answerFor('n1', '<p>new</p>'));
      expect(bodyOf(await after)).toContain('new');
      end(0, answerFor('n1', '<p>old</p>'));
      expect(bodyOf(await before)).toContain('old');
      const kept = await ready.take('/a', render);
      expect(bodyOf(kept)).toContain('new');
      expect(calls).toHaveLength(2);
    },
  );

  test('an older rendering that ends first does not take the place of a newer one', async () => {
    const ready = openReadyAnswers({ defaultLocale: 'en' });
    const { calls, render, end } = rendering();
    const before = ready.take('/a', render);
    ready.dropAll();
    const after = ready.take('/a', render);
    end(0, answerFor('n1', '<p>old</p>'));
    await before;
    const third = ready.take('/a', render);
    expect(calls).toHaveLength(2);
    end(1, answerFor('n1', '<p>new</p>'));
    expect(await third).toBe(await after);
  });

  test('a rendering that fails is not kept, and all who wait are told', async () => {
    const ready = openReadyAnswers({ defaultLocale: 'en' });
    const asked = [ready.take('/a', fails), ready.take('/a', fails)];
    expect((await Promise.allSettled(asked)).map((each) => each.status)).toEqual([
      'rejected',
      'rejected',
    ]);
    const answer = answerFor('n1');
    expect(await ready.take('/a', () => Promise.resolve(answer))).toBe(answer);
  });

  test('a drop takes the notice and every list, and leaves the others', async () => {
    const ready = openReadyAnswers({ defaultLocale: 'en' });
    const keep = (address: string, answer: SiteAnswer | Promise<SiteAnswer>) =>
      ready.take(address, () => Promise.resolve(answer));
    await keep('/one', answerFor('n1'));
    await keep('/one-zh', answerFor('n1'));
    await keep('/two', answerFor('n2'));
    await keep('/list', list);
    ready.hear('publication.withdrawn n1');
    const rendered: string[] = [];
    for (const address of ['/one', '/one-zh', '/two', '/list']) {
      await ready.take(address, () => {
        rendered.push(address);
        return Promise.resolve(list);
      });
    }
    expect(rendered).toEqual(['/one', '/one-zh', '/list']);
    ready.hear('category.changed ');
    expect(ready.bytes).toBe(0);
  });

  test('stay within their bytes, the least recently used going first', async () => {
    const size = 100_000;
    const ready = openReadyAnswers({ defaultLocale: 'en', maxBytes: 10 * size });
    let rendered = 0;
    const ask = (address: string) =>
      ready.take(address, () => {
        rendered += 1;
        return Promise.resolve(answerFor(address, 'x'.repeat(size)));
      });
    await ask('/often');
    for (let i = 0; i < 50; i += 1) {
      await ask(`/once-${i}`);
      await ask('/often');
    }
    expect(rendered).toBe(51);
    expect(ready.bytes).toBeLessThanOrEqual(10 * size);
    expect(ready.bytes).toBeGreaterThan(8 * size);
    await ready.take('/giant', () => Promise.resolve(answerFor('g', 'x'.repeat(5 * size))));
    await ask('/often');
    expect(rendered).toBe(51);
  });
});

describe('the encodings of an answer', () => {
  const text = 'The office opens at eight. '.repeat(200);
  const fresh = () => answerFor('n1', text);

  test('are made once for all who ask at the same time, and counted', async () => {
    const ready = openReadyAnswers({ defaultLocale: 'en' });
    const { variants } = await ready.take('/a', fresh);
    const plain = ready.bytes;
    const [first, ...others] = await Promise.all([1, 2, 3].map(async () => variants.in('br')));
    expect(others).toEqual([first, first]);
    expect(variants.in('br')).toBe(first);
    expect(ready.bytes).toBeGreaterThanOrEqual(plain + (first?.body.byteLength ?? 0));
    const before = ready.bytes;
    await variants.in('gzip');
    expect(ready.bytes).toBeGreaterThan(before);
    ready.dropNotice('n1');
    expect(ready.bytes).toBe(0);
    expect(first?.etag).toMatch(/-br"$/);
  });

  test('what was dropped meanwhile counts for nothing', async () => {
    const ready = openReadyAnswers({ defaultLocale: 'en' });
    const { variants } = await ready.take('/a', fresh);
    const making = variants.in('br');
    ready.dropAll();
    await making;
    expect(ready.bytes).toBe(0);
  });

  test('the oldest answers go where encodings take their room', async () => {
    const size = fresh().variants.identity.body.byteLength + 2048 + 4;
    const ready = openReadyAnswers({ defaultLocale: 'en', maxBytes: 5 * size });
    const kept = [];
    for (const name of ['/a', '/b', '/c', '/d', '/e']) kept.push(await ready.take(name, fresh));
    await kept[4]?.variants.in('br');
    let rendered = 0;
    const again = () => {
      rendered += 1;
      return fresh();
    };
    await ready.take('/e', again);
    expect(rendered).toBe(0);
    await ready.take('/a', again);
    expect(rendered).toBe(1);
    expect(ready.bytes).toBeLessThanOrEqual(5 * size);
  });

  test('a body that gets no smaller is sent as it is', async () => {
    const { variants } = answerFor('n1', 'short');
    expect(variants.in('br')).toBe(variants.identity);
    expect(variants.heldIn(['"x-br"'], 'br')).toBeNull();
  });
});

describe('a notice that every page may depend on', () => {
  const page = answerOf('<p>page</p>', {
    type: 'text/html',
    languages: 'en',
    surrogateKey: 'notices',
    noticeId: 'n2',
    isPage: true,
  });

  test.each([
    ['every page depends on it', () => Promise.resolve(true), 2],
    ['no other does', () => Promise.resolve(false), 1],
    ['nobody can tell', fails, 2],
  ] as const)('%s', async (_, isOnEveryPage, renderings) => {
    const asked: string[] = [];
    const ready = openReadyAnswers({
      defaultLocale: 'en',
      isOnEveryPage: (noticeId) => {
        asked.push(noticeId);
        return isOnEveryPage();
      },
    });
    let rendered = 0;
    const render = () => {
      rendered += 1;
      return page;
    };
    await ready.take('/page', render);
    ready.hear('publication.published n1');
    ready.hear('revision.saved n1');
    await ready.take('/page', render);
    expect([asked, rendered]).toEqual([['n1'], renderings]);
  });
});

test.each([
  ['publication.published', true],
  ['publication.withdrawn', true],
  ['pair.certified', true],
  ['pair.retracted', true],
  ['notice.changed', true],
  ['category.changed', true],
  ['setting.changed', true],
  ['publication.requested', false],
  ['revision.saved', false],
  ['task.claimed', false],
  ['', false],
])('an event of type %j drops answers: %s', (type, expected) => {
  expect(dropsAnswers(type)).toBe(expected);
});
