import type { Language } from '../../core/language.ts';
import type { Context } from '../../context.ts';
import type { DayOfViews } from './exposure-store.ts';
import { addViews, forgetViews } from './exposure-store.ts';
import { forgetLimits } from './reader-store.ts';

/** Counts views of texts that are behind, in this process, and writes them down from time to time. */
export interface ExposureCount {
  /** One more view now. Nothing is kept of who viewed it. */
  count(noticeId: string, language: Language): void;
  /** Writes down what was counted; what could not be written is kept for the next time. */
  flush(): Promise<void>;
  /** The last flush. */
  close(): Promise<void>;
}

/** Texts and days that are counted at the same time; past them a view is not counted. */
const mostCounted = 20_000;
/** Rows of one statement. */
const batch = 500;
const flushEveryMs = 30_000;
/** For how many days views are kept. */
const keptDays = 400;

export function openExposureCount(
  ctx: Context,
  options: { readonly onError: (error: unknown) => void; readonly everyMs?: number },
): ExposureCount {
  const counts = new Map<string, DayOfViews>();
  const add = (day: DayOfViews): void => {
    const key = `${day.noticeId} ${day.language} ${day.day}`;
    const before = counts.get(key);
    if (before === undefined && counts.size >= mostCounted) return;
    counts.set(key, { ...day, views: day.views + (before?.views ?? 0) });
  };
  const flush = async (): Promise<void> => {
    const taken = [...counts.values()];
    counts.clear();
    for (let start = 0; start < taken.length; start += batch) {
      const part = taken.slice(start, start + batch);
      try {
        await addViews(ctx.db, 'node', part);
      } catch (error) {
        for (const day of taken.slice(start)) add(day);
        options.onError(error);
        return;
      }
    }
  };
  const timer = setInterval(() => void flush(), options.everyMs ?? flushEveryMs);
  timer.unref();
  return {
    count: (noticeId, language) => {
      const day = ctx.clock.now().toISOString().slice(0, 10);
      add({ noticeId, language, day, views: 1 });
    },
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

const robots = /bot|crawl|spider|slurp|curl|wget|python|headless|monitor|preview/i;

/** Whether a `User-Agent` is a person's browser, as far as it says so. */
export function isReader(userAgent: string | undefined): boolean {
  return userAgent !== undefined && userAgent.length > 10 && !robots.test(userAgent);
}

/** Forgets limits that are over, and views that are older than anybody asks for. */
export async function forgetReaders(ctx: Pick<Context, 'db'>): Promise<void> {
  await forgetLimits(ctx.db);
  await forgetViews(ctx.db, keptDays);
}
