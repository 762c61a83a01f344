import { differingTexts } from '../../../src/core/draft-texts.ts';
import type { Pair } from '../../../src/core/language.ts';
import { isProblem } from '../../api/problem.ts';
import type { DraftSave } from '../../api/task-work.ts';
import type { Lease } from '../../api/tasks.ts';
import { keep } from './kept.ts';

type Texts = Readonly<Record<string, string>>;

/** How what was typed stands: `kept`: in this browser alone, for the lease is lost or the task closed. */
export type SaveStatus = 'saved' | 'typed' | 'saving' | 'offline' | 'kept';

export interface SaveState {
  readonly status: SaveStatus;
  /** Why it is kept alone. */
  readonly problem: unknown;
}

interface Holding {
  /** The pair whose sentences the ids count. */
  readonly pair: { current: Pair<number> };
  readonly task: string;
  readonly person: string;
  readonly save: (body: DraftSave) => Promise<{ draft: number; lease: Lease }>;
  readonly onLease: (lease: Lease) => void;
  /** Another window of the same person had saved other texts of sentences that this one has written. */
  readonly onDisplaced: (texts: Texts) => void;
}

/** After the last key, and at the latest after the first. */
const pauseMs = 700;
const atMostMs = 4_000;
const retryMs = 4_000;

/**
 * Holds what is typed in a task, saves it after a pause, and keeps it in the browser until it is saved.
 * Outside of React: a key redraws the sentence it was struck in and nothing else.
 */
export class DraftKeeper {
  private texts: Record<string, string>;
  private saved: Texts;
  private state: SaveState = { status: 'saved', problem: null };
  private timer: ReturnType<typeof setTimeout> | null = null;
  private firstKeyAt: number | null = null;
  private running: Promise<void> | null = null;
  private isPaused = false;
  private readonly watchers = new Map<string, Set<() => void>>();
  private readonly stateWatchers = new Set<() => void>();
  private readonly textWatchers = new Set<() => void>();

  private readonly holding: Holding;
  private lease: number | null;
  private draft: number;

  constructor(holding: Holding, start: { lease: number | null; draft: number; texts: Texts }) {
    this.holding = holding;
    this.lease = start.lease;
    this.draft = start.draft;
    this.texts = { ...start.texts };
    this.saved = start.texts;
  }

  text(id: string): string | undefined {
    return this.texts[id];
  }

  all(): Texts {
    return this.texts;
  }

  readonly saveState = (): SaveState => this.state;

  readonly watchState = (watcher: () => void): (() => void) => {
    this.stateWatchers.add(watcher);
    return () => this.stateWatchers.delete(watcher);
  };

  /** Told of every change of any text. */
  readonly watchTexts = (watcher: () => void): (() => void) => {
    this.textWatchers.add(watcher);
    return () => this.textWatchers.delete(watcher);
  };

  watch(id: string, watcher: () => void): () => void {
    const watchers = this.watchers.get(id) ?? new Set();
    watchers.add(watcher);
    this.watchers.set(id, watchers);
    return () => watchers.delete(watcher);
  }

  set(id: string, text: string): void {
    if (this.texts[id] === text) return;
    this.texts = { ...this.texts, [id]: text };
    this.tell(id);
    this.touched();
  }

  /** Takes over several texts, as typed: what was kept in the browser, or a late draft. */
  take(texts: Texts): void {
    this.texts = { ...this.texts, ...texts };
    for (const id of Object.keys(texts)) this.tell(id);
    this.touched();
  }

  /** What was typed and is not saved. */
  unsaved(): Texts {
    return differingTexts(this.texts, this.saved);
  }

  /** The lease is another: claimed again, or claimed now. What is unsaved is saved under it. */
  hold(lease: number): void {
    if (this.lease === lease) return;
    this.lease = lease;
    if (this.state.status === 'kept') this.become('typed');
    if (Object.keys(this.unsaved()).length > 0) this.schedule(0);
    else this.become('saved');
  }

  /** The claim is over, and whoever typed has not ended it. */
  lose(problem: unknown): void {
    this.lease = null;
    const isAll = Object.keys(this.unsaved()).length === 0;
    this.become(isAll ? 'saved' : 'kept', problem);
  }

  /** Nothing is saved until `resume` or `replace`: the sentences are being numbered anew. */
  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    if (Object.keys(this.unsaved()).length > 0) this.schedule(pauseMs);
  }

  /** The draft is another: carried to the sentences of newer texts. What is not saved yet lies over it. */
  replace(draft: number | null, texts: Texts, unsaved: Texts): void {
    const before = this.texts;
    this.isPaused = false;
    this.saved = texts;
    this.draft = draft ?? this.draft;
    this.texts = { ...texts, ...unsaved };
    for (const id of new Set([...Object.keys(before), ...Object.keys(this.texts)])) this.tell(id);
    this.tellAll();
    if (Object.keys(unsaved).length > 0) this.touched();
    else {
      this.keepUnsaved();
      this.become('saved');
    }
  }

  /** Saves what is not saved yet, and waits for it. @throws Problem when that was refused */
  async flush(): Promise<void> {
    while (this.running !== null) await this.running;
    if (Object.keys(this.unsaved()).length === 0) return;
    await this.save();
    if (Object.keys(this.unsaved()).length > 0 && this.state.problem !== null) {
      throw this.state.problem;
    }
  }

  /** Writes what is not saved into the browser's own store: at once, when the page goes. */
  keepUnsaved(): void {
    const { task, person, pair } = this.holding;
    keep({ task, person, pair: pair.current }, this.unsaved());
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.keepUnsaved();
    if (this.lease !== null && Object.keys(this.unsaved()).length > 0) void this.save();
  }

  private touched(): void {
    this.tellAll();
    if (this.state.status !== 'kept') this.become(this.lease === null ? 'kept' : 'typed');
    this.firstKeyAt ??= Date.now();
    const left = this.firstKeyAt + atMostMs - Date.now();
    this.schedule(Math.max(0, Math.min(pauseMs, left)));
  }

  private schedule(afterMs: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.firstKeyAt = null;
      this.keepUnsaved();
      void this.save();
    }, afterMs);
  }

  private async save(): Promise<void> {
    if (this.running !== null) {
      await this.running;
      return;
    }
    if (this.lease === null || this.isPaused) return;
    if (Object.keys(this.unsaved()).length === 0) return;
    this.running = this.send(this.lease).finally(() => {
      this.running = null;
    });
    await this.running;
    const isMore = Object.keys(this.unsaved()).length > 0;
    if (isMore && this.timer === null && this.state.status === 'typed') this.schedule(pauseMs);
  }

  private async send(lease: number): Promise<void> {
    const sent = this.unsaved();
    this.become('saving');
    try {
      const { draft, lease: renewed } = await this.holding.save({
        lease,
        draft: this.draft,
        segments: { ...sent },
      });
      this.draft = draft;
      this.saved = { ...this.saved, ...sent };
      this.keepUnsaved();
      this.holding.onLease(renewed);
      this.become(Object.keys(this.unsaved()).length === 0 ? 'saved' : 'typed');
    } catch (error) {
      // Refused under a claim that has ended, and there is another by now.
      if (this.lease !== null && this.lease !== lease) this.schedule(0);
      else this.refused(error);
    }
  }

  private refused(error: unknown): void {
    this.keepUnsaved();
    if (isProblem(error, 'draft_stale')) {
      this.adopt(error.members['present']);
      return;
    }
    const isAway = isProblem(error) && (error.status === 0 || error.status >= 500);
    if (isAway || isProblem(error, 'too_many_requests')) {
      this.become('offline', error);
      this.schedule(retryMs);
      return;
    }
    if (isProblem(error, 'lease_lost', 'task_closed')) this.lease = null;
    this.become('kept', error);
  }

  /** Another window of the same person saved too: its other sentences are taken, these stay as typed here, and what it had of them is told. */
  private adopt(present: unknown): void {
    const { draft, segments } = (present ?? {}) as { draft?: number; segments?: Texts };
    const mine = this.unsaved();
    const before = this.saved;
    const displaced = Object.entries(segments ?? {}).filter(
      ([id, text]) => mine[id] !== undefined && mine[id] !== text && before[id] !== text,
    );
    if (displaced.length > 0) this.holding.onDisplaced(Object.fromEntries(displaced));
    this.draft = draft ?? 0;
    this.saved = { ...this.saved, ...segments };
    this.texts = { ...this.texts, ...segments, ...mine };
    for (const id of Object.keys(segments ?? {})) this.tell(id);
    this.tellAll();
    this.become('typed');
    this.schedule(0);
  }

  private tell(id: string): void {
    for (const watcher of this.watchers.get(id) ?? []) watcher();
  }

  private tellAll(): void {
    for (const watcher of this.textWatchers) watcher();
  }

  private become(status: SaveStatus, problem: unknown = null): void {
    if (this.state.status === status && this.state.problem === problem) return;
    this.state = { status, problem };
    for (const watcher of this.stateWatchers) watcher();
  }
}
