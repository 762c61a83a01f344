import { setTimeout as sleep } from 'node:timers/promises';
import { Chance } from './accuracy/chance.ts';
import type { Book, Place } from './desk.ts';
import { Desk, newBook } from './desk.ts';
import { openStream } from './event-streams.ts';
import { variants, wordOf } from './many-notices.ts';

/** Of the logarithm: one pause in six is longer than twice the median, one in six shorter than half of it. */
const thinkSpread = 0.7;
/** As in the workbench: events are gathered for so long, and lists rest after they were read anew. */
const gatherMs = 250;
const listsRestMs = { least: 4_000, most: 6_000 } as const;
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

export interface CrowdOptions {
  readonly url: string;
  /** A session's token of each. */
  readonly tokens: readonly string[];
  /** They come one after the other within this time, in which nothing is measured. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly medianThinkMs: number;
}

/**
 * Ends what a person is at. Were it only the pause that ends, all who are in the middle of something would do the rest of
 * it at the same moment: a tenth of all submissions, in a second.
 */
class TimeOver extends Error {}

/** What a crowd saw. */
export interface Seen {
  readonly book: Book;
  /** ms by kind of request, once all were there. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  readonly brokenStreams: number;
}

/** People at the workbench of one API process, each with a stream of events, until their time is over. */
export async function crowd(options: CrowdOptions): Promise<Seen> {
  const { url, tokens, warmUpSeconds, seconds, medianThinkMs } = options;
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
    const pauseMs = () => Math.min(medianThinkMs * pause(own), end - performance.now());
    const think = async (): Promise<void> => {
      await sleep(Math.max(0, pauseMs()));
      if (performance.now() >= end) throw new TimeOver();
    };
    const desk = new Desk(place, { token, chance: () => own.next(), think });
    const eyes: Eyes = { onInbox: false };
    const onText = follower(eyes, desk, own);
    await sleep(own.next() * warmUpSeconds * 1000);
    const isBroken = (): null => {
      brokenStreams += 1;
      return null;
    };
    const stream = await openStream({ url, token, onText, onEnd: isBroken }).catch(isBroken);
    try {
      for (;;) {
        const act = next(own);
        eyes.onInbox = act === mix[0]?.[1];
        await act(desk, own);
        await think();
      }
    } catch (error) {
      if (!(error instanceof TimeOver)) throw error;
    } finally {
      eyes.onInbox = false;
      stream?.close();
    }
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

/** A pause as a multiple of the median. Log-normal: most are short, some are long. */
function pause(chance: Chance): number {
  const normal =
    Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  return Math.exp(thinkSpread * normal);
}
