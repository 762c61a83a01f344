import { createNotice } from '../../src/features/notices/create-notice.ts';
import { readNotice } from '../../src/features/notices/read-notice.ts';
import { saveRevision } from '../../src/features/notices/save-revision.ts';
import { confirmPair } from '../../src/features/parity/confirm-pair.ts';
import { publishVersion } from '../../src/features/delivery/publish-version.ts';
import type { TestService } from '../support/service.ts';
import { backends, makePerson, openTestService, settle } from '../support/service.ts';
import { runHebi } from '../support/terminal.ts';

const html = { format: 'html' } as const;
const text = (n: number) => ({
  title: 'Hours',
  body: `<p>Open at ${n}.</p><p>Bring ${n} forms.</p>`,
  ...html,
});
const zh = { title: '时间', body: '<p>1点开门。</p><p>请携带1份表格。</p>', ...html };

describe.each(backends)('while people work, on $kind', ({ redisUrl }) => {
  let t: TestService;
  beforeAll(async () => {
    t = await openTestService({ redisUrl });
  });
  afterAll(() => t.close());

  const examine = async () => {
    const environment: Record<string, string> = redisUrl === null ? {} : { REDIS_URL: redisUrl };
    const answer = await runHebi(['doctor', '--json'], { databaseUrl: t.databaseUrl, environment });
    return {
      exit: answer.code,
      ...(JSON.parse(answer.out) as { symptoms: unknown[]; hints: number }),
    };
  };

  test('nothing that is under way is taken for broken or lost', async () => {
    const emma = await makePerson(t.service, { name: 'Emma', roles: ['editor'] });
    const li = await makePerson(t.service, { name: 'Li', roles: ['editor'] });
    const work = async (slug: string): Promise<void> => {
      const versions = { en: text(1), zh };
      await createNotice(t.service, emma, { slug, release: 'independent', versions });
      await confirmPair(t.service, li, { notice: slug, en: 1, zh: 1 });
      await publishVersion(t.service, li, { notice: slug, language: 'en' });
      for (let n = 2; n < 12; n += 1) {
        const { head } = await readNotice(t.service, slug);
        const condition = { ifMatch: `"en-${head.en}"`, ifNoneMatch: null };
        const saving = { notice: slug, language: 'en', change: 'auto', condition } as const;
        await saveRevision(t.service, emma, { ...saving, text: text(n) });
      }
    };
    const finished = Promise.all(['a', 'b', 'c', 'd'].map(work)).then(() => true);
    for (let isOver = false; !isOver;) {
      isOver = await Promise.race([finished, Promise.resolve(false)]);
      const { exit, symptoms, hints } = await examine();
      const grave = symptoms.filter(
        (symptom) => (symptom as { grade: string }).grade !== 'unsettled',
      );
      expect([exit, hints, grave]).toEqual([0, 0, []]);
    }
    await settle(t.service);
    expect(await examine()).toMatchObject({ exit: 0, symptoms: [], notices: 4 });
  });
});
