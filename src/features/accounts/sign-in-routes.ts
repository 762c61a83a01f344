import type { Request, Response } from 'express';
import { Router, urlencoded } from 'express';
import { Refusal } from '../../core/refusal.ts';
import type { Html } from '../../platform/http/html.ts';
import { cleanJson, parseInput } from '../../platform/http/input.ts';
import {
  askedLocale,
  languageLink,
  pageLocale,
  problemPages,
  sendPage,
} from '../../platform/http/page.ts';
import { pathWith, sayIn } from '../../platform/http/page-words.ts';
import { refusalOfError, setRetryAfter } from '../../platform/http/problem.ts';
import { statusOf } from '../../platform/http/status.ts';
import type { AccountsService } from './authenticate.ts';
import type { Person } from './contract.ts';
import { signInInput } from './contract.ts';
import { refuseCrossSite } from './cross-site.ts';
import type { FailureLimits } from './failure-limits.ts';
import { findCallerBySession } from './find-caller.ts';
import { homePath, nextPath } from './next-path.ts';
import { readPerson } from './read-person.ts';
import { clearSessionCookie, sessionCookieOf, setSessionCookie } from './session-cookie.ts';
import { peekLink, signInByLink } from './sign-in-by-link.ts';
import type { SignInAddress, SignInForm, SignInProblem } from './sign-in-form-page.ts';
import { signInForm, signedInPage } from './sign-in-form-page.ts';
import { signInPage } from './sign-in-page.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

interface Parts {
  readonly service: AccountsService;
  readonly limits: FailureLimits;
}

/** The pages on which people sign in, by password or by a one-time link, and out. */
export function signInRoutes(parts: Parts): Router {
  const router = Router();
  const readForm = urlencoded({ extended: false, limit: '32kb' });
  router.get('/sign-in', (request, response) => showForm(parts, request, response));
  router.post('/sign-in', readForm, (request, response) => takeForm(parts, request, response));
  router.post('/sign-out', (request, response) => endSession(parts, request, response));
  router.get('/sign-in/:token', (request, response) => showLink(parts, request, response));
  router.post('/sign-in/:token', (request, response) => spendLink(parts, request, response));
  router.use(problemPages({ words: parts.service.words }));
  return router;
}

async function showForm({ service }: Parts, request: Request, response: Response): Promise<void> {
  const person = await signedIn(service, request);
  const address = addressOf(request);
  const say = sayIn(service.words, pageLocale(request));
  if (person === null) {
    sendForm(service, response, { email: '', problems: [], address });
    return;
  }
  const main = signedInPage(say, person, {
    next: address.next ?? pathWith(homePath, { lang: address.lang }),
    lang: address.lang,
  });
  send(service, response, { title: say('signIn.already'), main });
}

async function takeForm(
  { service, limits }: Parts,
  request: Request,
  response: Response,
): Promise<void> {
  const { publicUrl } = service.config;
  refuseCrossSite(request, publicUrl);
  const [email, password] = [typed(request, 'email'), typed(request, 'password')];
  try {
    const input = parseInput(signInInput, cleanJson({ email, password }), '');
    const from = request.ip ?? 'unknown';
    const { secret } = await signIn(service, limits, {
      email: input.email ?? '',
      password: input.password ?? '',
      from,
    });
    setSessionCookie(response, secret, publicUrl);
    const { next, lang } = addressOf(request);
    redirect(response, next ?? pathWith(homePath, { lang }));
  } catch (error) {
    refuseForm(service, response, { error, email, filled: { email, password } });
  }
}

interface Refused {
  readonly error: unknown;
  readonly email: string;
  readonly filled: Readonly<Record<'email' | 'password', string>>;
}

/** The form again, with what was wrong beside it and the address that was typed in it. */
function refuseForm(
  service: AccountsService,
  response: Response,
  { error, email, filled }: Refused,
): void {
  const refusal = refusalOfError(error);
  if (refusal.code === 'internal') throw error;
  const { words } = service;
  const locale = pageLocale(response.req);
  const say = sayIn(words, locale);
  const problems: SignInProblem[] = (['email', 'password'] as const).flatMap((field) => {
    const found = refusal.detail.errors?.some((each) => each.path === field);
    if (found !== true) return [];
    const kind = filled[field].trim() === '' ? 'needed' : 'unusable';
    return [{ field, message: say(`signIn.${kind}.${field}`) }];
  });
  const whole =
    refusal.code === 'bad_credentials'
      ? say('signIn.wrong')
      : words.say(locale, `refusals:${refusal.code}`, refusal.detail.params ?? {});
  if (problems.length === 0) problems.push({ field: null, message: whole });
  setRetryAfter(response, refusal);
  response.status(statusOf[refusal.code]);
  sendForm(service, response, { email, problems, address: addressOf(response.req) });
}

async function endSession({ service }: Parts, request: Request, response: Response): Promise<void> {
  const { publicUrl } = service.config;
  refuseCrossSite(request, publicUrl);
  const secret = sessionCookieOf(request);
  if (secret !== null) await signOut(service, secret);
  clearSessionCookie(response, publicUrl);
  redirect(response, pathWith('/sign-in', { lang: askedLocale(request) }));
}

async function showLink({ service }: Parts, request: Request, response: Response): Promise<void> {
  sendLink(service, response, await peekLink(service, linkOf(request)));
}

async function spendLink(
  { service, limits }: Parts,
  request: Request,
  response: Response,
): Promise<void> {
  const { publicUrl } = service.config;
  refuseCrossSite(request, publicUrl);
  try {
    const from = request.ip ?? 'unknown';
    const { secret } = await signInByLink(service, limits, { link: linkOf(request), from });
    setSessionCookie(response, secret, publicUrl);
    redirect(response, pathWith(homePath, { lang: askedLocale(request) }));
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'bad_credentials')) throw error;
    sendLink(service, response, null);
  }
}

function sendForm(service: AccountsService, response: Response, form: SignInForm): void {
  const say = sayIn(service.words, pageLocale(response.req));
  const title = say(form.problems.length === 0 ? 'signIn.title' : 'signIn.titleRefused');
  send(service, response, { title, main: signInForm(say, form) });
}

function sendLink(service: AccountsService, response: Response, email: string | null): void {
  const locale = pageLocale(response.req);
  const title = service.words.say(locale, 'accounts:signInPage.title');
  if (email === null) response.status(410);
  send(service, response, { title, main: signInPage(service.words, locale, email) });
}

function send(
  service: AccountsService,
  response: Response,
  { title, main }: { title: string; main: Html },
): void {
  const request = response.req;
  const locale = pageLocale(request);
  const { next } = addressOf(request);
  const bar = languageLink(locale, (lang) => pathWith(request.path, { next, lang }));
  const page = { locale, title, bar, main } as const;
  sendPage(response, { status: response.statusCode, words: service.words, page });
}

/** Who is signed in by the session cookie; null: nobody. */
async function signedIn(service: AccountsService, request: Request): Promise<Person | null> {
  const secret = sessionCookieOf(request);
  const caller = secret === null ? null : await findCallerBySession(service, secret);
  return caller === null ? null : readPerson(service, caller.id);
}

function addressOf(request: Request): SignInAddress {
  const { next } = request.query;
  return { next: next === undefined ? null : nextPath(next), lang: askedLocale(request) };
}

function linkOf(request: Request): string {
  return String(request.params['token']);
}

/** A field of the form; '' where it was not sent, or more than once. */
function typed(request: Request, name: string): string {
  const form: unknown = request.body;
  const value =
    typeof form === 'object' && form !== null ? (form as Record<string, unknown>)[name] : '';
  return typeof value === 'string' ? value : '';
}

/** No answer that opens or ends a session is kept anywhere. */
function redirect(response: Response, path: string): void {
  response.set('Cache-Control', 'no-store').redirect(303, path);
}
