import { parseArgs } from 'node:util';
import { readHistory, reconcile, verify } from './demo/both-sides.ts';
import type { Client } from './demo/client.ts';
import { clientOf, must, signIn, Unexpected } from './demo/client.ts';
import type { Desk } from './demo/desk.ts';
import { publishBoth, translate, writeEnglish } from './demo/first-pair.ts';
import { changeFact, chineseFirst, fixTypo, tidySpaces } from './demo/one-side.ts';
import type { Screen } from './demo/screen.ts';
import { openScreen } from './demo/screen.ts';
import { chinese, english } from './demo/texts.ts';

/*
 * Plays Hebi's main job against a running server, from outside, and says what happens. Exit codes: 0
 * everything came out as expected, 1 something did not (the last line says what), 2 used wrongly.
 */

const usage = `npm run demo                                    with HEBI_ADMIN_EMAIL and HEBI_ADMIN_PASSWORD
npm run demo -- --link <one-time sign-in link>  with the link that the first npm start printed

HEBI_URL   where Hebi runs (default http://localhost:3000)
`;
const password = 'demonstration only';

async function main(): Promise<number> {
  const address = (process.env['HEBI_URL'] ?? 'http://localhost:3000').replace(/\/+$/, '');
  const credentials = readCredentials();
  if (credentials === null) {
    process.stderr.write(usage);
    return 2;
  }
  const screen = openScreen(process.stdout);
  try {
    await play(screen, address, credentials);
    process.stdout.write(`\nAll as expected: ${screen.checks} checks.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    screen.fail(`expected ${error.expected}`);
    process.stdout.write(`     got ${error.got}\n`);
    return 1;
  }
}

type Credentials = { email: string; password: string } | { link: string };

function readCredentials(): Credentials | null {
  try {
    const { link } = parseArgs({ options: { link: { type: 'string' } } }).values;
    if (link !== undefined) return { link: link.replace(/^.*\/sign-in\//, '') };
  } catch {
    return null;
  }
  const email = process.env['HEBI_ADMIN_EMAIL'] ?? '';
  const given = process.env['HEBI_ADMIN_PASSWORD'] ?? '';
  return email === '' || given === '' ? null : { email, password: given };
}

async function play(screen: Screen, address: string, credentials: Credentials): Promise<void> {
  const run = Date.now().toString(36);
  screen.step(`Three people, at ${address}`);
  const author = await signIn(address, 'Ada', credentials);
  screen.say('Ada, the administrator, signs in');
  const translator = await addPerson(screen, { address, author, run, role: 'translator' });
  const editor = await addPerson(screen, { address, author, run, role: 'editor' });
  const slug = `demo-inaugural-meeting-${run}`;
  const written = await writeEnglish(screen, author, slug);
  const reader = clientOf(address, 'a reader');
  const desk: Desk = { screen, author, translator, editor, reader, slug, ...written };
  await translate(desk);
  await publishBoth(desk);
  let texts = { en: english, zh: chinese };
  for (const scene of [changeFact, tidySpaces, fixTypo, chineseFirst, reconcile, verify]) {
    texts = await scene(desk, texts);
  }
  await readHistory(desk);
}

async function addPerson(
  screen: Screen,
  made: { address: string; author: Client; run: string; role: 'translator' | 'editor' },
): Promise<Client> {
  const { address, author, run, role } = made;
  const name = role === 'editor' ? 'Edda' : 'Tao';
  const email = `${name.toLowerCase()}-${run}@example.org`;
  const add = author.send('POST', '/api/v1/users', {
    body: { email, name: `${name} (demo)`, password, roles: [role] },
  });
  await must(add, 201, `an account for ${name}`);
  const client = await signIn(address, name, { email, password });
  screen.say(`${name}, ${role === 'editor' ? 'a second editor' : 'a translator'}, gets an account`);
  return client;
}

process.exitCode = await main();
