import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from '../../bench/processes.ts';
import type { TestDatabase } from '../support/database.ts';
import { createTestDatabase } from '../support/database.ts';
import { until } from '../support/invariants.ts';

/**
 * The container files, where no container engine is at hand: linters read both, and the Dockerfile's steps are
 * repeated in a clean folder, from what they copy and nothing else. Two things are not as in a container: `npm ci`
 * and `npm prune` are not run, the checkout's own node_modules stands for what they leave (the lock file is the
 * same), and no root file system is read-only but the folder with the code, on which nobody has the right to write.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Step {
  readonly instruction: string;
  readonly text: string;
}

/** The instructions of a Dockerfile by stage: each FROM begins one. */
function stagesOf(dockerfile: string): Step[][] {
  const lines = dockerfile
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: Step[][] = [];
  for (const line of lines) {
    const [, instruction = '', text = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (instruction === 'FROM') stages.push([]);
    stages.at(-1)?.push({ instruction, text });
  }
  return stages;
}

const only = (steps: readonly Step[], instruction: string): string[] =>
  steps.filter((step) => step.instruction === instruction).map(({ text }) => text);

/** Hard links, since node_modules is large; copies where the folder is on another file system. */
function link(source: string, into: string): void {
  if (spawnSync('cp', ['-al', source, into], { stdio: 'ignore' }).status === 0) return;
  rmSync(into, { recursive: true, force: true });
  execFileSync('cp', ['-a', source, into]);
}

/** Does one COPY: what it names comes from the checkout, or from a stage before. */
function copy(text: string, { from, to }: { from: string; to: string }): void {
  const names = text.split(/\s+/).filter((word) => !word.startsWith('--'));
  const target = names.pop() ?? '';
  for (const name of names) {
    const source = join(from, name.replace(/^\/app\//, ''));
    const into = target === './' ? join(to, name) : join(to, target);
    mkdirSync(dirname(into), { recursive: true });
    if (name.endsWith('node_modules')) link(source, into);
    else cpSync(source, into, { recursive: true });
  }
}

/** Commands of a RUN step that are more than the installation of packages. */
function commandsOf(run: string): string[] {
  return run
    .replaceAll(/--mount=\S+/g, '')
    .split('&&')
    .map((command) => command.trim())
    .filter((command) => !/^npm (ci|prune)\b/.test(command));
}

function lint(program: string, ...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', program), args, {
    encoding: 'utf8',
  });
  return { status, said: (stdout + stderr).trim() };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hebi-containers-'));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A changed copy of a file, to see that a check can fail. */
function broken(name: string, change: (text: string) => string): string {
  const file = join(folder, name);
  const text = read(name);
  expect(change(text)).not.toBe(text);
  writeFileSync(file, change(text));
  return file;
}

it('has a Dockerfile in which the linter finds nothing, and finds an unknown instruction', () => {
  expect(lint('dockerfile-utils', 'lint', join(root, 'Dockerfile')).said).toBe('');
  const wrong = broken('Dockerfile', (text) => text.replace('EXPOSE 3000', 'EXPOSES 3000'));
  expect(lint('dockerfile-utils', 'lint', wrong).said).toContain('EXPOSES');
});

it('has a compose file in which the linter finds nothing, and finds a wrong one', () => {
  const strict = ['--config', join(root, '.dclintrc.json'), '--max-warnings', '0'];
  expect(lint('dclint', ...strict, join(root, 'compose.yaml'))).toEqual({ status: 0, said: '' });
  const wrong = broken('compose.yaml', (text) => text.replace('restart:', 'restarts:'));
  expect(lint('dclint', ...strict, wrong).said).toContain('additional properties');
});

it('has an nginx.conf that nginx takes, which names the two API nodes of the compose file', () => {
  const config = read('deploy/nginx.conf');
  const nodes = [...config.matchAll(/server ([\w-]+):3000/g)].map(([, name]) => name);
  expect(nodes).toEqual(['api-1', 'api-2']);
  for (const name of [...nodes, 'workers-1', 'workers-2'])
    expect(read('compose.yaml')).toMatch(new RegExp(`^  ${name}:`, 'm'));
  const check = (text: string): number | null => {
    const file = join(folder, 'nginx.conf');
    writeFileSync(file, text.replaceAll(/server api-\d:/g, 'server 127.0.0.1:'));
    return spawnSync('nginx', ['-t', '-q', '-c', file], { stdio: 'ignore' }).status;
  };
  expect(check(config)).toBe(0);
  expect(check(config.replace('proxy_cache site;', 'proxy_cache nowhere;'))).not.toBe(0);
});

describe('the Dockerfile’s steps, in a clean folder', () => {
  const [build = [], final = []] = stagesOf(read('Dockerfile'));
  const [builder, app] = ['build', 'app'];
  let database: TestDatabase;
  let watch: pg.Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    watch = new pg.Client(database.url);
    await watch.connect();
    const from = join(folder, builder);
    const to = join(folder, app);
    for (const each of [from, to]) mkdirSync(each);
    for (const text of only(build, 'COPY')) copy(text, { from: root, to: from });
    link(join(root, 'node_modules'), join(from, 'node_modules'));
    for (const command of only(build, 'RUN').flatMap(commandsOf))
      execFileSync('/bin/sh', ['-c', command], { cwd: from, stdio: 'ignore' });
    for (const text of only(final, 'COPY'))
      if (text.includes('node_modules')) linkForProduction(from, to);
      else copy(text, { from: text.includes('--from=build') ? from : root, to });
    const made = readdirSync(to).filter((name) => name !== 'node_modules');
    execFileSync('chmod', ['-R', 'a-w', ...made], { cwd: to });
    execFileSync('chmod', ['a-w', 'node_modules', '.'], { cwd: to });
  }, 180_000);
  afterAll(async () => {
    execFileSync('chmod', ['-R', 'u+w', join(folder, app)]);
    await watch.end();
    await database.drop();
  });

  /** As the image's user, who may write nothing there. */
  function asUser(command: readonly string[], environment: Readonly<Record<string, string>>) {
    expect(only(final, 'USER')).toEqual(['node']);
    const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', '--'];
    const [program = '', ...args] =
      process.getuid?.() === 0 ? ['setpriv', ...nobody, ...command] : command;
    return spawn(program, args, {
      cwd: join(folder, app),
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const settings = () => ({ ...variables(only(final, 'ENV')), DATABASE_URL: database.url });

  it('leave nothing that the user may write', async () => {
    const touch = asUser(['sh', '-c', 'touch dist/x 2>/dev/null || touch x 2>/dev/null'], {});
    expect((await once(touch, 'exit'))[0]).not.toBe(0);
  });

  it('make an API that gets ready, and that the HEALTHCHECK finds alive', async () => {
    const port = String(await freePort());
    const environment = { ...settings(), PORT: port, HEBI_LOG_LEVEL: 'error' };
    const api = asUser(listOf(only(final, 'CMD')[0]), environment);
    const isReady = () =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until('the API to be ready', 60_000, isReady);
    const page = await fetch(`http://127.0.0.1:${port}/app`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<script')]);
    const health = only(final, 'HEALTHCHECK')[0]?.replace(/^.*?CMD /, '');
    expect((await once(asUser(listOf(health), { PORT: port }), 'exit'))[0]).toBe(0);
    api.kill('SIGTERM');
    expect((await once(api, 'exit'))[0]).toBe(0);
    expect((await once(asUser(listOf(health), { PORT: port }), 'exit'))[0]).toBe(1);
  }, 90_000);

  it('make workers that start by the command of the compose file, and end when told to', async () => {
    const command = /command: (\[.*dist\/workers.*\])/.exec(read('compose.yaml'))?.[1];
    const workers = asUser(listOf(command?.replaceAll("'", '"')), settings());
    const listens = async () => {
      const { rows } = await watch.query<{ n: number }>(
        `select count(*)::integer as n from pg_stat_activity
         where datname = current_database() and application_name = 'hebi-listener'`,
      );
      return (rows[0]?.n ?? 0) > 0;
    };
    await until('the workers to listen', 60_000, listens);
    workers.kill('SIGTERM');
    expect((await once(workers, 'exit'))[0]).toBe(0);
  }, 90_000);
});

/** What `npm prune --omit=dev` leaves, by the lock file. */
function linkForProduction(from: string, to: string): void {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  for (const [path, { dev = false }] of Object.entries(packages)) {
    const isTop = /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path);
    if (!isTop || dev || !existsSync(join(from, path))) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    link(join(from, path), join(to, path));
  }
}

function listOf(json = '[]'): string[] {
  return JSON.parse(json) as string[];
}

function variables(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line) => line.split(' ')).map((pair) => pair.split('=')),
  );
}
