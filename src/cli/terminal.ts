import type { Readable, Writable } from 'node:stream';
import type { Locale, Words } from '../platform/words.ts';
import { openWords } from '../platform/words.ts';
import { localesDirectory } from '../context.ts';

/** What surrounds a command: where it writes and reads, and its environment. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Standard input to its end. */
  read(): Promise<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard input and output for bytes; those of the process where none are given. */
  readonly streams?: { readonly input: Readable; readonly output: Writable };
}

/** A command failed and has said why already. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** A terminal, and its language. */
export interface Cli {
  readonly terminal: Terminal;
  readonly locale: Locale;
  readonly words: Words;
  /** The words under `namespace:key`. */
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
}

export function openCli(terminal: Terminal): Cli {
  const words = openWords(localesDirectory());
  const locale = localeOf(terminal.environment);
  return { terminal, locale, words, say: (key, values) => words.say(locale, key, values) };
}

/** The language that POSIX's variables ask for: the first that is set of LC_ALL, LC_MESSAGES, LANG. */
function localeOf(environment: Terminal['environment']): Locale {
  const asked = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name] ?? '');
  return /^zh/i.test(asked.find((value) => value !== '') ?? '') ? 'zh' : 'en';
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    read: readStandardInput,
    environment: process.env,
  };
}

async function readStandardInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
