import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { failure } from './failure.ts';

/** The operating system's account that PostgreSQL's programs run under. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Outcome {
  /** The exit code; null when a signal ended the program. */
  readonly code: number | null;
  /** Standard output and error together. */
  readonly output: string;
}

/**
 * PostgreSQL refuses to run as root, so root drops to another account: the owner of an existing
 * cluster, else the user `postgres`, else `nobody`. No account is ever created.
 *
 * @param owner who owns the cluster, when there is one
 * @returns null when the programs can run as the user we are
 */
export function chooseAccount(owner: Account | null): Account | null {
  if (process.getuid?.() !== 0) return null;
  if (owner !== null && owner.uid !== 0) return owner;
  const accounts = systemAccounts();
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const account = accounts.get(name);
    if (account !== undefined && account.uid !== 0) return account;
  }
  throw failure(
    'PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as; start Hebi as an ordinary user',
  );
}

function systemAccounts(): Map<string, Account> {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const accounts = lines.map((line): [string, Account] => {
    const [name = '', , uid, gid] = line.split(':');
    return [name, { uid: Number(uid), gid: Number(gid) }];
  });
  return new Map(
    accounts.filter(([, { uid, gid }]) => Number.isInteger(uid) && Number.isInteger(gid)),
  );
}

/**
 * How PostgreSQL's programs are spawned: as the account, from a folder that every account can enter,
 * and with an environment of their own (PGDATA and the like would change what they do, and Hebi's
 * secrets are no business of theirs). LC_ALL must be set: macOS refuses to start the server without.
 */
export function spawnOptions(account: Account | null) {
  return {
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  };
}

/**
 * Runs a program to its end.
 *
 * @returns its exit code and what it printed
 * @throws the system's error (ENOENT, EACCES …) when it cannot be started
 */
export function run(
  command: string,
  args: readonly string[],
  options: { account: Account | null; input?: string; cwd?: string },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...spawnOptions(options.account),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      // A group of its own: Ctrl-C in the middle must not leave half a cluster.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    // A program that ends without reading its input: its exit code tells the story.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
    child.stdin.end(options.input ?? '');
  });
}

/** Whether the account can enter this folder and write in it. Asked of the system, not computed from modes. */
export async function canUse(folder: string, account: Account | null): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], { account });
  return code === 0;
}
