import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Language } from '../../core/language.ts';
import { negotiateLocale } from '../../core/locale.ts';
import type { Edition } from './contract.ts';
import { editions } from './contract.ts';
import { askedBy } from './asked.ts';
import { crossOriginOf } from './cross-origin.ts';
import type { Find, KeptAnswers } from './kept-answers.ts';
import { keptAnswers } from './kept-answers.ts';
import { remembered } from './remembered.ts';
import type { RawExchange } from './send-answer.ts';
import { sendAnswer } from './send-answer.ts';
import type { SiteAnswer } from './site-answer.ts';
import type { Form } from './variants.ts';

export type Render = () => SiteAnswer | Promise<SiteAnswer>;

/**
 * The site's answers, kept ready in this process. Whatever changes what readers see must drop them: a
 * node hears of it by notification from the database.
 */
export interface ReadyAnswers {
  /**
   * The answer under an address, kept or rendered. Requests for the same one wait for one rendering.
   * What was rendered from data read before a drop is sent to those who asked before it, never kept.
   *
   * @param address the path and query that it is served under in front of everything else
   */
  take(address: string, render: Render): Promise<SiteAnswer>;
  /** Sends an answer, with what pages of other origins need to read it. */
  send(exchange: RawExchange, answer: SiteAnswer, form: Form): void;
  /** Answers a GET or HEAD from what is kept. False: it was not touched, and somebody else must answer. */
  tryServe(request: IncomingMessage, response: ServerResponse): boolean;
  /** The locale that an `Accept-Language` header gets. */
  localeFor(acceptLanguage: string | undefined): Edition;
  dropNotice(noticeId: string): void;
  dropAll(): void;
  /** Drops what an event concerns, given as `<type> <notice id>`, the id empty for none. */
  hear(notification: string): void;
  /** Bytes kept, with what keeping them costs. */
  readonly bytes: number;
}

const concerning: ReadonlySet<string> = new Set([
  'publication.published',
  'publication.withdrawn',
  'pair.certified',
  'pair.retracted',
  'notice.changed',
  'category.changed',
  'setting.changed',
]);

/** Whether an event of this type may change what readers see. */
export function dropsAnswers(type: string): boolean {
  return concerning.has(type);
}

const mostBytes = 64 * 1024 * 1024;
const mostHeaders = 1000;

export interface ReadyOptions {
  readonly defaultLocale: Edition;
  readonly maxBytes?: number;
  /** Origins whose pages may read the site's JSON; `*`: all. */
  readonly corsOrigins?: readonly string[];
  /** Told whenever a page is sent whose text is behind its counterpart, also as "not modified". */
  readonly onOutdatedView?: (
    noticeId: string,
    language: Language,
    userAgent: string | undefined,
  ) => void;
  /** Tells whether every page depends on a notice; asked whenever something happened to one. */
  readonly isOnEveryPage?: (noticeId: string) => Promise<boolean>;
}

export function openReadyAnswers(options: ReadyOptions): ReadyAnswers {
  const kept = keptAnswers(options.maxBytes ?? mostBytes);
  const localeFor = rememberedNegotiation(options.defaultLocale);
  const renderings = sharedRenderings(kept);
  const drop = (noticeId: string | null): void => {
    renderings.outdate();
    kept.drop(noticeId);
  };
  const doubts = doubtsAbout(options.isOnEveryPage, () => drop(null));
  const crossOrigin = crossOriginOf(options.corsOrigins ?? []);
  const send: ReadyAnswers['send'] = (exchange, answer, form) => {
    const { behind, noticeId } = answer;
    if (behind !== null && noticeId !== null && exchange.request.method === 'GET') {
      options.onOutdatedView?.(noticeId, behind, exchange.request.headers['user-agent']);
    }
    sendAnswer(exchange, answer, { form, crossOrigin });
  };
  const find: Find = (address) => {
    const answer = kept.find(address);
    return answer?.isPage === true && doubts.settled() !== null ? undefined : answer;
  };
  const serving = { find, localeFor, fixed: fixedAddresses(), send };
  const take: ReadyAnswers['take'] = (address, render) => {
    const ready = kept.find(address);
    return ready === undefined ? renderings.join(address, render) : Promise.resolve(ready);
  };
  return {
    take: (address, render) =>
      doubts.settled()?.then(() => take(address, render)) ?? take(address, render),
    send,
    tryServe: (request, response) => tryServe(serving, { request, response }),
    localeFor,
    dropNotice: drop,
    dropAll: () => drop(null),
    hear: (notification) => {
      const [type = '', noticeId = ''] = notification.split(' ');
      if (!dropsAnswers(type)) return;
      drop(noticeId === '' ? null : noticeId);
      if (noticeId !== '') doubts.raise(noticeId);
    },
    get bytes() {
      return kept.bytes();
    },
  };
}

/** Notices of which it has to be asked whether every page depends on them. */
function doubtsAbout(
  isOnEveryPage: ReadyOptions['isOnEveryPage'],
  confirmed: () => void,
): {
  raise(noticeId: string): void;
  /** Until then no page may be served from what is kept; null: there is no doubt. */
  settled(): Promise<unknown> | null;
} {
  const open = new Set<Promise<void>>();
  return {
    raise: (noticeId) => {
      if (isOnEveryPage === undefined) return;
      // Whoever cannot tell had better drop too much.
      const doubt = isOnEveryPage(noticeId)
        .catch(() => true)
        .then((yes) => {
          open.delete(doubt);
          if (yes) confirmed();
        });
      open.add(doubt);
    },
    settled: () => (open.size === 0 ? null : Promise.all(open)),
  };
}

/** Renderings under way, one for each address; what they make is kept unless something was dropped meanwhile. */
function sharedRenderings(kept: KeptAnswers): {
  join: ReadyAnswers['take'];
  /** Whoever asks from now on must not be given what is being rendered from older data. */
  outdate(): void;
} {
  const running = new Map<string, Promise<SiteAnswer>>();
  let drops = 0;
  const renderAndKeep = async (address: string, render: Render): Promise<SiteAnswer> => {
    const before = drops;
    const answer = await render();
    if (drops === before && answer.keep) kept.keep(address, answer);
    return answer;
  };
  return {
    join: (address, render) => {
      const joined = running.get(address);
      if (joined !== undefined) return joined;
      const own = renderAndKeep(address, render).finally(() => {
        if (running.get(address) === own) running.delete(address);
      });
      running.set(address, own);
      return own;
    },
    outdate: () => {
      drops += 1;
      running.clear();
    },
  };
}

const negotiatedPrefix = '/site/notices/';
const mostAddresses = 10_000;

type FixedAddresses = (address: string) => Readonly<Record<Edition, string>>;

/**
 * The fixed addresses of what an address that negotiates gets. They are remembered: putting a text together
 * and finding its place in a map costs as much as all the rest of finding a ready answer.
 */
function fixedAddresses(): FixedAddresses {
  return remembered((address) => {
    const fixed = (each: Edition) =>
      `/site/${each}/notices/${address.slice(negotiatedPrefix.length)}`;
    return { en: fixed('en'), zh: fixed('zh'), 'zh-Hant': fixed('zh-Hant') };
  }, mostAddresses);
}

function tryServe(
  from: { find: Find; fixed: FixedAddresses } & Pick<ReadyAnswers, 'localeFor' | 'send'>,
  exchange: RawExchange,
): boolean {
  const { request, response } = exchange;
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const address = request.url ?? '';
  if (!address.startsWith(negotiatedPrefix)) {
    const fixed = from.find(address);
    if (fixed !== undefined) from.send(exchange, fixed, 'fixed');
    return fixed !== undefined;
  }
  const asked = askedBy(request);
  const found = from.find(from.fixed(address)[from.localeFor(asked.language)]);
  if (found === undefined || found.noticeId === null) return false;
  // Named one by one: spread, they would cost more than all the rest of this (1 µs, measured).
  from.send({ request, response, asked }, found, 'negotiated');
  return true;
}

/** Negotiation that remembers the headers it has seen: a site's readers share a few dozen. */
function rememberedNegotiation(fallback: Edition): ReadyAnswers['localeFor'] {
  const localeOf = remembered(
    (header) => negotiateLocale(header, { supported: editions, fallback }),
    mostHeaders,
  );
  return (header = '') => localeOf(header);
}
