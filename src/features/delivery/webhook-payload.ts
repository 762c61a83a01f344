import { languageOf, readerLocales } from '../../core/locale.ts';
import type { AnnouncedEvent } from './announce-store.ts';
import { dropsAnswers } from './ready-answers.ts';
import { surrogateKey } from './site-answer.ts';

/** What is passed on of an event's own data, by type: never what somebody wrote. */
const passedOn: Readonly<Record<string, readonly string[]>> = {
  'publication.published': ['language', 'revision'],
  'publication.withdrawn': ['language', 'revision'],
  'category.changed': ['id'],
  'pair.certified': ['en', 'zh', 'ground'],
  'pair.retracted': ['en', 'zh', 'ground'],
  'task.opened': ['kind', 'class'],
  'task.submitted': ['en', 'zh'],
  'task.returned': ['en', 'zh'],
  'task.approved': ['en', 'zh'],
};

/** Of these, the names of what was changed. */
const named: ReadonlySet<string> = new Set(['notice.changed', 'setting.changed']);

/** The message of Standard Webhooks for an event: thin, to be looked up by id. */
export function payloadOf(event: AnnouncedEvent): string {
  return messageOf(event.type, event.createdAt, {
    ...(event.noticeId === null ? {} : { notice: { id: event.noticeId, slug: event.slug } }),
    ...(event.taskId === null ? {} : { task: event.taskId }),
    ...ownData(event),
    ...localesOf(event),
    ...(named.has(event.type) ? { changed: Object.keys(event.data) } : {}),
    ...(dropsAnswers(event.type) ? { surrogateKeys: keysToPurge(event.noticeId) } : {}),
  });
}

export function messageOf(type: string, at: Date, data: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}

/**
 * The keys by which the site's answers that may have changed are purged: those of the notice's own
 * `Surrogate-Key`, or without a notice the one that everything carries which shows notices.
 */
function keysToPurge(noticeId: string | null): string[] {
  return noticeId === null ? ['notices'] : surrogateKey(noticeId).split(' ');
}

function ownData({ type, data }: AnnouncedEvent): Record<string, unknown> {
  const fields = passedOn[type] ?? [];
  return Object.fromEntries(
    fields.filter((field) => field in data).map((field) => [field, data[field]]),
  );
}

/** The site's locales whose own text is made from the language that went live or was withdrawn. */
function localesOf({ data }: AnnouncedEvent): Record<string, unknown> {
  const { language } = data;
  if (typeof language !== 'string') return {};
  return { locales: readerLocales.filter((locale) => languageOf(locale) === language) };
}
