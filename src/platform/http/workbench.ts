import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Request, Response } from 'express';
import { Router } from 'express';
import { Refusal } from '../../core/refusal.ts';

const isCompiled = import.meta.url.includes('/dist/');

/** Where the build puts the workbench. */
export const workbenchFolder: string = fileURLToPath(
  new URL(isCompiled ? '../../../web' : '../../../dist/web', import.meta.url),
);

type Form = 'br' | 'gzip' | 'identity';
type Forms = Readonly<Partial<Record<Form, Buffer>> & { identity: Buffer }>;

interface Built {
  readonly page: string;
  readonly policy: (nonce: string) => string;
  readonly assets: ReadonlyMap<string, Forms>;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  // The lexicon, which the page unpacks itself.
  '.bin': 'application/gzip',
};

/** What the build writes in place of each answer's nonce. */
const noncePlace = '__NONCE__';

/**
 * The workbench under `/app`: built files from memory, compressed at build time, and its one page for
 * every other address there. Built files have their content's hash in their names: kept for good.
 */
export function workbenchRoutes(folder: string = workbenchFolder): Router {
  const router = Router();
  let built: Built | null = null;
  const load = (): Built => {
    if (!existsSync(join(folder, 'index.html'))) throw new Refusal('not_found');
    return (built ??= readBuilt(folder));
  };
  router.get('/app/assets/:name', (request, response) => {
    const forms = load().assets.get(request.params.name);
    if (forms === undefined) throw new Refusal('not_found');
    sendAsset(request, response, forms);
  });
  router.get(['/app', '/app/{*rest}'], (request, response) => sendPage(request, response, load()));
  return router;
}

function readBuilt(folder: string): Built {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const assets = new Map<string, Forms>();
  for (const name of readdirSync(join(folder, 'assets'))) {
    if (types[extname(name)] === undefined) continue;
    const path = join(folder, 'assets', name);
    assets.set(name, {
      identity: readFileSync(path),
      ...(existsSync(`${path}.br`) ? { br: readFileSync(`${path}.br`) } : {}),
      ...(existsSync(`${path}.gz`) ? { gzip: readFileSync(`${path}.gz`) } : {}),
    });
  }
  return { page, policy: policyOf(page), assets };
}

/**
 * Scripts from here alone, and those written into the page, known by their hashes. Styles from here, and
 * those elements which Mantine makes at run time, known by the nonce. Images of notices may be anywhere.
 */
function policyOf(page: string): Built['policy'] {
  const inline = [...page.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  const scripts = ["'self'", ...inline].join(' ');
  return (nonce) =>
    `default-src 'none'; script-src ${scripts}; style-src 'self' 'nonce-${nonce}'; ` +
    "img-src 'self' https: data:; font-src 'self'; connect-src 'self'; form-action 'self'; " +
    "base-uri 'none'; frame-ancestors 'none'";
}

/** Where the page reads whether somebody may be signed in: it asks for their work before its code is there. */
const sessionPlace = '__SESSION__';

function sendPage(request: Request, response: Response, { page, policy }: Built): void {
  const nonce = randomBytes(16).toString('base64');
  response.set({ 'Content-Security-Policy': policy(nonce), 'Cache-Control': 'no-store' });
  const session = /\bhebi_session=/.test(request.headers.cookie ?? '') ? 'yes' : 'no';
  response.type('html').send(page.replaceAll(noncePlace, nonce).replace(sessionPlace, session));
}

function sendAsset(request: Request, response: Response, forms: Forms): void {
  const form = formFor(request, forms);
  response.set({
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
    'Content-Type': types[extname(request.path)] ?? 'application/octet-stream',
    Vary: 'Accept-Encoding',
    // A worker is under the policy of its own file, which says what it may fetch.
    'Content-Security-Policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
    ...(form === 'identity' ? {} : { 'Content-Encoding': form }),
  });
  response.end(forms[form] ?? forms.identity);
}

/** Browsers that ask for none of the two get the file as it is. */
function formFor(request: Request, forms: Forms): Form {
  const accepted = request.acceptsEncodings(['br', 'gzip', 'identity']);
  return (accepted === 'br' || accepted === 'gzip') && forms[accepted] !== undefined
    ? accepted
    : 'identity';
}
