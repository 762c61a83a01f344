import { parseArgs } from 'node:util';
import { backup } from './backup.ts';
import { engine } from './engine.ts';
import { eventLoop } from './event-loop.ts';
import type { Report } from './figures.ts';
import { markdownOf, writeResults } from './figures.ts';
import { build } from './processes.ts';
import { growth, growthMillion } from './growth.ts';
import { importMany } from './import.ts';
import { people } from './people.ts';
import { publication } from './publication.ts';
import { saveToTask } from './save-to-task.ts';
import { site } from './site.ts';
import { siteLatency } from './site-latency.ts';
import { siteSoak } from './site-soak.ts';
import { siteSize } from './site-size.ts';
import { soak } from './soak.ts';
import { streams } from './streams.ts';
import { taskScreen } from './task-screen.ts';
import { upgrade } from './upgrade.ts';
import { workbench } from './workbench.ts';

/*
 * npm run bench                     every benchmark
 * npm run bench <name>              one of them
 *   SOAK_SECONDS=90 … site-soak     for another time than ten minutes
 *   SOAK_SECONDS=120 … soak         for another time than an hour
 *   IMPORT_NOTICES=1000 … import    of so many instead of 10,000
 *   UPGRADE_NOTICES=1000 … upgrade  of so many instead of 100,000
 *   PEOPLE=50 PEOPLE_SECONDS=30 … people   fewer, for less time
 *   STREAMS=200 … streams           so many instead of 2,000
 *   -- --no-write                   leaves bench/RESULTS.md as it is
 *   -- --profile <folder>           writes CPU profiles of the servers there
 *
 * Exit codes: 0 every goal is met, 1 one is missed, 2 used wrongly.
 */

const benchmarks: Readonly<Record<string, (profile: string | null) => Promise<Report>>> = {
  'save-to-task': saveToTask,
  site,
  'site-latency': siteLatency,
  'site-size': siteSize,
  'site-soak': siteSoak,
  publication,
  engine,
  'event-loop': eventLoop,
  workbench,
  'task-screen': taskScreen,
  backup,
  growth,
  'growth-million': growthMillion,
  import: importMany,
  upgrade,
  streams,
  people,
  soak,
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    allowNegative: true,
    options: { write: { type: 'boolean', default: true }, profile: { type: 'string' } },
  });
  const names = positionals.length === 0 ? Object.keys(benchmarks) : positionals;
  const unknown = names.find((name) => !Object.hasOwn(benchmarks, name));
  if (unknown !== undefined) {
    const known = Object.keys(benchmarks).join(', ');
    process.stderr.write(`There is no benchmark ${unknown}. There are: ${known}.\n`);
    return 2;
  }
  build();
  let met = true;
  for (const name of names) {
    const report = await benchmarks[name]?.(values.profile ?? null);
    if (report === undefined) continue;
    process.stdout.write(`\n${name}\n\n${markdownOf(report)}\n`);
    // A profiler slows down what it looks at.
    if (values.write && values.profile === undefined) writeResults(report);
    met &&= report.goals.every((goal) => goal.met);
  }
  return met ? 0 : 1;
}

process.exitCode = await main();
