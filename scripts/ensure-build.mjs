// Builds dist/ where it is missing or older than its sources. A deployment without sources is left alone.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, isBuilt, stamp } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function newest(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .reduce(
      (time, entry) => Math.max(time, statSync(join(entry.parentPath, entry.name)).mtimeMs),
      0,
    );
}

export function ensureBuild() {
  const sources = ['src', 'workers']
    .map((name) => join(root, name))
    .filter((path) => existsSync(path));
  if (sources.length === 0) return;
  if (isBuilt() && Math.max(...sources.map(newest)) <= statSync(stamp).mtimeMs) return;
  build();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureBuild();
