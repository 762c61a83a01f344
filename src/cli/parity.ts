import type { Command } from 'commander';
import { openEngine } from '../features/parity/engine.ts';
import { scanAll } from '../features/parity/scan-parity.ts';
import { withContext } from './open.ts';
import type { Cli } from './terminal.ts';

/** `hebi parity`: reports of the whole site. Begun again after a stop, it passes over what is done. */
export function addParityCommand(program: Command, cli: Cli): void {
  const { say, terminal } = cli;
  program
    .command('parity')
    .description(say('cli:parity.summary'))
    .requiredOption('--all', say('cli:parity.all'))
    .option('--json', say('cli:option.json'))
    .action(async ({ json }: { json?: true }) => {
      const found = await withContext(terminal, async (ctx) => {
        const engine = openEngine();
        try {
          return await scanAll({ ...ctx, engine }, (done, total) => {
            if (json === undefined) terminal.err(`\r${bar(done, total)}`);
          });
        } finally {
          await engine.close();
        }
      });
      if (json) {
        terminal.out(`${JSON.stringify(found)}\n`);
        return;
      }
      terminal.err('\n');
      terminal.out(`${say('cli:parity.done', { ...found, count: found.notices })}\n`);
    });
}

const width = 30;

function bar(done: number, total: number): string {
  const filled = total === 0 ? width : Math.round((width * done) / total);
  return `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done}/${total}`;
}
