import type { BackupRefused, Tell } from '../platform/backup/format.ts';
import type { Cli } from './terminal.ts';

/** Why a backup is refused, and where in the file or the database. */
export function wordsOfFault({ say }: Cli, { fault, values }: BackupRefused): string {
  const place = values['table'] === undefined ? 'at' : 'atInTable';
  const where = values['at'] === undefined ? '' : say(`cli:backup.${place}`, values);
  return say(`cli:backup.faults.${fault}`, { ...values, where });
}

/** How long a large table goes on without a word, in ms. */
const silence = 2_000;

/** Tells on standard error how far it is: a line for every table that holds something. */
export function progressTo(cli: Cli): Tell {
  let said = Date.now();
  return ({ step, table, rows, bytes, done }) => {
    const now = Date.now();
    if (!(done && rows > 0) && now - said < silence) return;
    if (done && rows === 0) return;
    said = now;
    const words = { table, rows: numberIn(cli, rows), size: sizeIn(cli, bytes) };
    const key = done ? `cli:backup.${step}` : 'cli:backup.going';
    cli.terminal.err(`${cli.say(key, words)}\n`);
  };
}

export function numberIn({ locale }: Cli, value: number): string {
  return value.toLocaleString(locale);
}

/** Bytes as MB, or kB where that says more. */
export function sizeIn({ locale }: Cli, bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${value.toLocaleString(locale, { maximumFractionDigits: 1 })} ${unit}`;
}
