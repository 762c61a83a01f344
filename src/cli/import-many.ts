import type { Command } from 'commander';
import { Refusal } from '../core/refusal.ts';
import type { Actor } from '../core/permission.ts';
import { findActorByEmail } from '../features/accounts/find-actor.ts';
import type { ManyInput } from '../features/exchange/contract.ts';
import { manyInput } from '../features/exchange/contract.ts';
import { importMany } from '../features/exchange/import-many.ts';
import { cleanJson, parseInput } from '../platform/http/input.ts';
import { problemOf } from '../platform/http/problem.ts';
import { numberIn, sizeIn } from './backup-words.ts';
import { barOf } from './bar.ts';
import type { Entry } from './entries.ts';
import { longestEntry, openSource } from './entries.ts';
import type { CommandContext } from './open.ts';
import { withContext } from './open.ts';
import type { Cli } from './terminal.ts';
import { CommandFailed } from './terminal.ts';

/** How many notices go into one transaction. */
const batchSize = 100;
/** Between two words about how far it is, in ms. */
const silence = 1_000;

interface Sum {
  imported: number;
  there: number;
  refused: number;
}

/** `hebi import-many`: notices from a file of JSON lines or a folder, in the name of a person. */
export function addImportManyCommand(program: Command, cli: Cli): void {
  const { say, terminal } = cli;
  program
    .command('import-many')
    .description(say('cli:importMany.summary'))
    .argument('<source>', say('cli:importMany.source'))
    .requiredOption('--as <email>', say('cli:importMany.as'))
    .option('--json', say('cli:option.json'))
    .action(async (path: string, { as, json }: { as: string; json?: true }) => {
      const source = await openSource(path, terminal.streams?.input ?? process.stdin);
      const sum = await withContext(terminal, async (ctx) => {
        const actor = await findActorByEmail(ctx, as);
        const run = { cli, ctx, actor, sum: { imported: 0, there: 0, refused: 0 } };
        const tell = progressOf(cli, source.size);
        for await (const entries of batches(source.entries())) {
          await importBatch(run, entries);
          tell(run.sum, entries.at(-1)?.upTo ?? 0);
        }
        return run.sum;
      });
      const { imported: count, there, refused } = sum;
      const words = say('cli:importMany.done', { count, there, refused });
      terminal.out(json ? `${JSON.stringify(sum)}\n` : `${words}\n`);
      if (refused > 0) throw new CommandFailed();
    });
}

async function* batches(entries: AsyncGenerator<Entry>): AsyncGenerator<Entry[]> {
  let batch: Entry[] = [];
  let bytes = 0;
  for await (const entry of entries) {
    batch.push(entry);
    bytes += entry.text?.length ?? 0;
    // A few long ones are as much as many short ones: memory stays flat.
    if (batch.length < batchSize && bytes < longestEntry) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

interface Run {
  readonly cli: Cli;
  readonly ctx: CommandContext;
  readonly actor: Actor;
  readonly sum: Sum;
}

/** Whatever is refused is told with its place; the rest of the batch is imported. */
async function importBatch(run: Run, entries: readonly Entry[]): Promise<void> {
  const read: { readonly place: string; readonly input: ManyInput }[] = [];
  for (const entry of entries) {
    const input = inputOf(run, entry);
    if (input !== null) read.push({ place: entry.place, input });
  }
  const outcomes = await importMany(
    run.ctx,
    run.actor,
    read.map(({ input }) => input),
  );
  for (const [i, outcome] of outcomes.entries()) {
    if (outcome.outcome === 'refused') refuse(run, read[i]?.place ?? '', outcome.refusal);
    else run.sum[outcome.outcome] += 1;
  }
}

function inputOf(run: Run, { place, text, fault }: Entry): ManyInput | null {
  const { say } = run.cli;
  try {
    if (text !== null) return parseInput(manyInput, cleanJson(JSON.parse(text)), '');
  } catch (error) {
    if (!(error instanceof SyntaxError)) refuse(run, place, error);
    else refuse(run, place, say('cli:importMany.notJson'));
    return null;
  }
  const limit = sizeIn(run.cli, longestEntry);
  if (fault === 'tooLong') refuse(run, place, say('cli:importMany.tooLong', { limit }));
  else refuse(run, place, say('cli:import.notUtf8', { file: place }));
  return null;
}

function refuse({ cli, sum }: Run, place: string, why: unknown): void {
  sum.refused += 1;
  cli.terminal.err(`${cli.say('cli:importMany.refused', { place, reason: reasonOf(cli, why) })}\n`);
}

function reasonOf({ words, locale }: Cli, why: unknown): string {
  if (typeof why === 'string') return why;
  if (!(why instanceof Refusal)) throw why;
  const { title, errors = [] } = problemOf(why, words, locale);
  const fields = errors.map(({ path, message }) => `${path}: ${message}`);
  return fields.length === 0 ? title : fields.join('; ');
}

/** Tells on standard error how far it is, once a second at most. */
function progressOf(cli: Cli, size: number | null): (sum: Sum, upTo: number) => void {
  const begun = Date.now();
  let said = begun;
  return ({ imported, there, refused }, upTo) => {
    const now = Date.now();
    if (now - said < silence) return;
    said = now;
    const done = imported + there + refused;
    const rate = numberIn(cli, Math.round((done * 1000) / (now - begun)));
    const values = { done: numberIn(cli, done), rate };
    const words =
      size === null
        ? cli.say('cli:importMany.goingUnknown', values)
        : cli.say('cli:importMany.going', { ...values, bar: barOf(upTo, size, 24) });
    cli.terminal.err(`${words}\n`);
  };
}
