// Builds dist/ where it is missing or older than its sources: after `npm ci` and before a start. A deployment
// without sources is left alone.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, buildWeb, isBuilt, stamp, webStamp } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** When the newest file under these was written; 0 where none of them exists. */
function newest(names, wanted) {
  const times = names
    .map((name) => join(root, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => (statSync(path).isFile() ? [path] : filesIn(path, wanted)))
    .map((path) => statSync(path).mtimeMs);
  return times.reduce((latest, time) => Math.max(latest, time), 0);
}

function filesIn(folder, wanted) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

export async function ensureServer() {
  const written = newest(['src', 'workers'], /\.ts$/);
  if (written === 0 || (isBuilt() && written <= statSync(stamp).mtimeMs)) return;
  await build();
}

export async function ensureWeb() {
  if (!existsSync(join(root, 'web'))) return;
  const written = newest(
    ['web', 'src/core', 'locales', 'package-lock.json'],
    /\.(tsx?|css|html|json)$/,
  );
  if (existsSync(webStamp) && written <= Date.parse(readFileSync(webStamp, 'utf8'))) return;
  await buildWeb();
}

export async function ensureBuild() {
  // An installation without development packages was built elsewhere.
  if (!existsSync(join(root, 'node_modules', '.bin', 'tsc'))) return;
  await Promise.all([ensureServer(), ensureWeb()]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) void ensureBuild();
