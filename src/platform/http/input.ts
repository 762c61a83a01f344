import type { z } from 'zod';
import type { InputError } from '../../core/refusal.ts';
import { Refusal } from '../../core/refusal.ts';

/** Deepest nesting of a JSON body: no shape of the contract comes near it. */
const deepest = 32;

/**
 * A JSON value with every string in NFC.
 *
 * @throws Refusal `invalid` naming the place of a NUL, a lone surrogate, or nesting that is too deep
 */
export function cleanJson(value: unknown, path = '', depth = 0): unknown {
  if (typeof value === 'string') return cleanString(value, path);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest)
    throw inputRefusal([{ path, code: 'too_deep', message: 'nested too deeply' }]);
  if (Array.isArray(value)) {
    return value.map((item, i) => cleanJson(item, `${path}[${i}]`, depth + 1));
  }
  // A null prototype keeps a key such as __proto__ an ordinary one, for the shape to refuse.
  const clean = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) {
    const place = path === '' ? key : `${path}.${key}`;
    clean[cleanString(key, place)] = cleanJson(item, place, depth + 1);
  }
  return clean;
}

function cleanString(value: string, path: string): string {
  if (value.includes('\0')) {
    throw inputRefusal([{ path, code: 'nul', message: 'contains a NUL character' }]);
  }
  if (/\p{Surrogate}/u.test(value)) {
    throw inputRefusal([
      { path, code: 'lone_surrogate', message: 'contains half of a surrogate pair' },
    ]);
  }
  return value.normalize('NFC');
}

function inputRefusal(errors: readonly InputError[]): Refusal {
  return new Refusal('invalid', { errors });
}

/**
 * The value in the shape asked for.
 *
 * @param where what the paths of errors begin with: '' for the body, `query`, `params`
 * @throws Refusal `invalid` with every error's path
 */
export function parseInput<T extends z.ZodType>(
  shape: T,
  value: unknown,
  where: string,
): z.output<T> {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  throw inputRefusal(read.error.issues.slice(0, 50).flatMap((issue) => errorsOf(issue, where)));
}

/**
 * What an address names, in the shape asked for. Ids are opaque to callers: one that cannot be an id names
 * nothing, as one that nobody has.
 *
 * @throws Refusal `not_found`; `invalid` naming a NUL or a lone surrogate
 */
export function parseParams<T extends z.ZodType>(shape: T, params: unknown): z.output<T> {
  const read = shape.safeParse(cleanJson(params, 'params'));
  if (!read.success) throw new Refusal('not_found');
  return read.data;
}

function errorsOf(issue: z.core.$ZodIssue, where: string): InputError[] {
  const path = pathOf(issue.path, where);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, 20).map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      code: 'unknown_field',
      message: 'unknown field',
    }));
  }
  return [{ path, code: codeOf(issue), message: issue.message }];
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return 'required';
  return issue.code;
}

function pathOf(path: readonly PropertyKey[], where: string): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, where);
}
