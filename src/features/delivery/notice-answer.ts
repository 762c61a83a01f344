import type { IncomingMessage } from 'node:http';
import type { Edition } from './contract.ts';
import { noticePath } from './contract.ts';
import type { Moved } from './moved-away.ts';
import { MovedAway } from './moved-away.ts';
import { readSiteNotice } from './read-site-notice.ts';
import type { ReadyAnswers } from './ready-answers.ts';
import type { SiteAnswer } from './site-answer.ts';
import { noticeAnswer } from './site-answer.ts';
import type { SiteService } from './site-service.ts';
import { originOf } from './site-service.ts';

export interface NoticeAsked {
  readonly request: IncomingMessage;
  readonly slug: string;
  readonly locale: Edition;
}

const begun = new WeakMap<IncomingMessage, Promise<SiteAnswer | Moved>>();

/**
 * The answer for one notice, kept or rendered, or where the notice has gone. A request that is passed on
 * gets what was found for it the first time.
 *
 * @throws Refusal as `readSiteNotice` does
 */
export function noticeFor(
  service: SiteService,
  ready: ReadyAnswers,
  asked: NoticeAsked,
): Promise<SiteAnswer | Moved> {
  const known = begun.get(asked.request);
  if (known !== undefined) return known;
  const found = findNotice(service, ready, asked);
  begun.set(asked.request, found);
  return found;
}

async function findNotice(
  service: SiteService,
  ready: ReadyAnswers,
  { slug, locale }: NoticeAsked,
): Promise<SiteAnswer | Moved> {
  const render = async (): Promise<SiteAnswer> => {
    const origin = originOf(service);
    const { noticeId, movedTo, notice } = await readSiteNotice(service, { slug, locale, origin });
    if (movedTo !== null) throw new MovedAway({ noticeId, movedTo });
    return noticeAnswer(noticeId, notice, locale);
  };
  try {
    return await ready.take(noticePath(locale, slug), render);
  } catch (error) {
    if (error instanceof MovedAway) return error.moved;
    throw error;
  }
}
