import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import { importExposure } from '../features/delivery/import-exposure.ts';
import { withContext } from './open.ts';
import type { Cli } from './terminal.ts';

/** `hebi exposure`: how many readers saw outdated texts, from the logs of a network in front of the site. */
export function addExposureCommands(program: Command, cli: Cli): void {
  const { say, terminal } = cli;
  program
    .command('exposure')
    .description(say('cli:exposure.summary'))
    .command('import')
    .description(say('cli:exposure.import'))
    .argument('<file>', say('cli:exposure.file'))
    .option('--json', say('cli:option.json'))
    .action(async (file: string, { json }: { json?: true }) => {
      const log = await open(file);
      const found = await withContext(terminal, (ctx) =>
        importExposure(ctx, log.readLines()),
      ).finally(() => log.close());
      if (json) {
        terminal.out(`${JSON.stringify(found)}\n`);
        return;
      }
      const { repeated, lines, unread, counted: count } = found;
      const said = repeated ? 'cli:exposure.repeated' : 'cli:exposure.done';
      terminal.out(`${say(said, { lines, unread, count })}\n`);
    });
}
