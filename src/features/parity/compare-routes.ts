import type { Request, Response } from 'express';
import { Router, urlencoded } from 'express';
import type { Actor } from '../../core/permission.ts';
import { mapPair } from '../../core/language.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Service } from '../../context.ts';
import { cleanJson, parseInput } from '../../platform/http/input.ts';
import { askedLocale, pageLocale, problemPages, sendPage } from '../../platform/http/page.ts';
import { pathWith, sayIn } from '../../platform/http/page-words.ts';
import { refusalOfError, setRetryAfter } from '../../platform/http/problem.ts';
import type { Edge } from '../../platform/http/route.ts';
import { statusOf } from '../../platform/http/status.ts';
import { refuseCrossSite } from '../accounts/cross-site.ts';
import { exampleTexts } from './compare-example.ts';
import type { CompareProblem, TypedTexts } from './compare-page.ts';
import { compareBar, compareMain, comparePath } from './compare-page.ts';
import { problemsOf, refuseBlank } from './compare-problems.ts';
import type { Comparison, Voice } from './compare-result.ts';
import { textsInput, textsReportOp } from './contract.ts';
import { reportTexts } from './read-report.ts';

interface Parts {
  readonly service: Service;
  readonly edge: Edge<Actor>;
}

/** The page on which people compare any two texts; nothing is stored. */
export function compareRoutes(service: Service, edge: Edge<Actor>): Router {
  const router = Router();
  const parts = { service, edge };
  const readForm = urlencoded({ extended: false, limit: '5mb' });
  router.get(comparePath, (request, response) => showPage(parts, request, response));
  router.post(comparePath, readForm, (request, response) => takeTexts(parts, request, response));
  router.use(problemPages(service));
  return router;
}

async function showPage(parts: Parts, request: Request, response: Response): Promise<void> {
  const lang = askedLocale(request);
  const example = request.query['example'] === '1' ? '1' : null;
  const caller = await parts.edge.authenticate(request);
  if (caller === null) {
    const next = pathWith(comparePath, { example, lang });
    response.set('Cache-Control', 'no-store').redirect(303, pathWith('/sign-in', { next, lang }));
    return;
  }
  const typed = { ...(example === null ? { en: '', zh: '' } : exampleTexts), format: 'text' };
  if (example !== null) {
    await answer(parts, response, { caller, typed });
    return;
  }
  parts.edge.admit(caller, textsReportOp);
  send(parts.service, response, { caller, typed, problems: [], comparison: null });
}

async function takeTexts(parts: Parts, request: Request, response: Response): Promise<void> {
  refuseCrossSite(request, parts.service.config.publicUrl);
  const caller = await parts.edge.authenticate(request);
  const typed = typedTexts(request.body);
  const isKeeping = fieldOf(request.body, 'keep') !== '';
  if (isKeeping && typed.en === '' && typed.zh === '') {
    const path = pathWith(comparePath, { lang: askedLocale(request) });
    response.set('Cache-Control', 'no-store').redirect(303, path);
    return;
  }
  await answer(parts, response, { caller, typed });
}

interface Asked {
  /** null: nobody is signed in, perhaps no longer. */
  readonly caller: Actor | null;
  readonly typed: TypedTexts;
}

/** The page with what came of the comparison; whatever goes wrong, with what was typed. */
async function answer(parts: Parts, response: Response, asked: Asked): Promise<void> {
  const { service } = parts;
  try {
    const comparison = await compare(parts, asked);
    send(service, response, { ...asked, problems: [], comparison });
  } catch (error) {
    const refusal = refusalOfError(error);
    if (refusal.code === 'internal') service.log.error({ err: error }, 'comparison failed');
    setRetryAfter(response, refusal);
    response.status(statusOf[refusal.code]);
    const { say, locale, lang } = mannerOf(service, response.req);
    const { typed } = asked;
    const problems = problemsOf(service.words, { say, locale, lang }, { refusal, typed });
    send(service, response, { ...asked, problems, comparison: null });
  }
}

async function compare({ service, edge }: Parts, { caller, typed }: Asked): Promise<Comparison> {
  if (caller === null) throw new Refusal('not_signed_in');
  edge.admit(caller, textsReportOp);
  const { format } = typed;
  const given = { en: { body: typed.en, format }, zh: { body: typed.zh, format } };
  const texts = parseInput(textsInput, cleanJson(given), '');
  refuseBlank(
    'empty',
    mapPair(texts, ({ body }) => body.trim() === ''),
  );
  const comparison = await reportTexts(service, texts);
  const { en, zh } = comparison.report;
  refuseBlank(
    'nothing',
    mapPair({ en, zh }, ({ segments }) => segments.length === 0),
  );
  return comparison;
}

interface Shown extends Asked {
  readonly problems: readonly CompareProblem[];
  readonly comparison: Comparison | null;
}

function send(service: Service, response: Response, shown: Shown): void {
  const { say, locale, lang } = mannerOf(service, response.req);
  const { caller, ...page } = shown;
  const { words } = service;
  const voice: Voice = {
    say,
    sayIfKnown: (key, values) => ifKnown(key, words.say(locale, key, values)),
  };
  const refused = page.problems.length > 0;
  sendPage(response, {
    status: response.statusCode,
    words,
    page: {
      locale,
      title: say(refused ? 'compare.titleRefused' : 'compare.title'),
      bar: compareBar(say, caller?.name ?? null, { locale, lang }),
      main: compareMain(voice, { ...page, lang }),
      width: 'wide',
    },
  });
}

/** Words that are missing are answered by the key that they were asked by. */
function ifKnown(key: string, said: string): string | null {
  return said === key.slice(key.indexOf(':') + 1) || said === key ? null : said;
}

function mannerOf({ words }: Service, request: Request) {
  const locale = pageLocale(request);
  return { say: sayIn(words, locale), locale, lang: askedLocale(request) };
}

function typedTexts(form: unknown): TypedTexts {
  const format = fieldOf(form, 'format');
  return {
    en: fieldOf(form, 'en'),
    zh: fieldOf(form, 'zh'),
    format: format === '' ? 'text' : format,
  };
}

/** A field of the form; '' where it was not sent, or more than once. */
function fieldOf(form: unknown, name: string): string {
  const value =
    typeof form === 'object' && form !== null ? (form as Record<string, unknown>)[name] : '';
  return typeof value === 'string' ? value : '';
}
