import { types } from 'node:util';

const { isNativeError } = types;

/** The embedded database cannot be used. The message says why and what to do about it. */
export class EmbeddedPostgresFailure extends Error {
  override readonly name = 'EmbeddedPostgresFailure';
}

/** Another live Hebi owns the data directory. */
export class DataDirectoryBusy extends Error {
  override readonly name = 'DataDirectoryBusy';
  /** The process that owns the directory. */
  readonly pid: number;
  readonly dataDir: string;

  constructor(dataDir: string, pid: number) {
    super(
      `Another Hebi, process ${pid}, is using the data directory ${dataDir}. Stop it first, ` +
        'or give this one a directory of its own with HEBI_DATA_DIR, or a database with DATABASE_URL.',
    );
    this.dataDir = dataDir;
    this.pid = pid;
  }
}

const advice: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: free some space (a new database needs 40 MB).',
  EDQUOT: 'The disk quota is used up: free some space (a new database needs 40 MB).',
  EACCES:
    'Permission was denied: change the owner of that place, or choose another with HEBI_DATA_DIR.',
  EPERM:
    'The operation is not permitted to this user: run Hebi as another user, or choose another place with HEBI_DATA_DIR.',
  EROFS: 'The file system is read-only: choose another place with HEBI_DATA_DIR.',
  ENOENT: 'A folder on the way there is missing, or the file system is read-only.',
  ENOTDIR: 'Something in that path is a file where a folder is needed.',
  EEXIST: 'Something else is already there under that name.',
  EMFILE: 'Too many files are open: raise the limit (ulimit -n).',
  EAGAIN: 'The system allows no more processes: raise the limit (ulimit -u).',
};

const wayOut = 'To use a PostgreSQL of your own (15 or newer) instead, set DATABASE_URL.';

/** The system's code of an error (`ENOENT` …), or null. */
export function codeOf(error: unknown): string | null {
  // Not `instanceof`: where modules run in a context of their own, the system's errors come from another.
  return isNativeError(error) && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

/**
 * An error with advice.
 *
 * @param what what did not work, a sentence without its full stop
 * @param cause the system's error, whose code chooses the advice, or what a program printed
 */
export function failure(what: string, cause?: unknown): EmbeddedPostgresFailure {
  const printed = isNativeError(cause) ? cause.message : typeof cause === 'string' ? cause : '';
  const reason = printed.replace(wayOut, '').trim();
  const known = cause instanceof EmbeddedPostgresFailure;
  const code = known ? null : (codeOf(cause) ?? codeInside(reason));
  const parts = [
    reason === '' ? `${what}.` : `${what}: ${reason.replace(/\.$/, '')}.`,
    code === null ? '' : (advice[code] ?? ''),
    wayOut,
  ];
  return new EmbeddedPostgresFailure(
    parts.filter((part) => part !== '').join(' '),
    cause === undefined ? {} : { cause },
  );
}

// PostgreSQL's programs print the C library's words, not its codes.
function codeInside(printed: string): string | null {
  if (/No space left on device|Check free disk space/i.test(printed)) return 'ENOSPC';
  if (/quota exceeded/i.test(printed)) return 'EDQUOT';
  if (/Read-only file system/i.test(printed)) return 'EROFS';
  if (/Permission denied/i.test(printed)) return 'EACCES';
  return null;
}

/** Runs an action on the file system and turns its error into one with advice. */
export async function orFail<T>(what: string, action: () => Promise<T> | T): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof EmbeddedPostgresFailure || error instanceof DataDirectoryBusy) throw error;
    throw failure(what, error);
  }
}
