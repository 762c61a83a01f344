import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pair } from '../../src/core/language.ts';

/** Whether pofilter is here: Debian's package translate-toolkit, or PyPI's of the same name. */
export function peerVersion(): string | null {
  const { status, stdout } = spawnSync('pofilter', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** Names of pofilter's filters that fail, for every pair in turn. All pairs go through one run of it. */
export function filterPairs(pairs: readonly Pair<string>[]): Set<string>[] {
  const folder = mkdtempSync(join(tmpdir(), 'accuracy-'));
  try {
    const [input, output] = [join(folder, 'in.po'), join(folder, 'out.po')];
    const head =
      'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nContent-Transfer-Encoding: 8bit\\n"\n\n';
    writeFileSync(input, head + pairs.map(entry).join(''));
    const args = ['--progress=none', '--language=zh_CN', '-i', input, '-o', output];
    const { status, stderr } = spawnSync('pofilter', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`pofilter failed: ${stderr.slice(-500)}`);
    // Where nothing fails, nothing is written.
    return readFailures(existsSync(output) ? readFileSync(output, 'utf8') : '', pairs.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function entry({ en, zh }: Pair<string>, at: number): string {
  return `msgctxt "${at}"\nmsgid ${JSON.stringify(en)}\nmsgstr ${JSON.stringify(zh)}\n\n`;
}

function readFailures(po: string, count: number): Set<string>[] {
  const failures = Array.from({ length: count }, () => new Set<string>());
  for (const unit of po.split(/\n\n+/)) {
    const at = /^msgctxt "(\d+)"/m.exec(unit)?.[1];
    if (at === undefined) continue;
    for (const [, name = ''] of unit.matchAll(/\(pofilter\) (\w+):/g))
      failures[Number(at)]?.add(name);
  }
  return failures;
}
