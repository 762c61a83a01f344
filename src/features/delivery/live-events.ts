import { isBeyond, readPosition } from '../../core/event-position.ts';
import { may } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import { oneAtATime } from '../../platform/turns.ts';
import type { Credential } from '../accounts/find-caller.ts';
import { credentialKey, findCallers } from '../accounts/find-caller.ts';
import type { LiveMessage } from './event-contract.ts';
import { currentPosition, eventsBetween } from './event-store.ts';
import type { Batch, Listening } from './live-text.ts';
import { audienceOf, batchText, concerns, frameOf, positionFrame } from './live-text.ts';

/** Where a stream's text goes. */
export interface LiveSink {
  /** False: the reader is too slow and is let go of; it comes back and reads on from its position. */
  send(text: string): boolean;
  end(): void;
}

export interface LiveWish extends Listening {
  readonly credential: Credential;
  /** The Last-Event-ID of a stream that was lost; null: from now on. */
  readonly after: string | null;
}

/** The event streams of this node: one read of the database for all of them, whatever wakes it. */
export interface LiveEvents {
  /** Something was committed. */
  wake(): void;
  /** Somebody's leave may have ended, or changed. */
  recheck(): void;
  /** Tells something that is kept nowhere; `person`: to this one only. */
  tell(message: LiveMessage, about: Ephemeral): void;
  /** @returns how to end it. @throws Refusal `too_many_requests`, `unavailable` */
  open(wish: LiveWish, openSink: () => LiveSink): Promise<() => void>;
  count(): number;
  close(): Promise<void>;
}

export interface Ephemeral {
  readonly noticeId: string | null;
  readonly taskId: string | null;
  readonly person: string | null;
}

export interface LiveOptions {
  readonly onError: (error: unknown) => void;
  readonly heartbeatMs?: number;
  /** Events that are told one by one after a pause; past them the listener is told to ask again. */
  readonly mostTold?: number;
}

interface Stream extends LiveWish {
  caller: LiveWish['caller'];
  readonly sink: LiveSink;
  /** What came while the events before it are still being read; null: all were sent. */
  waiting: Batch[] | null;
  /** The position that the reader knows of. */
  told: string;
}

const heartbeatMs = 15_000;
const mostTold = 1_000;
const mostStreams = 5_000;
const mostOfPerson = 25;
const mostWaiting = 50;
/** Events of this time are read together. */
const companyMs = 20;
/** Heartbeats between two looks whether sessions and tokens have run out. */
const recheckEvery = 4;

/** Opens the streams of a node. It reads nothing while nobody listens. */
export function openLiveEvents(ctx: Context, options: LiveOptions): LiveEvents {
  return new LiveNode(ctx, options);
}

class LiveNode implements LiveEvents {
  readonly #ctx: Context;
  readonly #options: LiveOptions;
  readonly #streams = new Set<Stream>();
  /** What was read for streams that were lost, until the next read: a node's restart loses many at once. */
  readonly #resumed = new Map<string, Promise<Batch>>();
  readonly #reads = oneAtATime(() => this.#read());
  readonly #checks = oneAtATime(() => this.#check([...this.#streams]));
  readonly #timer: NodeJS.Timeout;
  /** Up to where the streams were told; of no use while nobody listens. */
  #position: string | null = null;
  #opening = 0;
  #soon: NodeJS.Timeout | null = null;
  #beats = 0;
  #closed = false;

  constructor(ctx: Context, options: LiveOptions) {
    this.#ctx = ctx;
    this.#options = options;
    this.#timer = setInterval(() => this.#beat(), options.heartbeatMs ?? heartbeatMs);
  }

  wake(): void {
    if (this.#streams.size === 0) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      this.#reads.next().catch(this.#options.onError);
    }, companyMs);
  }

  recheck(): void {
    if (this.#streams.size > 0) this.#checks.next().catch(this.#options.onError);
  }

  count(): number {
    return this.#streams.size;
  }

  tell(message: LiveMessage, about: Ephemeral): void {
    const text = frameOf(message);
    for (const stream of this.#streams) {
      const meant = about.person === null || about.person === stream.caller.id;
      if (stream.waiting === null && meant && concerns(about, stream)) {
        this.#send(stream, text, stream.told);
      }
    }
  }

  async open(wish: LiveWish, openSink: () => LiveSink): Promise<() => void> {
    this.#checkRoom(wish);
    this.#opening += 1;
    try {
      // The position that it goes on from is of a moment after it was asked for.
      await this.#reads.next();
      const upTo = this.#position;
      if (this.#closed || upTo === null) throw new Refusal('unavailable', { retryAfterSeconds: 2 });
      const stream: Stream = { ...wish, sink: openSink(), waiting: [], told: upTo };
      this.#streams.add(stream);
      void this.#begin(stream, upTo);
      return () => this.#finish(stream);
    } finally {
      this.#opening -= 1;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    if (this.#soon !== null) clearTimeout(this.#soon);
    for (const stream of this.#streams) this.#finish(stream);
    await Promise.all([this.#reads.end(), this.#checks.end()]);
  }

  async #read(): Promise<void> {
    this.#resumed.clear();
    if (this.#position === null) {
      this.#position = await currentPosition(this.#ctx.db);
      return;
    }
    const batch = await this.#between(this.#position, null);
    this.#position = batch.position;
    if (batch.events.length > 0) this.#deliver(batch);
  }

  async #between(after: string, upTo: string | null): Promise<Batch> {
    const most = this.#options.mostTold ?? mostTold;
    const found = await eventsBetween(this.#ctx.db, { after, upTo, limit: most + 1 });
    return { ...found, overflow: found.events.length > most };
  }

  #deliver(batch: Batch): void {
    const texts = new Map<string, string>();
    for (const stream of this.#streams) {
      if (stream.waiting !== null) {
        stream.waiting.push(batch);
        if (stream.waiting.length > mostWaiting) this.#finish(stream);
        continue;
      }
      const audience = audienceOf(stream);
      const text = texts.get(audience) ?? batchText(batch, stream);
      texts.set(audience, text);
      this.#send(stream, text, batch.position);
    }
  }

  #send(stream: Stream, text: string, at: string): void {
    if (text === '') return;
    stream.told = at;
    if (!stream.sink.send(text)) this.#finish(stream);
  }

  #finish(stream: Stream, last = ''): void {
    if (!this.#streams.delete(stream)) return;
    if (last !== '') stream.sink.send(last);
    stream.sink.end();
    // Whoever comes next begins at the moment of coming, however long that is from now.
    if (this.#streams.size === 0 && this.#opening === 0) this.#position = null;
  }

  #beat(): void {
    this.#beats += 1;
    for (const stream of this.#streams) {
      if (stream.waiting !== null) continue;
      const at = this.#position ?? stream.told;
      this.#send(stream, at === stream.told ? ':\n\n' : `:\n${positionFrame(at)}`, at);
    }
    if (this.#beats % recheckEvery === 0) this.recheck();
  }

  async #begin(stream: Stream, upTo: string): Promise<void> {
    try {
      // Who asked for it was let in before it was among those that are looked at when somebody's leave ends.
      await this.#check([stream]);
      const missed = stream.after === null ? null : await this.#missed(stream.after, upTo);
      const waiting = [...(missed === null ? [] : [missed]), ...(stream.waiting ?? [])];
      stream.waiting = null;
      const text = waiting.map((batch) => batchText(batch, stream)).join('');
      const at = waiting.at(-1)?.position ?? upTo;
      if (this.#streams.has(stream)) this.#send(stream, text + positionFrame(at), at);
    } catch (error) {
      this.#options.onError(error);
      this.#finish(stream);
    }
  }

  /** What happened between the position of a stream that was lost and its coming back. */
  #missed(after: string, upTo: string): Promise<Batch> {
    const [from, to] = [readPosition(after), readPosition(upTo)];
    // What is no position, or one of a database that this one is not, tells nothing of what was missed.
    if (from === null || to === null || isBeyond(from, to)) {
      return Promise.resolve({ position: upTo, events: [], overflow: true });
    }
    const key = `${after} ${upTo}`;
    const found = this.#resumed.get(key) ?? this.#between(after, upTo);
    this.#resumed.set(key, found);
    return found;
  }

  async #check(streams: readonly Stream[]): Promise<void> {
    if (streams.length === 0) return;
    const callers = await findCallers(
      this.#ctx,
      streams.map((stream) => stream.credential),
    );
    for (const stream of streams) {
      const caller = callers.get(credentialKey(stream.credential));
      if (caller !== undefined && may(caller, 'event.read')) stream.caller = caller;
      else this.#finish(stream, frameOf({ type: 'end' }));
    }
  }

  /** @throws Refusal `too_many_requests`, `unavailable` */
  #checkRoom({ caller }: LiveWish): void {
    let own = 0;
    for (const stream of this.#streams) if (stream.caller.id === caller.id) own += 1;
    if (own >= mostOfPerson) throw new Refusal('too_many_requests', { retryAfterSeconds: 30 });
    if (this.#streams.size >= mostStreams) {
      throw new Refusal('unavailable', { retryAfterSeconds: 30 });
    }
  }
}
