import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { Language } from '../core/language.ts';
import { languages } from '../core/language.ts';
import type { Role } from '../core/permission.ts';
import { roles } from '../core/permission.ts';
import { addPerson } from '../features/accounts/add-person.ts';
import type { Person, PersonPatch } from '../features/accounts/contract.ts';
import { personInput, personPatch } from '../features/accounts/contract.ts';
import { listPeople } from '../features/accounts/list-people.ts';
import { generatePassword } from '../features/accounts/password.ts';
import { readPersonByEmail } from '../features/accounts/read-person.ts';
import { updatePerson } from '../features/accounts/update-person.ts';
import type { Context } from '../context.ts';
import { cleanJson, parseInput } from '../platform/http/input.ts';
import { withContext } from './open.ts';
import type { Cli } from './terminal.ts';

/** `hebi user …`: people, without signing in, for whoever runs the server. */
export function addUserCommands(program: Command, cli: Cli): void {
  const user = program.command('user').description(cli.say('accounts:cli.user'));
  addCommand(user, cli);
  listCommand(user, cli);
  disableCommand(user, cli, true);
  disableCommand(user, cli, false);
  resetCommand(user, cli);
}

interface PasswordOptions {
  readonly password?: string;
  readonly passwordStdin?: true;
  readonly json?: true;
}

interface AddOptions extends PasswordOptions {
  readonly name?: string;
  readonly role?: Role[];
  readonly language?: Language[];
}

function addCommand(user: Command, cli: Cli): void {
  const { say } = cli;
  withPassword(user.command('add'), cli)
    .description(say('accounts:cli.add'))
    .argument('<email>', say('accounts:cli.email'))
    .option('--name <name>', say('accounts:cli.name'))
    .option('--role <role>', say('accounts:cli.role', listOf(roles)), oneOrMore(roles, cli))
    .option('--language <language>', say('accounts:cli.language'), oneOrMore(languages, cli))
    .action(async (email: string, options: AddOptions) => {
      const { password, generated } = await passwordOf(options, cli);
      const { name = email.split('@')[0] ?? email, role = ['reader'], language } = options;
      const given = {
        email,
        name,
        roles: role,
        password,
        ...(language && { languages: language }),
      };
      const input = parseInput(personInput, cleanJson(given), '');
      const person = await withContext(cli.terminal, (ctx) => addPerson(ctx, null, input));
      tell(cli, options, { key: 'accounts:cli.added', person, generated });
    });
}

function listCommand(user: Command, cli: Cli): void {
  const { say, terminal } = cli;
  user
    .command('list')
    .description(say('accounts:cli.list'))
    .option('--json', say('cli:option.json'))
    .action(async (options: { json?: true }) => {
      const people = await withContext(terminal, everybody);
      if (options.json) terminal.out(`${JSON.stringify(people, null, 2)}\n`);
      else for (const person of people) terminal.out(`${lineOf(person, cli)}\n`);
    });
}

function disableCommand(user: Command, cli: Cli, disabled: boolean): void {
  const name = disabled ? 'disable' : 'enable';
  user
    .command(name)
    .description(cli.say(`accounts:cli.${name}`))
    .argument('<email>', cli.say('accounts:cli.email'))
    .option('--json', cli.say('cli:option.json'))
    .action(async (email: string, options: { json?: true }) => {
      const person = await change(cli, email, { disabled });
      tell(cli, options, { key: `accounts:cli.${name}d`, person, generated: null });
    });
}

function resetCommand(user: Command, cli: Cli): void {
  withPassword(user.command('reset'), cli)
    .description(cli.say('accounts:cli.reset'))
    .argument('<email>', cli.say('accounts:cli.email'))
    .action(async (email: string, options: PasswordOptions) => {
      const { password, generated } = await passwordOf(options, cli);
      const patch = parseInput(personPatch, cleanJson({ password }), '');
      const person = await change(cli, email, patch);
      tell(cli, options, { key: 'accounts:cli.resetDone', person, generated });
    });
}

function change(cli: Cli, email: string, patch: PersonPatch): Promise<Person> {
  return withContext(cli.terminal, async (ctx) => {
    const { id } = await readPersonByEmail(ctx, email);
    return updatePerson(ctx, null, { id, patch });
  });
}

async function everybody(ctx: Context): Promise<Person[]> {
  const people: Person[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPeople(ctx, { cursor, limit: 200 });
    people.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return people;
}

function withPassword(command: Command, { say }: Cli): Command {
  return command
    .option('--password <password>', say('accounts:cli.password'))
    .addOption(
      new Option('--password-stdin', say('accounts:cli.passwordStdin')).conflicts('password'),
    )
    .option('--json', say('cli:option.json'));
}

/** The password given by option or on standard input, or else a new one, to be told once. */
async function passwordOf(
  options: PasswordOptions,
  { terminal }: Cli,
): Promise<{ password: string; generated: string | null }> {
  if (options.password !== undefined) return { password: options.password, generated: null };
  if (options.passwordStdin) {
    return { password: (await terminal.read()).replace(/\r?\n$/, ''), generated: null };
  }
  const generated = generatePassword();
  return { password: generated, generated };
}

/** Collects the values of an option that may be given several times, each one of `known`. */
function oneOrMore<T extends string>(known: readonly T[], cli: Cli) {
  return (value: string, before: T[] | undefined): T[] => {
    const found = known.find((each) => each === value);
    if (found === undefined)
      throw new InvalidArgumentError(cli.say('cli:usage.choices', listOf(known)));
    return [...(before ?? []), found];
  };
}

function listOf(known: readonly string[]): { list: string } {
  return { list: known.join(', ') };
}

interface Outcome {
  readonly key: string;
  readonly person: Person;
  readonly generated: string | null;
}

function tell(cli: Cli, { json }: { json?: true }, { key, person, generated }: Outcome): void {
  const { say, terminal } = cli;
  if (json) {
    const secret = generated === null ? {} : { password: generated };
    terminal.out(`${JSON.stringify({ ...person, ...secret }, null, 2)}\n`);
    return;
  }
  terminal.out(`${say(key, { email: person.email })}\n`);
  if (generated !== null)
    terminal.out(`${say('accounts:cli.generated', { password: generated })}\n`);
}

function lineOf(person: Person, { say }: Cli): string {
  const state = say(person.disabled ? 'accounts:cli.stateDisabled' : 'accounts:cli.stateEnabled');
  return [
    person.email,
    person.name,
    person.roles.join(','),
    person.languages.join(','),
    state,
  ].join('\t');
}
