import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Refusal } from '../../core/refusal.ts';
import type { Database } from '../../platform/database.ts';
import type { Failures } from './failure-store.ts';
import { countFailure, failuresOf, forgetFailures } from './failure-store.ts';

/** Failures that are forgiven within the window, which begins with the first of them. */
export const failuresPerAccount = 10;
export const failuresPerAddress = 100;
const windowSeconds = 15 * 60;

/** Counts failed sign-ins in the database, for all nodes together; successes are not counted. */
export interface FailureLimits {
  /**
   * Makes an attempt to sign in. Attempts on one account take turns within a process and take their
   * place in the count before they begin, so that a burst has no more guesses than one after another.
   *
   * @param account the e-mail address as given, whether there is such an account or not; null for a link
   * @param address the network address of the caller
   * @param attempt answers null for a failure
   * @throws Refusal `too_many_failures` without making the attempt, `bad_credentials` when it failed
   */
  attempt<T>(account: string | null, address: string, attempt: () => Promise<T | null>): Promise<T>;
}

export function openFailureLimits(db: Database): FailureLimits {
  const turns = openTurns();

  const byAddress = async <T>(address: string, attempt: () => Promise<T | null>): Promise<T> => {
    const counted = `address:${address}`;
    const before = await failuresOf(db, counted);
    if (before !== null && before.count >= failuresPerAddress) throw tooMany(before);
    const result = await attempt();
    if (result !== null) return result;
    await countFailure(db, { key: counted, change: 1, windowSeconds });
    throw new Refusal('bad_credentials');
  };
  const byAccount = async <T>(account: string, attempt: () => Promise<T>): Promise<T> => {
    const counted = `account:${account}`;
    const taken = await countFailure(db, { key: counted, change: 1, windowSeconds });
    if (taken.count > failuresPerAccount) throw tooMany(taken);
    try {
      const result = await attempt();
      await forgetFailures(db, counted);
      return result;
    } catch (error) {
      // Only a wrong password keeps its place in the count; an address at its limit, or a database
      // that went away, is not the account's failure.
      if (!(error instanceof Refusal && error.code === 'bad_credentials'))
        await countFailure(db, { key: counted, change: -1, windowSeconds });
      throw error;
    }
  };
  return {
    attempt: (account, address, attempt) => {
      const checked = () => byAddress(networkOf(address), attempt);
      if (account === null) return checked();
      const key = keyOf(account);
      return turns(key, () => byAccount(key, checked));
    },
  };
}

/** Forgets the failures of an account, whose password was set anew. */
export async function forgiveFailures(db: Database, account: string): Promise<void> {
  await forgetFailures(db, `account:${keyOf(account)}`);
}

function tooMany({ secondsLeft }: Failures): Refusal {
  const seconds = Math.max(1, Math.ceil(secondsLeft));
  return new Refusal('too_many_failures', {
    params: { count: Math.ceil(seconds / 60) },
    retryAfterSeconds: seconds,
  });
}

/** Of bounded length, and no list of addresses that somebody tried. */
function keyOf(account: string): string {
  const folded = account.normalize('NFC').trim().toLowerCase();
  return createHash('sha256').update(folded).digest('base64url');
}

/**
 * What one subscriber holds: an IPv4 address, or the first 64 bits of an IPv6 address, since a
 * subscriber can use any address below them.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  // A URL writes an IPv6 address in its one shortest form.
  const short = new URL(`http://[${address.split('%')[0]}]/`).hostname.slice(1, -1);
  const [before = [], after = []] = short
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}

/** Runs what is asked under one key one after the other, and under different keys side by side. */
function openTurns() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(key: string, act: () => Promise<T>): Promise<T> => {
    const turn = (last.get(key) ?? Promise.resolve()).then(act, act);
    last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (last.get(key) === turn) last.delete(key);
    }
  };
}
