import { runCli } from '../../src/cli.ts';
import { signIn } from '../support/http.ts';
import { makePerson, openTestService } from '../support/service.ts';

it('reports the parity of the whole site, and again without computing anew', async () => {
  const t = await openTestService({ workers: false });
  try {
    const editor = await signIn(
      t.url,
      await makePerson(t.service, { name: 'Emma', roles: ['editor'] }),
    );
    for (const [slug, day] of [
      ['first', '21'],
      ['second', '12'],
    ] as const) {
      await editor.post('/api/v1/notices', {
        slug,
        versions: {
          en: { title: 'The centre opens', body: '<p>It opened on 21 March 2025.</p>' },
          zh: { title: '中心启用', body: `<p>该中心于2025年3月${day}日启用。</p>` },
        },
      });
    }
    const run = async (...options: string[]) => {
      const out: string[] = [];
      const err: string[] = [];
      const code = await runCli(['parity', '--all', ...options], {
        out: (text) => out.push(text),
        err: (text) => err.push(text),
        read: () => Promise.resolve(''),
        environment: { DATABASE_URL: t.databaseUrl, LANG: 'en_GB.UTF-8' },
      });
      return { code, out: out.join(''), err: err.join('') };
    };
    const first = await run('--json');
    expect([first.code, JSON.parse(first.out)]).toEqual([
      0,
      expect.objectContaining({ notices: 2, errors: 1 }),
    ]);
    const times = () =>
      t.service.db.selectFrom('parityReport').select('createdAt').orderBy('noticeId').execute();
    const made = await times();
    const second = await run();
    expect(second).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^2 pairs: 1 errors/),
      err: expect.stringContaining('2/2'),
    });
    expect(await times()).toEqual(made);
  } finally {
    await t.close();
  }
});
