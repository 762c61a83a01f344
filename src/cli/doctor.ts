import type { Command } from 'commander';
import type { Symptom } from '../core/symptom.ts';
import { checkPublication } from '../features/delivery/check-publication.ts';
import { checkLedger } from '../features/notices/check-ledger.ts';
import { checkTasks } from '../features/tasks/check-tasks.ts';
import type { Check, Diagnosis } from './examine.ts';
import { examine } from './examine.ts';
import { withContext } from './open.ts';
import type { Cli } from './terminal.ts';
import { CommandFailed } from './terminal.ts';

/** The rooms' checks, listed by hand. The outbox and the database's own guards are checked beside them. */
export const checks: readonly Check[] = [checkLedger, checkTasks, checkPublication];

/**
 * `hebi doctor`: checks the rules that always hold. Fails when one is broken; what a job under way will
 * settle, and what wants somebody's hand, is told and is no failure.
 */
export function addDoctorCommand(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .description(cli.say('cli:doctor.summary'))
    .option('--json', cli.say('cli:option.json'))
    .action(async ({ json }: { json?: true }) => {
      const report = json ? programReport(cli) : peopleReport(cli);
      const diagnosis = await withContext(cli.terminal, (ctx) =>
        examine(ctx, checks, (symptom, slug) => report.symptom(symptom, slug)),
      );
      report.end(diagnosis);
      if (diagnosis.broken > 0) throw new CommandFailed();
    });
}

/** Writes what is found as it is found. */
interface Report {
  symptom(symptom: Symptom, slug: string | null): void;
  end(diagnosis: Diagnosis): void;
}

/** One JSON document: the counts, and the symptoms. */
function programReport({ say, terminal }: Cli): Report {
  let opening = '{"symptoms":[';
  return {
    symptom: ({ rule, grade, notice, code, values }, slug) => {
      const detail = say(`doctor:${code}`, values);
      const record = { rule, grade, notice, slug, code, detail, values };
      terminal.out(`${opening}\n${JSON.stringify(record)}`);
      opening = ',';
    },
    end: (diagnosis) => {
      const counts = JSON.stringify(diagnosis).slice(1);
      terminal.out(`${opening === ',' ? '' : opening}],${counts}\n`);
    },
  };
}

function peopleReport({ say, terminal }: Cli): Report {
  return {
    symptom: ({ rule, grade, notice, code, values }, slug) => {
      const detail = say(`doctor:${code}`, values);
      const about = notice === null ? '' : say('cli:doctor.about', { notice: slug ?? notice });
      terminal.out(`${say(`cli:doctor.grades.${grade}`, { rule, about, detail })}\n`);
    },
    end: ({ notices, broken, unsettled, hints }) => {
      const parts = [
        say('cli:doctor.notices', { count: notices }),
        broken === 0 ? say('cli:doctor.clean') : say('cli:doctor.broken', { count: broken }),
      ];
      if (unsettled > 0) parts.push(say('cli:doctor.unsettled', { count: unsettled }));
      if (hints > 0) parts.push(say('cli:doctor.hints', { count: hints }));
      terminal.out(`${parts.join(' ')}\n`);
    },
  };
}
