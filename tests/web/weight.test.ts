import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureWeb } from '../../scripts/ensure-build.mjs';
import { workbenchFolder } from '../../src/platform/http/workbench.ts';

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

/** Everything that is loaded before the inbox is drawn: the page's script, with the screen and its words. */
const roots = ['index.html'];

let manifest: Manifest;

beforeAll(async () => {
  await ensureWeb();
  manifest = JSON.parse(
    readFileSync(join(workbenchFolder, '.vite', 'manifest.json'), 'utf8'),
  ) as Manifest;
}, 120_000);

function chunksOf(names: readonly string[]): Chunk[] {
  const seen = new Map<string, Chunk>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`the build has no ${name}`);
    if (seen.has(name)) return;
    seen.set(name, chunk);
    chunk.imports?.forEach(visit);
  };
  names.forEach(visit);
  return [...seen.values()];
}

function gzipped(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(join(workbenchFolder, `${file}.gz`)).size, 0);
}

test('the first load of the inbox needs at most 250 KB of compressed JavaScript', () => {
  const scripts = chunksOf(roots).map(({ file }) => file);
  expect(gzipped(scripts)).toBeLessThanOrEqual(250 * 1024);
});

test('and at most 50 KB of compressed style', () => {
  const styles = new Set(chunksOf(roots).flatMap(({ css = [] }) => css));
  expect(gzipped([...styles])).toBeLessThanOrEqual(50 * 1024);
});
