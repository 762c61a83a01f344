import type { NoticeSpan, Symptom } from '../../core/symptom.ts';
import { broken } from '../../core/symptom.ts';
import type { Queryable } from '../../platform/database.ts';
import {
  unloggedPublications,
  unsettledPublications,
  untoldPublications,
  wronglySearched,
  wronglyServed,
} from './checks-store.ts';

/**
 * Checks what readers see of a stretch of notices: accepted revisions only, the last ones that the log
 * tells of, each with its event; served as the category's policy says, and found so. All reads should be
 * of one snapshot.
 */
export async function checkPublication(db: Queryable, span: NoticeSpan): Promise<Symptom[]> {
  const symptoms: Symptom[] = [];
  for (const { noticeId, ...values } of await unsettledPublications(db, span)) {
    symptoms.push(broken('published_not_settled', noticeId, values));
  }
  for (const { noticeId, language, published, logged } of await unloggedPublications(db, span)) {
    const values = { language, published: published ?? '–', logged: logged ?? '–' };
    symptoms.push(broken('published_not_logged', noticeId, values));
  }
  for (const { noticeId, language, event } of await untoldPublications(db, span)) {
    symptoms.push(broken('event_missing', noticeId, { event, what: language }));
  }
  for (const { noticeId, language, served, due } of await wronglyServed(db, span)) {
    const values = { language, served: served ?? '–', due: due ?? '–' };
    symptoms.push(broken('served_differs', noticeId, values));
  }
  for (const { noticeId, language } of await wronglySearched(db, span)) {
    symptoms.push(broken('not_searchable', noticeId, { language }));
  }
  return symptoms;
}
