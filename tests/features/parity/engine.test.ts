import { defaultPolicy } from '../../../src/core/checks/policy.ts';
import type { Engine } from '../../../src/features/parity/engine.ts';
import { openEngine } from '../../../src/features/parity/engine.ts';

const content = (body: string) => ({ title: '', summary: '', body });
const question = {
  en: content('<p>The office opens at 9.30.</p>'),
  zh: content('<p>办公室9时30分开放。</p>'),
  policy: defaultPolicy,
  constraints: [],
};

const open: Engine[] = [];
function engineWith(patience?: number): Engine {
  const engine = openEngine(patience);
  open.push(engine);
  return engine;
}
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});

describe('the engine', () => {
  it('refuses a question that takes longer than it may, and each after it for itself', async () => {
    // Loading the dictionaries alone takes many times as long.
    const engine = engineWith(5);
    for (let i = 0; i < 2; i += 1) {
      await expect(engine.report(question)).rejects.toMatchObject({
        code: 'unavailable',
        detail: { retryAfterSeconds: 5 },
      });
    }
  });

  it('refuses what still waits when the process ends', async () => {
    const engine = engineWith();
    const waiting = expect(engine.report(question)).rejects.toMatchObject({ code: 'unavailable' });
    await engine.close();
    await waiting;
  });
});
