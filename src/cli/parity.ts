import type { Command } from 'commander';
import type { Engine } from '../features/parity/engine.ts';
import { openEngine } from '../features/parity/engine.ts';
import { learnLexicon } from '../features/parity/learn-lexicon.ts';
import { mostlyWaived } from '../features/parity/read-summary.ts';
import { scanAll } from '../features/parity/scan-parity.ts';
import { waivedWords } from '../features/parity/waived-words.ts';
import { rankTask } from '../features/tasks/rank-task.ts';
import { barOf } from './bar.ts';
import type { CommandContext } from './open.ts';
import { withContext } from './open.ts';
import type { Cli } from './terminal.ts';

/** `hebi parity`: reports of the whole site, and what certified pairs teach. */
export function addParityCommand(program: Command, cli: Cli): void {
  const { say } = cli;
  const parity = program
    .command('parity')
    .description(say('cli:parity.summary'))
    .option('--all', say('cli:parity.all'))
    .option('--json', say('cli:option.json'));
  parity.action(async ({ all, json = false }: { all?: true; json?: boolean }) => {
    if (all === undefined) {
      const code = 'commander.missingMandatoryOptionValue';
      parity.error("required option '--all' not specified", { code });
    }
    await reportAll(cli, json);
  });
  parity
    .command('learn')
    .description(say('cli:parity.learn'))
    .option('--json', say('cli:option.json'))
    .action(async (_options: object, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      await learn(cli, json);
    });
}

/** Reports of the whole site. Begun again after a stop, it passes over what is done. */
async function reportAll({ say, terminal, words, locale }: Cli, json: boolean): Promise<void> {
  const found = await withEngine(terminal, async (ctx) => ({
    ...(await scanAll(ctx, async (scored, done, total) => {
      await rankTask(ctx, scored);
      if (!json) terminal.err(`\r${barOf(done, total, 30)} ${done}/${total}`);
    })),
    mostlyWaived: await mostlyWaived(ctx.db),
  }));
  if (json) {
    terminal.out(`${JSON.stringify(found)}\n`);
    return;
  }
  const { notices: count, errors, warnings } = found;
  terminal.err('\n');
  terminal.out(`${say('cli:parity.done', { count, errors, warnings })}\n`);
  if (found.mostlyWaived.length > 0) terminal.out(`${say('cli:parity.mostlyWaived')}\n`);
  for (const each of found.mostlyWaived) {
    terminal.out(`  ${waivedWords(words, locale, each)}\n`);
  }
}

async function learn({ say, terminal }: Cli, json: boolean): Promise<void> {
  const learned = await withEngine(terminal, learnLexicon);
  if (json) {
    terminal.out(`${JSON.stringify(learned)}\n`);
    return;
  }
  const { version, words: count, beads, changed } = learned;
  const said = changed ? 'cli:parity.learnt' : 'cli:parity.learntSame';
  terminal.out(`${say(said, { version, count, beads })}\n`);
}

function withEngine<T>(
  terminal: Cli['terminal'],
  command: (ctx: CommandContext & { engine: Engine }) => Promise<T>,
): Promise<T> {
  return withContext(terminal, async (ctx) => {
    const engine = openEngine();
    try {
      return await command({ ...ctx, engine });
    } finally {
      await engine.close();
    }
  });
}
