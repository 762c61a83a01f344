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

/** What to show people of any error: the refusal's own words; of what was typed, the field and what is wrong with it. */
export function messageOf(error: unknown): string {
  if (!isProblem(error)) return sayApp('problem.unexpected');
  const [first] = error.errors;
  if (error.code !== 'invalid' || first === undefined || first.message === '') return error.message;
  return sayApp('problem.field', { field: fieldName(first.path), message: first.message });
}

/** As screens call it where they do; else as the API does. */
function fieldName(path: string): string {
  const last = path.split('.').at(-1);
  const known = fields.find((field) => field === last);
  return known === undefined ? path : sayApp(`fields.${known}`);
}

const fields = [
  ...(['title', 'summary', 'body', 'slug', 'category', 'date', 'name'] as const),
  ...(['email', 'password', 'url', 'reason', 'message'] as const),
] as const;
