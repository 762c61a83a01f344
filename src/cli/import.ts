import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Language } from '../core/language.ts';
import { isLanguage, languages } from '../core/language.ts';
import { findActorByEmail } from '../features/accounts/find-actor.ts';
import { importInput } from '../features/exchange/contract.ts';
import type { Imported } from '../features/exchange/import-notice.ts';
import { importNotice } from '../features/exchange/import-notice.ts';
import { cleanJson, parseInput } from '../platform/http/input.ts';
import { withContext } from './open.ts';
import type { Cli } from './terminal.ts';

interface ImportOptions {
  readonly language: Language;
  readonly as: string;
  readonly slug?: string;
  readonly category?: string;
  readonly date?: string;
  readonly notice?: string;
  readonly json?: true;
}

/** `hebi import`: a notice from a saved web page, in the name of a person. */
export function addImportCommand(program: Command, cli: Cli): void {
  const { say, terminal } = cli;
  program
    .command('import')
    .description(say('cli:import.summary'))
    .argument('<file>', say('cli:import.file'))
    .requiredOption('--language <language>', say('cli:import.language'), languageOf(cli))
    .requiredOption('--as <email>', say('cli:import.as'))
    .option('--slug <slug>', say('cli:import.slug'))
    .option('--category <category>', say('cli:import.category'))
    .option('--date <date>', say('cli:import.date'))
    .option('--notice <notice>', say('cli:import.notice'))
    .option('--json', say('cli:option.json'))
    .action(async (file: string, { as, json, ...fields }: ImportOptions) => {
      const text = file === '-' ? await terminal.read() : await textOf(cli, file);
      const input = parseInput(importInput, cleanJson({ ...fields, text }), '');
      const imported = await withContext(terminal, async (ctx) =>
        importNotice(ctx, await findActorByEmail(ctx, as), input),
      );
      if (json) terminal.out(`${JSON.stringify(imported, null, 2)}\n`);
      else tell(cli, imported);
    });
}

function languageOf({ say }: Cli) {
  return (value: string): Language => {
    if (isLanguage(value)) return value;
    throw new InvalidArgumentError(say('cli:usage.choices', { list: languages.join(', ') }));
  };
}

/** A file in another encoding is refused rather than taken in broken. */
async function textOf({ say }: Cli, file: string): Promise<string> {
  const bytes = await readFile(file);
  if (!isUtf8(bytes)) throw new Error(say('cli:import.notUtf8', { file }));
  return bytes.toString('utf8');
}

function tell({ say, terminal, words }: Cli, { notice, dropped, warnings }: Imported): void {
  const { slug, state } = notice;
  terminal.out(`${say('cli:import.done', { slug, state: say(`cli:states.${state}`) })}\n`);
  if (dropped.length > 0) terminal.out(`${say('cli:import.dropped')}\n`);
  for (const { line, why, text } of dropped) {
    const reason = say(`cli:import.why.${why}`);
    terminal.out(`  ${say('cli:import.line', { line, reason, text: text.trim() })}\n`);
  }
  for (const { path, code, message } of warnings) {
    const known = words.has(`inputs:${code}`);
    terminal.err(`${path}: ${known ? say(`inputs:${code}`) : message}\n`);
  }
}
