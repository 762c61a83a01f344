import type { Language } from '../../core/language.ts';
import { Refusal } from '../../core/refusal.ts';
import type { NoticeRow } from './store.ts';

/** The condition of a request, as its headers gave it. */
export interface Condition {
  readonly ifMatch: string | null;
  readonly ifNoneMatch: string | null;
}

export function versionEtag(language: Language, number: number): string {
  return `"${language}-${number}"`;
}

export function noticeEtag(rowVersion: number): string {
  return `"notice-${rowVersion}"`;
}

/**
 * Checks a conditional save of one version (RFC 9110, section 13).
 *
 * @throws Refusal `precondition_required` without a condition, `stale` with the present head otherwise
 */
export function checkVersionCondition(
  notice: NoticeRow,
  language: Language,
  condition: Condition,
): void {
  const head = notice.heads[language];
  if (condition.ifMatch === null && condition.ifNoneMatch === null) {
    throw new Refusal('precondition_required', { members: headMember(language, head) });
  }
  const matches = condition.ifMatch === null || matchesAny(condition.ifMatch, language, head);
  const absent = condition.ifNoneMatch === null || head === 0;
  if (!matches || !absent) throw new Refusal('stale', { members: headMember(language, head) });
  if (condition.ifNoneMatch !== null && condition.ifNoneMatch.trim() !== '*') {
    throw new Refusal('precondition_required', { members: headMember(language, head) });
  }
}

function matchesAny(header: string, language: Language, head: number): boolean {
  return head > 0 && includesTag(header, versionEtag(language, head));
}

function headMember(language: Language, head: number) {
  return { head: { number: head, etag: head === 0 ? null : versionEtag(language, head) } };
}

/** @throws Refusal like `checkVersionCondition`, for the notice as a whole */
export function checkNoticeCondition(notice: NoticeRow, condition: Condition): void {
  const etag = noticeEtag(notice.rowVersion);
  const members = { head: { number: notice.heads, etag } };
  if (condition.ifMatch === null) throw new Refusal('precondition_required', { members });
  if (!includesTag(condition.ifMatch, etag)) throw new Refusal('stale', { members });
}

/** Strong comparison (RFC 9110, section 8.8.3.2): weak tags never match. */
function includesTag(header: string, etag: string): boolean {
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim() === etag);
}
