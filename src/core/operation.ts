import { z } from 'zod';
import { languages } from './language.ts';
import type { Permission } from './permission.ts';

/**
 * One operation of the HTTP contract, as data: routes are bound to it, requests and answers are checked
 * by it, and the OpenAPI document is generated from it.
 */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{name}` for each parameter. */
  readonly path: string;
  readonly summary: string;
  readonly room: string;
  /** Who may: a permission, `signed-in` for anybody with an account, `public` for everybody. */
  readonly leave: Permission | 'signed-in' | 'public';
  readonly params: Params;
  readonly query: Query;
  readonly body: Body | null;
  /** Answers of success by status; null: no body. Refusals are the same everywhere. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /** False for POSTs that take no Idempotency-Key, because their answer holds a secret. */
  readonly idempotent: boolean;
  /** Set where the answer is no JSON but a stream of events, each of the shape of the answer 200. */
  readonly stream: boolean;
}

interface Description<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly id: string;
  readonly method: Operation['method'];
  readonly path: string;
  readonly summary: string;
  readonly room: string;
  readonly leave: Operation['leave'];
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answers: Operation['answers'];
  readonly idempotent?: boolean;
  readonly stream?: boolean;
}

const nothing = z.strictObject({});
type Nothing = typeof nothing;

/** Describes an operation; what is left out takes no parameters, no query and no body. */
export function operation<
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = z.ZodUndefined,
>(description: Description<P, Q, B>): Operation<P, Q, B> {
  return {
    ...description,
    params: description.params ?? (nothing as unknown as P),
    query: description.query ?? (nothing as unknown as Q),
    body: description.body ?? null,
    idempotent: description.idempotent ?? true,
    stream: description.stream ?? false,
  };
}

export const languageShape = z.enum(languages);
export const idShape = z.string().min(1).max(64);
/** The database's calendar has no year 0. */
const firstYear = (value: string): boolean => !value.startsWith('0000');
export const timeShape = z.iso.datetime().refine(firstYear, 'there is no year 0');
export const dateShape = z.iso.date().refine(firstYear, 'there is no year 0');

/** One value for each language. */
export function pairShape<T extends z.ZodType>(
  value: T,
): z.ZodObject<{ en: T; zh: T }, z.core.$strict> {
  return z.strictObject({ en: value, zh: value });
}

/** A page of a list; `next` is the cursor of the following page, null at the end. */
export function pageShape<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}

/** Query of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

/** A person as others see one. */
export const personRef = z.strictObject({ id: idShape, name: z.string() });

/** RFC 9457, with a stable `code`; further members depend on it. */
export const problemShape = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z
    .array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() }))
    .optional(),
});

export const warningShape = z.strictObject({
  path: z.string(),
  code: z.string(),
  message: z.string(),
});
