import { z } from 'zod';
import { idShape } from '../../core/operation.ts';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Doing, Present, PresenceSubject } from './event-contract.ts';
import { doings } from './event-contract.ts';
import { noticeExists, noticeOfTask, tellNodes } from './event-store.ts';

/** How long somebody is taken to be there after they last said so. */
const keptMs = 30_000;
const mostKept = 20_000;
/** The same person in as many places; who says more is taken out of the first. */
const mostOfPerson = 30;

const message = z.strictObject({
  notice: idShape,
  task: idShape.nullable(),
  person: z.strictObject({ id: idShape, name: z.string() }),
  doing: z.enum(doings).nullable(),
});
type Told = z.output<typeof message>;

/**
 * Tells all nodes what somebody is at work on. Nothing is stored: who does not say it again is forgotten.
 *
 * @throws Refusal `not_found`
 */
export async function tellPresence(
  ctx: Context,
  actor: Actor,
  { subject, doing }: { subject: PresenceSubject; doing: Doing | null },
): Promise<void> {
  const about = await placeOf(ctx, subject);
  const person = { id: actor.id, name: actor.name };
  const told: Told = { ...about, person, doing };
  await tellNodes(ctx.db, `presence ${JSON.stringify(told)}`);
}

async function placeOf(
  ctx: Context,
  subject: PresenceSubject,
): Promise<{ notice: string; task: string | null }> {
  if ('task' in subject) {
    const notice = await noticeOfTask(ctx.db, subject.task);
    if (notice === null) throw new Refusal('not_found');
    return { notice, task: subject.task };
  }
  if (!(await noticeExists(ctx.db, subject.notice))) throw new Refusal('not_found');
  return { notice: subject.notice, task: null };
}

/** Who is at work on what, as far as this node has heard. */
export interface Presence {
  /** Takes in what a node said. */
  hear(text: string): void;
  list(place: { notice: string | null; task: string | null }): Present[];
  close(): void;
}

interface Kept extends Told {
  readonly until: number;
}

/** @param onChange called when somebody comes, goes, or does something else; not when they stay */
export function openPresence(
  onChange: (present: Present) => void,
  options: { readonly keptMs?: number } = {},
): Presence {
  const ttl = options.keptMs ?? keptMs;
  // In the order in which they last said so.
  const kept = new Map<string, Kept>();

  function forget(key: string, gone: Kept): void {
    kept.delete(key);
    onChange(presentOf({ ...gone, doing: null }));
  }

  function makeRoom(person: string): void {
    const own = [...kept].filter(([, each]) => each.person.id === person);
    const first = own.length >= mostOfPerson ? own[0] : undefined;
    if (first !== undefined) forget(...first);
    const oldest = kept.size >= mostKept ? [...kept][0] : undefined;
    if (oldest !== undefined) forget(...oldest);
  }

  const timer = setInterval(() => {
    for (const [key, each] of kept) if (each.until <= performance.now()) forget(key, each);
  }, ttl / 6);
  return {
    hear: (text) => {
      const told = readMessage(text);
      if (told === null) return;
      const key = `${told.person.id} ${told.task ?? told.notice}`;
      const before = kept.get(key);
      if (told.doing === null) {
        if (before !== undefined) forget(key, before);
        return;
      }
      kept.delete(key);
      if (before === undefined) makeRoom(told.person.id);
      kept.set(key, { ...told, until: performance.now() + ttl });
      if (before?.doing !== told.doing) onChange(presentOf(told));
    },
    list: ({ notice, task }) =>
      [...kept.values()]
        .filter((each) => notice === null || each.notice === notice)
        .filter((each) => task === null || each.task === task)
        .slice(-1000)
        .map(presentOf),
    close: () => clearInterval(timer),
  };
}

function presentOf({ notice, task, person, doing }: Told): Present {
  return { type: 'presence', notice, task, person, doing };
}

function readMessage(text: string): Told | null {
  try {
    return message.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
