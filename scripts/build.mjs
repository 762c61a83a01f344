// Compiles src/ and workers/ into dist/. Types are checked by `npm run check`: a start need not wait for that.
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const stamp = join(root, 'dist', '.built');

export function build() {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  execFileSync(compiler, ['-p', 'tsconfig.build.json', '--noCheck'], {
    cwd: root,
    stdio: 'inherit',
  });
  writeFileSync(stamp, '');
}

export function isBuilt() {
  return existsSync(stamp);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
