import { sayApp } from '../words/words.ts';

/** One field that was refused, with words for people. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What the service refused (RFC 9457), or that it could not be reached (`offline`, status 0). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldProblem[];
  /** Everything else that the problem says: `holder`, `head`, `draft` …, by its code. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(typeof body['title'] === 'string' ? body['title'] : sayApp('problem.unexpected'));
    this.status = status;
    this.code = typeof body['code'] === 'string' ? body['code'] : 'internal';
    this.errors = Array.isArray(body['errors']) ? (body['errors'] as FieldProblem[]) : [];
    this.members = body;
  }
}

/** The service cannot be reached: no network, or it is being restarted. */
export function offlineProblem(): Problem {
  return new Problem(0, { code: 'offline', title: sayApp('problem.offline') });
}

/** A screen's code could not be loaded. */
export function notLoadedProblem(): Problem {
  return new Problem(0, { code: 'offline', title: sayApp('problem.notLoaded') });
}

export function isProblem(error: unknown, ...codes: readonly string[]): error is Problem {
  return error instanceof Problem && (codes.length === 0 || codes.includes(error.code));
}

/** What to show people of any error: the refusal's own words, with the fields that it names. */
export function messageOf(error: unknown): string {
  if (!isProblem(error)) return sayApp('problem.unexpected');
  const [first] = error.errors;
  return first === undefined || first.message === ''
    ? error.message
    : `${error.message} ${first.message}`;
}
