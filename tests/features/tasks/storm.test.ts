import fc from 'fast-check';
import type { Actor } from '../../../src/core/permission.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import { expectHealthy } from '../../support/doctor.ts';
import { allDone, faultsOf } from '../../support/invariants.ts';
import type { Move, Stage } from './moves.ts';
import { lifeArbitrary, performers } from './moves.ts';
import type { Desk } from './room.ts';
import { openDesk } from './room.ts';

/** Many people act on the same notices at the same moment, with the workers at work. */
let desk: Desk;
let people: readonly Actor[];
beforeAll(async () => {
  desk = await openDesk();
  people = await Promise.all([
    ...['Author', 'Editor', 'Third'].map((name) => desk.person(name, ['editor'])),
    desk.person('Translator', ['translator']),
    desk.person('Chinese', ['translator'], ['zh']),
  ]);
});
afterAll(() => desk.t.close());

/** Failures that are no refusal: a deadlock, a broken constraint, anything that answers 500. */
async function perform(
  stage: Stage | undefined,
  moves: readonly Move[],
  failures: unknown[],
): Promise<number> {
  if (stage === undefined) throw new Error('no stage');
  let done = 0;
  for (const move of moves) {
    if (move.move === 'job') continue;
    try {
      await performers[move.move](stage, move as never);
      done += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) failures.push({ move, error });
    }
  }
  return done;
}

test('acts at the same moment are done or refused, never fail, and leave the ledger whole', async () => {
  const [author, editor] = people;
  if (author === undefined || editor === undefined) throw new Error('nobody is there');
  const stages: Stage[] = [];
  for (let i = 0; i < 4; i += 1) {
    const slug = await desk.inStep(author, editor);
    const { id } = await desk.notice(slug);
    stages.push({ desk, people, slug, notice: id, typed: new Map() });
  }
  await desk.t.startWorkers();
  const failures: unknown[] = [];
  const seed = Date.now();
  const lives = fc.sample(lifeArbitrary, { numRuns: 4 * stages.length, seed });
  const done = await Promise.all(
    lives.map((moves, i) => perform(stages[i % stages.length], moves, failures)),
  );
  expect({ seed, failures }).toEqual({ seed, failures: [] });
  // A short life may be refused whole; a storm in which nothing is done would prove nothing.
  expect(done.filter((acts) => acts > 0).length).toBeGreaterThan(lives.length / 2);
  expect(await faultsOf(desk.ctx.db, { settled: false })).toEqual([]);
  await allDone(desk.ctx);
  await expectHealthy(desk.ctx);
}, 120_000);
