import type { Permission } from './permission.ts';

interface LiveKind {
  /** Who is told of it. */
  readonly leave: Permission;
  /** What of the event's own data is passed on: ids and small values, never what somebody wrote. */
  readonly data: readonly string[];
  /** Told to nobody but the person who did it. */
  readonly own?: true;
}

/** Every kind of event, who hears of it live, and what of it. A kind that is not here is told to nobody. */
export const liveKinds = {
  'notice.created': { leave: 'notice.read', data: ['slug', 'languages'] },
  'notice.imported': { leave: 'notice.read', data: [] },
  'notice.changed': {
    leave: 'notice.read',
    data: ['slug', 'category', 'release', 'date', 'languages', 'archived'],
  },
  'revision.saved': { leave: 'notice.read', data: ['saved', 'restored'] },
  'pair.assessed': { leave: 'parity.read', data: ['en', 'zh'] },
  'pair.certified': { leave: 'parity.read', data: ['syncPoint', 'en', 'zh', 'ground'] },
  'pair.retracted': { leave: 'parity.read', data: ['syncPoint', 'en', 'zh', 'ground'] },
  'alignment.corrected': { leave: 'parity.read', data: ['en', 'zh'] },
  'finding.waived': { leave: 'parity.read', data: ['finding', 'check'] },
  'finding.restored': { leave: 'parity.read', data: ['finding'] },
  'task.opened': { leave: 'task.read', data: ['kind', 'class'] },
  'task.refreshed': { leave: 'task.read', data: ['kind', 'class', 'holder'] },
  'task.claimed': { leave: 'task.read', data: ['lease'] },
  'task.released': { leave: 'task.read', data: ['lease', 'holder', 'lapsed'] },
  'task.submitted': { leave: 'task.read', data: ['submission', 'en', 'zh'] },
  'task.withdrawn': { leave: 'task.read', data: ['submission', 'en', 'zh'] },
  'task.review_claimed': { leave: 'task.read', data: ['lease', 'en', 'zh'] },
  'task.review_released': { leave: 'task.read', data: ['lease', 'holder', 'lapsed'] },
  'task.returned': { leave: 'task.read', data: ['en', 'zh'] },
  'task.superseded': { leave: 'task.read', data: ['en', 'zh'] },
  'task.approved': { leave: 'task.read', data: ['syncPoint', 'en', 'zh'] },
  'task.cancelled': { leave: 'task.read', data: ['holder'] },
  'task.commented': { leave: 'task.read', data: ['comment', 'mentions'] },
  'task.steered': { leave: 'task.read', data: ['assignee', 'due', 'priority'] },
  'publication.requested': {
    leave: 'notice.read',
    data: ['language', 'revision', 'waiting', 'at'],
  },
  'publication.cancelled': { leave: 'notice.read', data: ['language', 'revision'] },
  'publication.published': { leave: 'notice.read', data: ['language', 'revision'] },
  'publication.withdrawn': { leave: 'notice.read', data: ['language', 'revision'] },
  'report.received': { leave: 'parity.read', data: ['report', 'language'] },
  'report.settled': { leave: 'parity.read', data: ['report', 'outcome'] },
  'import.requested': { leave: 'notice.write', data: ['import', 'total'], own: true },
  'import.finished': { leave: 'notice.write', data: ['import', 'total'], own: true },
  'category.changed': { leave: 'category.read', data: ['id'] },
  'setting.changed': { leave: 'setting.read', data: [] },
  'person.changed': { leave: 'person.list', data: ['person', 'changed'] },
  'webhook.created': { leave: 'webhook.manage', data: ['webhook'] },
  'webhook.changed': { leave: 'webhook.manage', data: ['webhook'] },
  'webhook.deleted': { leave: 'webhook.manage', data: ['webhook'] },
  'webhook.secret_renewed': { leave: 'webhook.manage', data: ['webhook'] },
  'webhook.tested': { leave: 'webhook.manage', data: ['webhook'] },
  'webhook.replayed': { leave: 'webhook.manage', data: ['webhook'] },
  'webhook.paused': { leave: 'webhook.manage', data: ['webhook'] },
} as const satisfies Record<string, LiveKind>;
export type LiveType = keyof typeof liveKinds;
export const liveTypes = Object.keys(liveKinds) as LiveType[];

/** The kind of an event; null for a type of another version of Hebi, which nobody is told of. */
export function liveKindOf(type: string): LiveKind | null {
  return Object.hasOwn(liveKinds, type) ? liveKinds[type as LiveType] : null;
}

/** What is passed on of an event's data. */
export function liveDataOf(
  type: string,
  data: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const fields = liveKindOf(type)?.data ?? [];
  return Object.fromEntries(
    fields.filter((field) => field in data).map((field) => [field, data[field]]),
  );
}
