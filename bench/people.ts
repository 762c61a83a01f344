import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/launch.ts';
import { Chance } from './accuracy/chance.ts';
import { openClients } from './client.ts';
import { makePeople } from './make-people.ts';
import type { Book, Place } from './desk.ts';
import { Desk, newBook } from './desk.ts';
import { openStream } from './event-streams.ts';
import type { Report } from './figures.ts';
import { embeddedPostgres, milliseconds, percentile } from './figures.ts';
import { makeManyNotices, variants, wordOf } from './many-notices.ts';
import type { Running } from './processes.ts';
import { dataFolder, startHebi } from './processes.ts';

/** PEOPLE=50 PEOPLE_SECONDS=30 PEOPLE_NOTICES=1000 npm run bench people: fewer, for less time, on less. */
const peopleCount = Number(process.env['PEOPLE'] ?? 200);
const seconds = Number(process.env['PEOPLE_SECONDS'] ?? 120);
const notices = Number(process.env['PEOPLE_NOTICES'] ?? 10_000);
/** People come one after the other, and what a process does for the first time takes longer. */
const warmUpSeconds = Math.min(20, seconds / 4);
const medianThinkMs = 5_000;
/** Of the logarithm: one pause in six is longer than twice the median, one in six shorter than half of it. */
const thinkSpread = 0.7;
/** As in the workbench: events are gathered for so long, and lists rest after they were read anew. */
const gatherMs = 250;
const listsRestMs = { least: 4_000, most: 6_000 } as const;
const goalMs = 200;
const seed = 20_261_127;

type Act = (desk: Desk, chance: Chance) => Promise<void>;

/** How often of a hundred times each is done next. */
const mix: readonly (readonly [number, Act])[] = [
  [24, (desk) => desk.inbox()],
  [14, (desk) => desk.open()],
  [15, (desk) => desk.translate()],
  [10, (desk) => desk.review()],
  [7, (desk) => desk.edit()],
  [3, (desk) => desk.create()],
  [3, (desk) => desk.publish()],
  [8, (desk) => desk.look('list of notices', '/notices?limit=50')],
  [4, (desk) => desk.look('list of notices', '/notices?limit=50&outOfStep=true&sort=worst')],
  [
    8,
    (desk, chance) => {
      const word = wordOf(
        chance.pick(['en', 'zh'] as const) ?? 'en',
        chance.between(0, variants - 1),
      );
      return desk.look('search', `/notices?q=${encodeURIComponent(word)}`);
    },
  ],
  [4, (desk) => desk.look('parity board', '/parity/summary')],
];

/** Those who look at their inbox read it anew when an event touches it, as the workbench does. */
interface Eyes {
  onInbox: boolean;
}

/** A working day's crowd at the workbench of one API process, with workers beside it. */
export async function people(profile: string | null): Promise<Report> {
  const data = dataFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: data.path });
  const environment = { DATABASE_URL: postgres.url };
  const running: Running[] = [];
  try {
    const hebi = await startHebi({ program: 'api', environment, profile });
    running.push(hebi);
    running.push(await startHebi({ program: 'workers', environment, profile }));
    const { writer } = await openClients(hebi.url);
    await makeManyNotices({ url: postgres.url, from: 1, to: notices, length: 'whole' });
    const tokens = await makePeople(hebi.url, { writer, role: 'editor', count: peopleCount });
    return reportOf(await crowd(hebi.url, tokens));
  } finally {
    for (const each of running.toReversed()) await each.stop();
    await postgres.stop();
    data.remove();
  }
}

interface Seen {
  readonly book: Book;
  /** ms by kind of request, once all were there. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  readonly brokenStreams: number;
}

async function crowd(url: string, tokens: readonly string[]): Promise<Seen> {
  const book = newBook();
  const times = new Map<string, number[]>();
  const chance = new Chance(seed);
  const begun = performance.now();
  const end = begun + (warmUpSeconds + seconds) * 1000;
  const place: Place = {
    book,
    url: () => url,
    onAnswer: (what, ms) => {
      if (performance.now() < begun + warmUpSeconds * 1000) return;
      const known = times.get(what) ?? [];
      known.push(ms);
      times.set(what, known);
    },
  };
  let brokenStreams = 0;
  const work = async (token: string): Promise<void> => {
    const own = new Chance(chance.between(1, 1e9));
    const think = () => sleep(Math.min(thinkMs(own), Math.max(0, end - performance.now())));
    const desk = new Desk(place, { token, chance: () => own.next(), think });
    const eyes: Eyes = { onInbox: false };
    const onText = follower(eyes, desk, own);
    await sleep(own.next() * warmUpSeconds * 1000);
    const isBroken = (): null => {
      brokenStreams += 1;
      return null;
    };
    const stream = await openStream({ url, token, onText, onEnd: isBroken }).catch(isBroken);
    while (performance.now() < end) {
      const act = next(own);
      eyes.onInbox = act === mix[0]?.[1];
      await act(desk, own);
      await think();
    }
    eyes.onInbox = false;
    stream?.close();
  };
  await Promise.all(tokens.map(work));
  return { book, times, brokenStreams };
}

function follower(eyes: Eyes, desk: Desk, chance: Chance): (text: string) => void {
  let waits = false;
  let restedAt = 0;
  return (text) => {
    if (waits || !eyes.onInbox || !/^event: task\./m.test(text)) return;
    waits = true;
    void sleep(Math.max(gatherMs, restedAt - performance.now()))
      .then(() => {
        restedAt = performance.now() + chance.between(listsRestMs.least, listsRestMs.most);
        return eyes.onInbox ? desk.inbox() : undefined;
      })
      .finally(() => (waits = false));
  };
}

function next(chance: Chance): Act {
  let left = chance.next() * mix.reduce((sum, [share]) => sum + share, 0);
  const found = mix.find(([share]) => {
    left -= share;
    return left < 0;
  });
  return (found ?? mix[0])?.[1] ?? (() => Promise.resolve());
}

/** Log-normal: most pauses are short, some are long. */
function thinkMs(chance: Chance): number {
  const normal =
    Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  return medianThinkMs * Math.exp(thinkSpread * normal);
}

function reportOf({ book, times, brokenStreams }: Seen): Report {
  const all = [...times.values()].flat();
  const row = (what: string, ms: readonly number[]) => [
    what,
    ms.length,
    ...[0.5, 0.95, 0.99].map((share) => milliseconds(percentile(ms, share))),
  ];
  const p95 = percentile(all, 0.95);
  const refused = [...book.refused].map(([what, count]) => `${count} × ${what}`).join(', ');
  if (refused !== '') process.stdout.write(`refused: ${refused}\n`);
  return {
    name: 'people',
    parts: [embeddedPostgres(), `${notices.toLocaleString('en')} notices`],
    columns: [`${peopleCount} people, ${seconds} s`, 'requests', 'p50 ms', 'p95 ms', 'p99 ms'],
    rows: [
      ...[...times].sort((a, b) => b[1].length - a[1].length).map(([what, ms]) => row(what, ms)),
      row(`all: ${(all.length / seconds).toFixed(0)} a second`, all),
    ],
    goals: [
      {
        what: `p95 of all requests below ${goalMs} ms`,
        measured: `${milliseconds(p95)} ms`,
        met: p95 < goalMs,
      },
      {
        what: 'no request without an answer or with 5xx, no stream refused or broken',
        measured: `${book.unknown} and ${brokenStreams}`,
        met: book.unknown + brokenStreams === 0,
      },
    ],
  };
}
