import { runCli } from '../../src/cli.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** What a command answered. */
export interface CliAnswer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  readonly databaseUrl: string;
  /** Standard input. */
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Standard input and output for bytes. */
  readonly streams?: Terminal['streams'];
}

/** Runs `hebi` in this process, in English unless the environment says otherwise. */
export async function runHebi(args: readonly string[], options: CliOptions): Promise<CliAnswer> {
  const { databaseUrl, input = '', environment = {}, streams } = options;
  const written = { out: '', err: '' };
  const code = await runCli(args, {
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    read: () => Promise.resolve(input),
    environment: { DATABASE_URL: databaseUrl, LANG: 'en_GB.UTF-8', ...environment },
    ...(streams === undefined ? {} : { streams }),
  });
  return { code, ...written };
}
