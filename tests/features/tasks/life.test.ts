import fc from 'fast-check';
import { sql } from 'kysely';
import type { Actor } from '../../../src/core/permission.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import type { TaskAct, TaskStatus } from '../../../src/core/task-life.ts';
import { statusAfter } from '../../../src/core/task-life.ts';
import { expectHealthy } from '../../support/doctor.ts';
import { faultsOf } from '../../support/invariants.ts';
import type { DueJob } from '../../support/jobs.ts';
import { dueJobs, runJob } from '../../support/jobs.ts';
import type { Move, Stage } from './moves.ts';
import { lifeArbitrary, performers } from './moves.ts';
import type { Desk } from './room.ts';
import { openDesk } from './room.ts';

/**
 * Random lives of a notice: several people act on it in any order, with leases and bases that may be
 * stale, and the jobs that follow run late, in any order, some of them twice.
 */
let desk: Desk;
let people: readonly Actor[];
/** A database of its own; after a fault another one, so that the next life begins without it. */
async function setStage(): Promise<void> {
  desk = await openDesk();
  people = [
    await desk.person('Author', ['editor']),
    await desk.person('Editor', ['editor']),
    await desk.person('Third', ['editor']),
    await desk.person('Translator', ['translator']),
    await desk.person('Chinese', ['translator'], ['zh']),
  ];
}
beforeAll(setStage);
afterAll(() => desk.t.close());

/** What each move may do to a task, and nothing else. */
const acts: Readonly<Record<Move['move'], readonly TaskAct[]>> = {
  claim: ['claim'],
  draft: [],
  submit: ['submit'],
  review: ['review'],
  approve: ['approve', 'supersede'],
  return: ['return'],
  release: ['release'],
  lapse: ['release'],
  sweep: [],
  save: [],
  saveBoth: [],
  confirm: [],
  retract: [],
  archive: [],
  rename: [],
  job: ['refresh', 'cancel'],
};

type Statuses = ReadonlyMap<string, TaskStatus>;

async function statuses(notice: string): Promise<Statuses> {
  const { rows } = await sql<{ id: string; status: TaskStatus }>`
    select id, status from live_task where notice_id = ${notice}`.execute(desk.ctx.db);
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** Every task went where one act of its life leads. New ones are open, or cancelled by the next job. */
function expectLawful(move: Move['move'], before: Statuses, after: Statuses): void {
  for (const [id, status] of after) {
    const was = before.get(id);
    if (was === status) continue;
    const lawful =
      was === undefined
        ? move === 'job' && (status === 'open' || status === 'cancelled')
        : acts[move].some((act) => statusAfter(was, act) === status);
    expect({ move, was, status, lawful }).toEqual({ move, was, status, lawful: true });
  }
}

/** Texts that were given and are found nowhere. */
async function lost(notice: string, given: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ kept: string }>`
    select string_agg(kept, ' ') as kept from (
      select r.title || r.body as kept from revision r where r.notice_id = ${notice}
      union all select d.versions::text || d.segments::text from task_draft d
        join task t on t.id = d.task_id where t.notice_id = ${notice}
      union all select s.versions::text from task_submission s
        join task t on t.id = s.task_id where t.notice_id = ${notice}) k`.execute(desk.ctx.db);
  return given.filter((word) => !(rows[0]?.kept ?? '').includes(word));
}

/** Jobs that wait, and those that ran and may be delivered once more. */
interface Queue {
  waiting: DueJob[];
  done: DueJob[];
}

async function runSome(queue: Queue, move: Extract<Move, { move: 'job' }>): Promise<void> {
  queue.waiting.push(...(await dueJobs(desk.ctx)));
  if (move.how === 'all') return runAll(queue);
  const again = move.how === 'again';
  const pool = again && queue.done.length > 0 ? queue.done : queue.waiting;
  const [job] = pool.splice(move.which % Math.max(1, pool.length), 1);
  if (job === undefined) return;
  await Promise.all(Array.from({ length: again ? 2 : 1 }, () => runJob(desk.ctx, job)));
  queue.done.push(job);
}

async function runAll(queue: Queue): Promise<void> {
  for (;;) {
    queue.waiting.push(...(await dueJobs(desk.ctx)));
    const job = queue.waiting.shift();
    if (job === undefined) return;
    await runJob(desk.ctx, job);
    queue.done.push(job);
  }
}

async function live(moves: readonly Move[], told: Map<string, number>): Promise<void> {
  const [author = people[0], editor = people[1]] = people;
  if (author === undefined || editor === undefined) throw new Error('nobody is there');
  const slug = await (moves.length % 3 === 0
    ? desk.englishOnly(author)
    : desk.inStep(author, editor));
  const { id } = await desk.notice(slug);
  const stage: Stage = { desk, people, slug, notice: id, typed: new Map() };
  const queue: Queue = { waiting: [], done: [] };
  for (const move of moves) {
    const before = await statuses(id);
    const outcome = await outcomeOf(() =>
      move.move === 'job' ? runSome(queue, move) : performers[move.move](stage, move as never),
    );
    told.set(`${move.move} ${outcome}`, (told.get(`${move.move} ${outcome}`) ?? 0) + 1);
    expectLawful(move.move, before, await statuses(id));
    expect(await faultsOf(desk.ctx.db, { settled: false })).toEqual([]);
    expect(await lost(id, [...stage.typed.values()])).toEqual([]);
  }
  await runAll(queue);
  expect(await faultsOf(desk.ctx.db, { settled: true })).toEqual([]);
}

async function outcomeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test('keeps every rule, whatever people do and whenever the jobs run', async () => {
  const told = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(lifeArbitrary, (moves) =>
      live(moves, told).catch(async (error: unknown) => {
        await desk.t.close();
        await setStage();
        throw error;
      }),
    ),
    // Shrinking a long life takes long: stop in time to say what has been found.
    { numRuns: 24, interruptAfterTimeLimit: 90_000 },
  );
  // The lives are worth something: each of these happened.
  for (const each of ['claim done', 'submit done', 'review done', 'approve done', 'return done']) {
    expect([each, (told.get(each) ?? 0) > 0]).toEqual([each, true]);
  }
  await expectHealthy(desk.ctx);
}, 240_000);
