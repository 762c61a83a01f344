import { Command, CommanderError } from 'commander';
import { addBackupCommand } from './cli/backup.ts';
import { addDoctorCommand } from './cli/doctor.ts';
import { addExposureCommands } from './cli/exposure.ts';
import { addImportCommand } from './cli/import.ts';
import { addImportManyCommand } from './cli/import-many.ts';
import { withContext } from './cli/open.ts';
import { addParityCommand } from './cli/parity.ts';
import { addQueueCommands } from './cli/queue.ts';
import { wordsOfFault } from './cli/backup-words.ts';
import type { Cli, Terminal } from './cli/terminal.ts';
import { CommandFailed, openCli, processTerminal } from './cli/terminal.ts';
import { addRestoreCommand } from './cli/restore.ts';
import { addUserCommands } from './cli/user.ts';
import { Refusal } from './core/refusal.ts';
import { BackupRefused } from './platform/backup/format.ts';
import { problemOf } from './platform/http/problem.ts';

/** Exit codes: done; refused or failed, with the reason on standard error; used wrongly. */
const done = 0;
const failed = 1;
const misused = 2;

/**
 * Runs one command of `hebi`, in the language of the environment.
 *
 * @param args what follows the program's name
 * @returns the exit code
 */
export async function runCli(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  const cli = openCli(terminal);
  try {
    await programOf(cli).parseAsync([...args], { from: 'user' });
    return done;
  } catch (error) {
    if (error instanceof CommanderError) return explainUse(cli, error);
    if (error instanceof CommandFailed) return failed;
    terminal.err(`${reasonOf(cli, error)}\n`);
    return failed;
  }
}

/** The commands, listed by hand. */
function programOf(cli: Cli): Command {
  const program = baseCommand(cli);
  addImportCommand(program, cli);
  addImportManyCommand(program, cli);
  addUserCommands(program, cli);
  addDoctorCommand(program, cli);
  addParityCommand(program, cli);
  addQueueCommands(program, cli);
  addExposureCommands(program, cli);
  addBackupCommand(program, cli);
  addRestoreCommand(program, cli);
  addMigrateCommand(program, cli);
  return program;
}

function baseCommand({ say, terminal }: Cli): Command {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': say('cli:help.usage'),
    'Arguments:': say('cli:help.arguments'),
    'Options:': say('cli:help.options'),
    'Commands:': say('cli:help.commands'),
  };
  return new Command('hebi')
    .description(say('cli:program'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      // Wrong usage is explained in the reader's language by explainUse.
      outputError: () => undefined,
    })
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .helpOption('-h, --help', say('cli:help.option'))
    .helpCommand('help [command]', say('cli:help.command'));
}

function addMigrateCommand(program: Command, { say, terminal }: Cli): void {
  program
    .command('migrate')
    .description(say('cli:migrate.summary'))
    .option('--json', say('cli:option.json'))
    .action(async ({ json }: { json?: true }) => {
      const applied = await withContext(terminal, (ctx) => Promise.resolve(ctx.applied));
      if (json) terminal.out(`${JSON.stringify({ applied })}\n`);
      else if (applied.length === 0) terminal.out(`${say('cli:migrate.nothing')}\n`);
      else terminal.out(`${say('cli:migrate.applied', { count: applied.length })}\n`);
    });
}

/** Help that was asked for is success; anything else that commander ends with is wrong usage. */
function explainUse({ say, terminal, words }: Cli, error: CommanderError): number {
  if (error.exitCode === 0) return done;
  const code = error.code.replace('commander.', '');
  if (code === 'help') return misused;
  const [name = '', value = ''] = [...error.message.matchAll(/'([^']*)'/g)].map(
    (match) => match[1],
  );
  const [, reason = ''] = error.message.split(' is invalid. ');
  const known = words.has(`cli:usage.${code}`);
  terminal.err(`${known ? say(`cli:usage.${code}`, { name, value, reason }) : error.message}\n`);
  terminal.err(`${say('cli:usage.hint')}\n`);
  return misused;
}

/** Why a command failed, for people: never a stack. */
function reasonOf(cli: Cli, error: unknown): string {
  const { locale, say, words } = cli;
  if (error instanceof BackupRefused)
    return say('cli:failed', { reason: wordsOfFault(cli, error) });
  if (!(error instanceof Refusal)) {
    return say('cli:failed', { reason: error instanceof Error ? error.message : String(error) });
  }
  const { title, errors = [] } = problemOf(error, words, locale);
  return [title, ...errors.map(({ path, message }) => `  ${path}: ${message}`)].join('\n');
}
