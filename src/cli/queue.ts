import type { Command } from 'commander';
import { jobNames } from '../jobs.ts';
import { outboxSize } from '../platform/check-outbox.ts';
import { withContext } from './open.ts';
import { rebuildQueue, withQueues } from './queues.ts';
import type { Cli } from './terminal.ts';

/** `hebi queue …`: what waits, and the queue built anew from the database. */
export function addQueueCommands(program: Command, cli: Cli): void {
  const queue = program.command('queue').description(cli.say('cli:queue.summary'));
  addStatusCommand(queue, cli);
  addRebuildCommand(queue, cli);
}

type Counts = Readonly<Record<string, number>>;

function addStatusCommand(queue: Command, cli: Cli): void {
  const { say, terminal } = cli;
  queue
    .command('status')
    .description(say('cli:queue.status'))
    .option('--json', say('cli:option.json'))
    .action(async ({ json }: { json?: true }) => {
      const status = await withContext(terminal, async (ctx) => ({
        outbox: await outboxSize(ctx.db),
        queues: await withQueues(ctx, async (queues) => {
          const counts = jobNames.map(async (name) => [name, await queues[name].counts()] as const);
          return Object.fromEntries(await Promise.all(counts));
        }),
      }));
      if (json) {
        terminal.out(`${JSON.stringify(status, null, 2)}\n`);
        return;
      }
      terminal.out(`${say('cli:queue.outbox', { count: status.outbox })}\n`);
      for (const [name, counts] of Object.entries(status.queues)) {
        terminal.out(`${name}\t${countsLine(cli, counts)}\n`);
      }
    });
}

/** BullMQ's states in the order in which a job goes through them. */
const states = 'prioritized waiting waiting-children delayed paused active failed completed'.split(
  ' ',
);

/** The states in which there are jobs, with how many. */
function countsLine({ say }: Cli, counts: Counts): string {
  const parts = states
    .filter((state) => (counts[state] ?? 0) > 0)
    .map((state) => `${say(`cli:queue.states.${state}`)} ${counts[state]}`);
  return parts.length === 0 ? say('cli:queue.empty') : parts.join(', ');
}

function addRebuildCommand(queue: Command, { say, terminal }: Cli): void {
  queue
    .command('rebuild')
    .description(say('cli:queue.rebuild'))
    .option('--json', say('cli:option.json'))
    .action(async ({ json }: { json?: true }) => {
      const events = await withContext(terminal, rebuildQueue);
      if (json) terminal.out(`${JSON.stringify({ events })}\n`);
      else terminal.out(`${say('cli:queue.rebuilt', { count: events })}\n`);
    });
}
