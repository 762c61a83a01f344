import type { Command } from 'commander';
import type { Rereadable } from '../platform/backup/backup-file.ts';
import { withRereadable } from '../platform/backup/backup-file.ts';
import type { Header } from '../platform/backup/format.ts';
import { BackupRefused } from '../platform/backup/format.ts';
import { analyzeTables, checkTarget, loadBackup } from '../platform/backup/load-backup.ts';
import type { BackupSummary } from '../platform/backup/read-backup.ts';
import { verifyBackup } from '../platform/backup/read-backup.ts';
import { migrateTo, migrationNames } from '../platform/database.ts';
import { version } from '../version.ts';
import { numberIn, progressTo } from './backup-words.ts';
import type { Place } from './open.ts';
import { inContext, withPlace } from './open.ts';
import { rebuildQueue, withQueues } from './queues.ts';
import type { Cli } from './terminal.ts';

interface RestoreOptions {
  readonly check?: true;
  readonly json?: true;
}

/** What became of a backup: of `restored` nothing where it was only checked. */
interface Outcome extends BackupSummary {
  readonly restored: {
    readonly migrated: readonly string[];
    readonly leftOut: readonly string[];
    readonly events: number;
  } | null;
}

/** `hebi restore`: a backup into an empty database, or only looked through. */
export function addRestoreCommand(program: Command, cli: Cli): void {
  const { say, terminal } = cli;
  program
    .command('restore')
    .description(say('cli:restore.summary'))
    .argument('<file>', say('cli:restore.file'))
    .option('--check', say('cli:restore.check'))
    .option('--json', say('cli:option.json'))
    .action(async (file: string, { check, json }: RestoreOptions) => {
      const source = file === '-' ? (terminal.streams?.input ?? process.stdin) : file;
      const outcome = await withRereadable(source, async (backup): Promise<Outcome> => {
        const summary = await verifyBackup(backup.read(), { accept, tell: progressTo(cli) });
        if (check) return { ...summary, restored: null };
        const restored = await withPlace(terminal, (place) =>
          restore(cli, place, { backup, header: summary.header }),
        );
        return { ...summary, restored };
      });
      if (json) terminal.out(`${JSON.stringify(resultOf(outcome))}\n`);
      else terminal.out(`${wordsOf(cli, outcome).join('\n')}\n`);
    });
}

/** Migrations only ever go forward: a backup with one that this Hebi does not know is a newer one's. */
function accept({ hebi, migrations }: Header): void {
  const unknown = migrations.filter((name, i) => name !== migrationNames[i]);
  if (unknown.length === 0 && migrations.length > 0) return;
  throw new BackupRefused('newerHebi', { hebi, own: version, migrations: unknown.join(', ') });
}

async function restore(
  cli: Cli,
  place: Place,
  { backup, header }: { backup: Rereadable; header: Header },
): Promise<Outcome['restored']> {
  const { databaseUrl: url } = place;
  await checkTarget(url, header.migrations);
  // A queue that is away is told before anything is written.
  await withQueues(place, () => Promise.resolve());
  await migrateTo(url, header.migrations.at(-1) ?? '');
  const { leftOut } = await loadBackup({ url, file: backup.read(), tell: progressTo(cli) });
  return inContext(place, async (ctx) => {
    await analyzeTables(url);
    return { migrated: ctx.applied, leftOut, events: await rebuildQueue(ctx) };
  });
}

function resultOf({ header, trailer, restored }: Outcome) {
  return { ...header, rows: trailer.rows, restored };
}

function wordsOf(cli: Cli, { header, trailer, restored }: Outcome): string[] {
  const { say } = cli;
  const total = Object.values(trailer.rows).reduce((sum, count) => sum + count, 0);
  const rows = numberIn(cli, total);
  const about = { hebi: header.hebi, takenAt: header.takenAt, rows };
  const count = trailer.rows['notice'] ?? 0;
  if (restored === null) return [say('cli:restore.sound', { ...about, count })];
  const { migrated, leftOut, events } = restored;
  const lines = [say('cli:restore.done', { ...about, count })];
  if (migrated.length > 0) lines.push(say('cli:migrate.applied', { count: migrated.length }));
  if (leftOut.length > 0) lines.push(say('cli:restore.leftOut', { tables: leftOut.join(', ') }));
  if (events > 0) lines.push(say('cli:queue.rebuilt', { count: events }));
  return lines;
}
