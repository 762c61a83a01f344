import type { IncomingMessage, ServerResponse } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Refusal } from '../../core/refusal.ts';
import type { Log } from '../log.ts';
import type { Locale, Words } from '../words.ts';
import { problemOf } from './problem.ts';

/** What is turned away first, then, and never. */
export type Importance = 'look' | 'work' | 'always';
type Sheddable = Exclude<Importance, 'always'>;

export interface LoadGateOptions {
  /** Longer than so many ms nobody should wait for a connection of the database; 0: nothing is turned away. */
  readonly longestWaitMs: number;
  /** How long the one has waited whose turn is next. */
  readonly databaseWaitMs: () => number;
  readonly importanceOf: (request: IncomingMessage) => Importance;
  readonly words: Words;
  readonly log: Log;
}

/** Whether a node still takes requests, and what it says where it does not. */
export interface LoadGate {
  /** True: it was answered with 503 and `Retry-After`, before anything was done for it. */
  turnsAway(request: IncomingMessage, response: ServerResponse): boolean;
  readonly figures: LoadFigures;
  close(): void;
}

export interface LoadFigures {
  readonly databaseWaitMs: () => number;
  readonly turnedAway: Readonly<Record<Sheddable, number>>;
}

const lookEveryMs = 100;
/** Of the event loop's delay, 10 ms are the time between two measurements. */
const resolutionMs = 10;
/** A request passes the event loop several times before it is answered: each may take so much less. */
const passes = 4;
/** Multiples of the longest wait from which each kind is turned away. */
const from: Readonly<Record<Sheddable, number>> = { look: 1, work: 3 };
/** So long after the last that was turned away it is over. */
const calmMs = 5_000;

/**
 * Measures ten times a second how long requests wait for their turn: for a connection of the database, and
 * for the event loop. Where that is too long in two looks in a row, requests are turned away until it is half
 * as long. Neither the number of connections nor that of requests counts: a node that answers many slow
 * clients in time has not too much to do.
 */
export function openLoadGate(options: LoadGateOptions): LoadGate {
  const { log, longestWaitMs } = options;
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  const away: Record<Sheddable, boolean> = { look: false, work: false };
  const turnedAway: Record<Sheddable, number> = { look: 0, work: 0 };
  const bodies = bodiesOf(options.words);
  const episode = episodeOf(log, () => turnedAway.look + turnedAway.work);
  let before = 0;

  function look(): void {
    const databaseWaitMs = options.databaseWaitMs();
    // Of no measurement at all there is no mean.
    const loopDelayMs = Math.max(0, (delay.mean || 0) / 1e6 - resolutionMs);
    delay.reset();
    const load = Math.max(databaseWaitMs, loopDelayMs * passes) / longestWaitMs;
    const lasting = Math.min(before, load);
    before = load;
    for (const kind of ['look', 'work'] as const) {
      if (lasting >= from[kind]) away[kind] = true;
      else if (load < from[kind] / 2) away[kind] = false;
    }
    episode.look({ databaseWaitMs, loopDelayMs });
  }

  const timer = longestWaitMs === 0 ? null : setInterval(look, lookEveryMs).unref();
  if (timer !== null) delay.enable();
  return {
    turnsAway: (request, response) => {
      // The usual case costs a look at one flag.
      if (!away.look) return false;
      const importance = options.importanceOf(request);
      if (importance === 'always' || !away[importance]) return false;
      turnedAway[importance] += 1;
      refuse(request, response, { bodies, turn: turnedAway[importance] });
      return true;
    },
    figures: { databaseWaitMs: options.databaseWaitMs, turnedAway },
    close: () => {
      if (timer !== null) clearInterval(timer);
      delay.disable();
    },
  };
}

/** Says once when it begins and once when it is over. */
function episodeOf(
  log: Log,
  total: () => number,
): { look(measured: Readonly<Record<string, number>>): void } {
  let counted = 0;
  let begun: { readonly at: number; readonly before: number } | null = null;
  let last = 0;
  return {
    look: (measured) => {
      const now = performance.now();
      const count = total();
      if (count > counted) {
        if (begun === null) log.warn(measured, 'too much to do: requests are turned away');
        begun ??= { at: now, before: counted };
        counted = count;
        last = now;
      } else if (begun !== null && now - last >= calmMs) {
        const seconds = Math.round((last - begun.at) / 1000);
        log.warn({ turnedAway: count - begun.before, seconds }, 'every request is taken again');
        begun = null;
      }
    },
  };
}

type Bodies = Readonly<Record<Locale, Buffer>>;

function bodiesOf(words: Words): Bodies {
  const body = (locale: Locale) =>
    Buffer.from(JSON.stringify(problemOf(new Refusal('unavailable'), words, locale)));
  return { en: body('en'), zh: body('zh') };
}

function refuse(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { bodies, turn }: { bodies: Bodies; turn: number },
): void {
  const body = /^\s*zh\b/i.test(headers['accept-language'] ?? '') ? bodies.zh : bodies.en;
  response.writeHead(503, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    // Not all come back in the same second.
    'Retry-After': String(2 + (turn % 4)),
  });
  response.end(body);
}
