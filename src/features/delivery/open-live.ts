import { z } from 'zod';
import { idShape } from '../../core/operation.ts';
import type { Context } from '../../context.ts';
import type { LiveEvents, LiveOptions } from './live-events.ts';
import { openLiveEvents } from './live-events.ts';
import type { Presence } from './presence.ts';
import { openPresence } from './presence.ts';

/** What this node's event streams tell. */
export interface Live {
  readonly events: LiveEvents;
  readonly presence: Presence;
  /** Takes in what a node said on the channel of things that are not kept. */
  hear(text: string): void;
  /** What was said while the node could not hear it is lost: it asks the database. */
  heardNothing(): void;
  close(): Promise<void>;
}

export type LiveSettings = LiveOptions & { readonly presenceMs?: number };

const progress = z.strictObject({
  person: idShape,
  import: idShape,
  done: z.number().int(),
  total: z.number().int(),
});

/** Opens the event streams of a node and what it knows of who is there. */
export function openLive(ctx: Context, settings: LiveSettings): Live {
  const events = openLiveEvents(ctx, settings);
  const presence = openPresence(
    (present) =>
      events.tell(present, { noticeId: present.notice, taskId: present.task, person: null }),
    settings.presenceMs === undefined ? {} : { keptMs: settings.presenceMs },
  );
  return {
    events,
    presence,
    hear: (text) => {
      if (text === 'callers') events.recheck();
      else if (text.startsWith('presence ')) presence.hear(text.slice('presence '.length));
      else if (text.startsWith('import ')) tellProgress(events, text.slice('import '.length));
    },
    heardNothing: () => {
      events.wake();
      events.recheck();
    },
    close: async () => {
      presence.close();
      await events.close();
    },
  };
}

function tellProgress(events: LiveEvents, text: string): void {
  const { person, ...told } = progress.parse(JSON.parse(text));
  events.tell({ type: 'import.progressed', ...told }, { noticeId: null, taskId: null, person });
}
