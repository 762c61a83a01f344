import type { Command } from 'commander';
import { engineVersion } from '../core/engine.ts';
import { writeWhole } from '../platform/backup/backup-file.ts';
import type { WrittenBackup } from '../platform/backup/write-backup.ts';
import { writeBackup } from '../platform/backup/write-backup.ts';
import { migrationNames } from '../platform/database.ts';
import { version } from '../version.ts';
import { numberIn, progressTo, sizeIn } from './backup-words.ts';
import { withPlace } from './open.ts';
import type { Cli } from './terminal.ts';

/** `hebi backup`: everything that the database holds, as it is at one moment, in one file. */
export function addBackupCommand(program: Command, cli: Cli): void {
  const { say } = cli;
  program
    .command('backup')
    .description(say('cli:backup.summary'))
    .argument('<file>', say('cli:backup.file'))
    .option('--json', say('cli:option.json'))
    .action(async (file: string, { json }: { json?: true }) => {
      const written = await backUp(cli, file);
      if (json) tell(cli, file, `${JSON.stringify(resultOf(file, written))}\n`);
      else tell(cli, file, `${wordsOf(cli, file, written)}\n`);
    });
}

async function backUp({ terminal, ...cli }: Cli, file: string): Promise<WrittenBackup> {
  return withPlace(terminal, ({ databaseUrl: url }) => {
    const about = {
      url,
      hebi: version,
      engine: engineVersion,
      known: migrationNames,
      takenAt: new Date(),
      tell: progressTo({ terminal, ...cli }),
    };
    if (file !== '-') return writeWhole(file, (out) => writeBackup({ ...about, out }));
    return writeBackup({ ...about, out: terminal.streams?.output ?? process.stdout });
  });
}

/** Standard output is the file itself where that was asked for. */
function tell({ terminal }: Cli, file: string, words: string): void {
  if (file === '-') terminal.err(words);
  else terminal.out(words);
}

function resultOf(file: string, { header, trailer, bytes }: WrittenBackup) {
  return { file, bytes, ...header, rows: trailer.rows };
}

function wordsOf(cli: Cli, file: string, { trailer, bytes }: WrittenBackup): string {
  const rows = Object.values(trailer.rows).reduce((sum, count) => sum + count, 0);
  return cli.say('cli:backup.done', {
    file: file === '-' ? cli.say('cli:backup.standardOutput') : file,
    size: sizeIn(cli, bytes),
    rows: numberIn(cli, rows),
    count: trailer.rows['notice'] ?? 0,
  });
}
