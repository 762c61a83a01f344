import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Service } from '../../src/context.ts';

/** One of Hebi's own processes, on a database and a queue that a test gives it. */
export interface HebiProcess {
  /** Where its API listens; null for workers. */
  readonly url: string | null;
  signal(name: NodeJS.Signals): void;
  /** Resolves with how it ended: its exit code, or the signal that killed it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The database and the queue of a service, as the environment of another process names them. */
export function placesOf({ databaseUrl, config }: Service): Record<string, string> {
  const { redisUrl } = config;
  return { DATABASE_URL: databaseUrl, ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }) };
}

/** Starts the workers, an API or everything in one process as it is built; resolves once it says that it is up. */
export async function startProcess(
  entry: 'workers/main.ts' | 'src/api.ts' | 'src/main.ts',
  environment: Readonly<Record<string, string>>,
): Promise<HebiProcess> {
  const program = join('dist', entry.replace(/\.ts$/, '.js'));
  const child = spawn(process.execPath, [program], {
    cwd: root,
    env: { PATH: process.env['PATH'], HEBI_SAMPLE: 'off', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'));
  });
  const up = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      if (/(workers are|API is) up|Site .*\n/.test(said)) resolve(said);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then((how) => reject(new Error(`ended with ${how} before it was up: ${said}`)));
  });
  const port = /(?:"port":|Site .*:)(\d+)/.exec(await up)?.[1];
  return {
    url: port === undefined ? null : `http://127.0.0.1:${port}`,
    ended,
    signal: (name) => {
      child.kill(name);
    },
  };
}
