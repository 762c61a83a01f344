import { Refusal } from '../../core/refusal.ts';
import type { Queryable } from '../../platform/database.ts';
import type { SyncPointRecord } from './contract.ts';
import { syncPointRecords } from './store.ts';

export type SyncPoint = Omit<SyncPointRecord, 'retracted'>;

/** One sync point as people see it. @throws Refusal `not_found` */
export async function readSyncPoint(
  db: Queryable,
  noticeId: string,
  id: string,
): Promise<SyncPoint> {
  const [record] = await syncPointRecords(db, { noticeId, id });
  if (record === undefined) throw new Refusal('not_found');
  const { retracted: _none, ...point } = record;
  return point;
}
