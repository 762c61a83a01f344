import { readPosition, shortened } from '../../core/event-position.ts';
import { liveDataOf, liveKindOf, liveTypes, liveKinds } from '../../core/live-events.ts';
import type { Actor, Permission } from '../../core/permission.ts';
import { may } from '../../core/permission.ts';
import type { LiveMessage } from './event-contract.ts';
import type { EventRow } from './event-store.ts';

/** What somebody listens for. */
export interface Listening {
  readonly caller: Actor;
  readonly notice: string | null;
  readonly task: string | null;
}

/** What happened up to a position, on its way to all streams of this node. */
export interface Batch {
  readonly position: string;
  readonly events: readonly EventRow[];
  /** Set where more happened than is told one by one. */
  readonly overflow: boolean;
}

const leaves: readonly Permission[] = [...new Set(liveTypes.map((type) => liveKinds[type].leave))];

/** Streams with the same key are told the same. */
export function audienceOf({ caller, notice, task }: Listening): string {
  const mask = leaves.map((leave) => (may(caller, leave) ? '1' : '0')).join('');
  return `${mask} ${notice ?? ''} ${task ?? ''} ${caller.id}`;
}

/** One message as the stream carries it. JSON has no line breaks of its own. */
export function frameOf(message: LiveMessage): string {
  return `event: ${message.type}\ndata: ${JSON.stringify(message)}\n\n`;
}

/** What the browser sends back as Last-Event-ID from here on; fires no event there. */
export function positionFrame(position: string): string {
  const read = readPosition(position);
  return `id: ${read === null ? position : shortened(read).text}\n\n`;
}

/** A batch for one audience: what it may see of it, and the position behind it. */
export function batchText(batch: Batch, listening: Listening): string {
  const told = batch.overflow
    ? frameOf({ type: 'reset' })
    : batch.events
        .filter((event) => isFor(event, listening))
        .map(frameOfEvent)
        .join('');
  return told === '' ? '' : told + positionFrame(batch.position);
}

/** Whether a message about a notice or a task is one that is listened for. */
export function concerns(
  about: { readonly noticeId: string | null; readonly taskId: string | null },
  { notice, task }: Omit<Listening, 'caller'>,
): boolean {
  return (notice === null || about.noticeId === notice) && (task === null || about.taskId === task);
}

function isFor(event: EventRow, listening: Listening): boolean {
  const kind = liveKindOf(event.type);
  if (kind === null || !may(listening.caller, kind.leave)) return false;
  if (kind.own === true && event.actor !== listening.caller.id) return false;
  return concerns(event, listening);
}

const frames = new WeakMap<EventRow, string>();

/** Written once, however many hear it. */
function frameOfEvent(event: EventRow): string {
  const known = frames.get(event);
  if (known !== undefined) return known;
  const { actor, actorName } = event;
  const frame = frameOf({
    type: event.type as keyof typeof liveKinds,
    id: event.id,
    notice: event.noticeId,
    task: event.taskId,
    actor: actor === null ? null : { id: actor, name: actorName ?? '' },
    at: event.createdAt.toISOString(),
    data: liveDataOf(event.type, event.data),
  });
  frames.set(event, frame);
  return frame;
}
