// Compiles src/ and workers/ into dist/, and the workbench into dist/web/, side by side. Types are checked by
// `npm run check`: a start need not wait for that.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
export const stamp = join(dist, '.built');
export const webStamp = join(dist, 'web', '.built');

export async function build() {
  // The workbench has a folder and a stamp of its own here.
  for (const name of existsSync(dist) ? readdirSync(dist) : []) {
    if (name !== 'web') rmSync(join(dist, name), { recursive: true, force: true });
  }
  await run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.build.json', '--noCheck']);
  await writeLexicon();
  writeFileSync(stamp, '');
}

/** The dictionary as the language engine reads it. */
async function writeLexicon() {
  const { writeLexiconFile } = await import('../dist/src/core/lexicon/file.js');
  const { readDictionarySource } = await import('../dist/src/platform/lexicon.js');
  writeFileSync(join(dist, 'lexicon.txt'), writeLexiconFile(readDictionarySource()));
}

export async function buildWeb() {
  if (!existsSync(join(root, 'web'))) return;
  await run(process.execPath, [join(root, 'scripts', 'build-web.mjs')]);
}

export function isBuilt() {
  return existsSync(stamp);
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}`));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) void Promise.all([build(), buildWeb()]);
