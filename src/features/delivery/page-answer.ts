import type { Request } from 'express';
import type { Edition } from './contract.ts';
import { contentPolicy } from './pages/assets.ts';
import type { Setting } from './pages/layout.ts';
import { speechOf } from './pages/speech.ts';
import { readSiteFrame } from './read-site-frame.ts';
import type { ReadyAnswers } from './ready-answers.ts';
import type { AnswerDetails, SiteAnswer } from './site-answer.ts';
import { answerOf } from './site-answer.ts';
import type { SiteService } from './site-service.ts';

/** What the site is made with. */
export interface Site {
  readonly service: SiteService;
  readonly ready: ReadyAnswers;
}

/** What a document is made of: an address that stands for all that show the same, and how it is made. */
export interface Making {
  readonly locale: Edition;
  readonly address: string;
  readonly make: (setting: Setting) => SiteAnswer | Promise<SiteAnswer>;
}

/**
 * A document, kept or made. Documents hold whole addresses: without a public URL these are the ones that
 * the reader used, and the document is kept under them.
 */
export function takeDocument(
  { service, ready }: Site,
  request: Request,
  { locale, address, make }: Making,
): Promise<SiteAnswer> {
  const { publicUrl } = service.config;
  const origin = publicUrl ?? `${request.protocol}://${hostOf(request)}`;
  return ready.take(publicUrl === null ? origin + address : address, async () =>
    make(await settingOf(service, locale, origin)),
  );
}

/** The words, names and address that a page is made in. */
export async function settingOf(
  service: SiteService,
  locale: Edition,
  origin: string,
): Promise<Setting> {
  const frame = await readSiteFrame(service, locale);
  return { speech: speechOf(service.words, locale, frame), frame, origin };
}

/** The host that a request names, as far as it can be one. */
function hostOf(request: Request): string {
  const host = request.get('Host') ?? '';
  return /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i.test(host)
    ? host
    : 'localhost';
}

/** Header fields of every page, names and values by turns. */
export const pageHeaders: readonly string[] = [
  'Content-Security-Policy',
  contentPolicy,
  'Referrer-Policy',
  'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy',
  'same-origin',
];

/** A page as an answer. */
export function pageAnswer(
  text: string,
  details: Omit<AnswerDetails, 'type' | 'headers' | 'isPage'>,
): SiteAnswer {
  return answerOf(text, {
    ...details,
    isPage: true,
    type: 'text/html; charset=utf-8',
    headers: pageHeaders,
  });
}
