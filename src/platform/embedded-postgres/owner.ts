import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from './failure.ts';

const claimFile = z.object({
  pid: z.number().int(),
  /** What tells the process from a later one with the same pid: see `processStart`. */
  since: z.string(),
  /** A server owns for as long as it runs; a command only while it starts or stops PostgreSQL. */
  role: z.enum(['server', 'command']),
});

export type Holder = Readonly<z.infer<typeof claimFile>>;
export type Role = Holder['role'];

export type Claim =
  { readonly held: true; readonly release: () => void } | { readonly held: false; holder: Holder };

/**
 * What tells a process from every other that ever had its pid: its start, in ticks since boot, and the
 * boot. Elsewhere than on Linux the start in seconds.
 *
 * @returns null when there is no such process, or only the remains of one that nobody has collected
 */
export function processStart(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform !== 'linux') return startFromPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name, may itself hold spaces and parentheses.
    const [state = 'X', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? null : `${bootId()}/${fields[18]}`;
  } catch {
    return null;
  }
}

function startFromPs(pid: number): string | null {
  try {
    const output = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [state = 'Z', ...start] = output.split(/\s+/);
    return state.startsWith('Z') ? null : start.join(' ');
  } catch {
    return null;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/**
 * Takes the ownership of a data directory, or says who has it. Of any number of simultaneous callers
 * exactly one gets it; an owner that died has lost it.
 *
 * Claims are files numbered upwards. A claim is taken by creating the number after the newest, whose
 * holder is dead or has let go; the file system lets one process create it. The newest is never
 * deleted, so a slow process that creates a number out of date sees the newer one and backs off. (A
 * single lock file cannot do this: between reading a dead owner's file and removing it another process
 * may have put its own there.)
 *
 * @param folder where the claims are kept; made when missing
 */
export function claimOwnership(folder: string, role: Role): Claim {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const self: Holder = { pid: process.pid, since: processStart(process.pid) ?? '', role };
  for (;;) {
    const newest = newestClaim(folder);
    const holder = newest === 0 ? null : liveHolder(join(folder, String(newest)));
    if (holder === 'replaced') continue;
    if (holder !== null) return { held: false, holder };
    const mine = newest + 1;
    if (!createClaim(folder, mine, self)) continue;
    if (newestClaim(folder) > mine) {
      rmSync(join(folder, String(mine)), { force: true });
      continue;
    }
    for (const number of claimsIn(folder)) {
      if (number < mine) rmSync(join(folder, String(number)), { force: true });
    }
    return { held: true, release: () => letGo(folder, mine) };
  }
}

function claimsIn(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function newestClaim(folder: string): number {
  return Math.max(0, ...claimsIn(folder));
}

function liveHolder(file: string): Holder | null | 'replaced' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'replaced';
    throw error;
  }
  const holder = parseHolder(text);
  return holder !== null && processStart(holder.pid) === holder.since ? holder : null;
}

// Anything unreadable is a claim that was let go: claims appear whole, through a link or a rename.
function parseHolder(text: string): Holder | null {
  try {
    return claimFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function createClaim(folder: string, number: number, holder: Holder): boolean {
  const draft = join(folder, `draft-${randomBytes(8).toString('hex')}`);
  try {
    writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
    linkSync(draft, join(folder, String(number)));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function letGo(folder: string, number: number): void {
  const draft = join(folder, `draft-${randomBytes(8).toString('hex')}`);
  try {
    writeFileSync(draft, '{}', { mode: 0o600 });
    renameSync(draft, join(folder, String(number)));
  } catch {
    // The folder is gone or full: the claim ends with this process instead.
    rmSync(draft, { force: true });
  }
}
