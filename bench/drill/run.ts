import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Chance } from '../accuracy/chance.ts';
import { openClients } from '../client.ts';
import { doctor, untilDrained } from '../doctor.ts';
import { makePeople } from '../make-people.ts';
import { measuredOn, percentile, writeSection } from '../figures.ts';
import { build } from '../processes.ts';
import type { Struck } from './faults.ts';
import { faults, strike } from './faults.ts';
import type { Book } from './people.ts';
import { newBook, read, work } from './people.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';

/*
 * npm run drill                        ten minutes, a fault every 20 s
 *   DRILL_SECONDS=120 DRILL_SEED=7 …   for another time, and the same faults again
 *   -- --no-write                      leaves bench/RESULTS.md as it is
 *
 * Two APIs, two workers, PostgreSQL and Redis under 50 people and 20 readers; the clocks of one API and of one
 * worker are an hour wrong all the time. Afterwards every write that was
 * acknowledged has to be there, once, and `hebi doctor` to find nothing. Exit code 1: something was lost,
 * doubled or left broken, or a public notice was not answered while a node was up.
 */

const seconds = Number(process.env['DRILL_SECONDS'] ?? 600);
const seed = Number(process.env['DRILL_SEED'] ?? Date.now() % 1_000_000);
const faultEveryMs = 20_000;
const people = 50;
const readers = 20;
/** As long as jobs may take that were in the hands of a worker that died. */
const drainMs = 180_000;

build();
const stage = await openStage();
let faulty = true;
try {
  faulty = await drill(stage);
} finally {
  await stage.close();
}
process.exit(faulty ? 1 : 0);

async function drill(on: Stage): Promise<boolean> {
  const book = newBook();
  const chance = new Chance(seed);
  const tokens = await editorTokens(on);
  const end = performance.now() + seconds * 1000;
  const isOver = () => performance.now() > end;
  const own = () => {
    const its = new Chance(chance.between(1, 1e9));
    return () => its.next();
  };
  const crowd = [
    ...Array.from({ length: people }, (_, k) =>
      work(on, book, { token: tokens[k % tokens.length] ?? '', chance: own() }, isOver),
    ),
    ...Array.from({ length: readers }, () => read(on, book, own(), isOver)),
  ];
  const struck: Struck[] = [];
  const ready = [...faults];
  while (performance.now() + faultEveryMs < end) {
    const start = performance.now();
    // Each kind once before any comes again.
    if (ready.length === 0) ready.push(...faults);
    const [fault] = ready.splice(chance.between(0, ready.length - 1), 1);
    if (fault === undefined) break;
    const blow = await strike(on, fault, () => chance.next());
    struck.push(blow);
    process.stdout.write(`${blow.name}: all ready after ${blow.recoveredS.toFixed(1)} s\n`);
    await sleep(Math.max(0, faultEveryMs - (performance.now() - start)));
  }
  await Promise.all(crowd);
  return report(on, book, struck);
}

/** Sessions of ten editors: of any two, one may vouch for what the other wrote. */
async function editorTokens(on: Stage): Promise<string[]> {
  const [api] = on.apis;
  if (api === undefined) throw new Error('there is no API');
  const { writer } = await openClients(api.url);
  return makePeople(api.url, { writer, role: 'editor', count: 10 });
}

async function report(on: Stage, book: Book, struck: readonly Struck[]): Promise<boolean> {
  const drainedS = await untilDrained(on, drainMs);
  const symptoms = await doctor(on);
  const { lost, doubled } = await compare(on, book);
  const operations = [...book.done.values()].reduce((sum, n) => sum + n, 0);
  const recoveries = struck.map(({ recoveredS }) => recoveredS);
  const refused = [...book.refused].sort((a, b) => b[1] - a[1]);
  const lines = [
    measuredOn([], `DRILL_SECONDS=${seconds} DRILL_SEED=${seed} npm run drill`),
    '',
    `| of ${people} people and ${readers} readers in ${seconds} s | |`,
    '|---|---:|',
    `| operations that were answered | ${operations} |`,
    `| of these, texts written | ${book.written.length} |`,
    `| requests with no answer, or 5xx to the last | ${book.unknown} |`,
    `| told to come back (503 with Retry-After), and came | ${book.toldToWait} |`,
    `| faults | ${struck.length} |`,
    `| from the blow until all were ready, p50 / max s | ${percentile(recoveries, 0.5).toFixed(1)} / ${Math.max(...recoveries).toFixed(1)} |`,
    `| until every job was done, at the end, s | ${drainedS.toFixed(1)} |`,
    `| acknowledged writes lost | ${lost.length} |`,
    `| writes doubled | ${doubled.length} |`,
    `| what \`hebi doctor\` finds | ${symptoms.length} |`,
    `| public notices read | ${book.read.answered + book.read.later} |`,
    `| of these, when the reader came back as told | ${book.read.later} |`,
    `| not held ready by any node while PostgreSQL was away | ${book.read.withoutDatabase} |`,
    `| not answered although a node and PostgreSQL were up | ${book.read.failed.length} |`,
  ];
  const table = lines.join('\n');
  process.stdout.write(`\n${table}\n\n`);
  for (const [what, times] of refused) process.stdout.write(`  ${times} × ${what}\n`);
  for (const each of [...lost, ...doubled, ...book.read.failed].slice(0, 20))
    process.stdout.write(`  ${each}\n`);
  for (const { grade, detail } of symptoms.slice(0, 20))
    process.stdout.write(`  ${grade}: ${detail}\n`);
  if (!process.argv.includes('--no-write')) writeSection('drill', table);
  return [lost, doubled, symptoms, book.read.failed].some((list) => list.length > 0);
}

/** What people were told is stored, against what is. */
async function compare(on: Stage, book: Book): Promise<{ lost: string[]; doubled: string[] }> {
  const client = new pg.Client({ connectionString: on.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ key: string; body: string }>(
      `select notice_id || ' ' || language || ' ' || number as key, body from revision`,
    );
    const bodies = new Map(rows.map(({ key, body }) => [key, body]));
    const lost = book.written
      .filter(({ notice, language, number, mark }) => {
        const body = bodies.get(`${notice} ${language} ${number}`);
        return body === undefined || !marksIn(body).includes(mark);
      })
      .map((each) => `lost: ${JSON.stringify(each)}`);
    const seen = new Map<string, number>();
    for (const { key, body } of rows) {
      const version = key.split(' ').slice(0, 2).join(' ');
      for (const mark of marksIn(body))
        seen.set(`${version} ${mark}`, (seen.get(`${version} ${mark}`) ?? 0) + 1);
    }
    const doubled = [...seen].filter(([, n]) => n > 1).map(([key]) => `doubled: ${key}`);
    return { lost, doubled };
  } finally {
    await client.end();
  }
}

function marksIn(body: string): string[] {
  return body.match(/m\d+x/g) ?? [];
}
