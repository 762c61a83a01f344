import { z } from 'zod';
import type { Operation } from '../../src/core/operation.ts';

/** A JSON value of a request. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/** What of JSON Schema the operations' shapes are made of. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly Value[];
  readonly const?: Value;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
}

/** Bodies of which the schema does not say all: some fields exclude one another. */
const whole: Readonly<Record<string, Value>> = {
  openSession: { email: 'nobody@example.org', password: 'not the password' },
  createWebhook: {
    url: 'https://example.org/hook',
    events: ['publication.published'],
    description: 'a cache',
  },
  changeWebhook: {
    url: 'https://example.org/hook',
    events: ['publication.published'],
    description: 'a cache',
    paused: true,
  },
  startImport: {
    files: [
      {
        name: 'a page',
        text: 'Title\n\nText.',
        language: 'en',
        slug: 'an-example',
        category: 'news',
        date: '2026-03-21',
      },
    ],
  },
  createNotice: {
    slug: 'an-example',
    category: 'news',
    release: 'independent',
    date: '2026-03-21',
    versions: {
      en: { title: 'Title', summary: 'Summary', body: '<p>Body.</p>', format: 'html' },
      zh: { title: '标题', summary: '摘要', body: '<p>正文。</p>', format: 'html' },
    },
    message: 'why',
  },
};

/** A body that the operation takes, with every field that it knows. */
export function exampleOf(op: Operation): Value {
  if (op.body === null) throw new Error(`${op.id} takes no body`);
  const schema = z.toJSONSchema(op.body, { io: 'input', unrepresentable: 'any' }) as Schema;
  const example = whole[op.id] ?? valueOf(schema, op.id);
  const read = op.body.safeParse(example);
  if (!read.success) {
    throw new Error(`${op.id} needs an example by hand: ${JSON.stringify(read.error.issues)}`);
  }
  return example;
}

function valueOf(schema: Schema, name: string): Value {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0] ?? null;
  const choices = schema.anyOf ?? schema.oneOf;
  // The last choice is the richest: an object where a string would do.
  if (choices !== undefined) {
    const choice = choices.findLast((each) => each.type !== 'null');
    return choice === undefined ? null : valueOf(choice, name);
  }
  if (schema.type === 'object') return objectOf(schema);
  if (schema.type === 'array') {
    if (schema.prefixItems !== undefined)
      return schema.prefixItems.map((each) => valueOf(each, name));
    const item = valueOf(schema.items ?? {}, name);
    return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => item);
  }
  if (schema.type === 'integer' || schema.type === 'number')
    return Math.max(1, schema.minimum ?? 1);
  if (schema.type === 'boolean') return true;
  return stringOf(schema, name);
}

function objectOf(schema: Schema): Value {
  const known = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => [name, valueOf(property, name)] as const,
  );
  const more = schema.additionalProperties;
  const [name] = schema.propertyNames?.enum ?? [];
  const key = typeof name === 'string' ? name : 'zh-1';
  const extra = typeof more === 'object' ? [[key, valueOf(more, 'text')] as const] : [];
  return Object.fromEntries([...known, ...extra]);
}

function stringOf({ format, pattern }: Schema, name: string): string {
  if (format === 'uuid') return '01890000-0000-7000-8000-000000000000';
  if (format === 'date-time') return '2099-03-21T09:30:00Z';
  if (format === 'date') return '2026-03-21';
  if (name === 'timeZone') return 'Asia/Shanghai';
  if (name === 'email') return 'example@example.org';
  if (pattern?.includes('[a-z0-9]') === true) return 'an-example';
  return 'Words of 十四 letters';
}

/** A place in a JSON value, in the notation of problem documents. */
export interface Leaf {
  readonly path: string;
  readonly value: Value;
  /** The whole with something else in this place. */
  readonly with: (other: Value) => Value;
}

/** Every place of a value that holds no others, and every object within it. */
export function leavesOf(whole: Value, path = '', within: (other: Value) => Value = same): Leaf[] {
  const own = { path, value: whole, with: within };
  if (Array.isArray(whole)) {
    return whole.flatMap((item, i) =>
      leavesOf(item, `${path}[${i}]`, (other) => within(whole.with(i, other))),
    );
  }
  if (typeof whole !== 'object' || whole === null) return [own];
  const inner = Object.entries(whole).flatMap(([key, item]) =>
    leavesOf(item, path === '' ? key : `${path}.${key}`, (other) =>
      within({ ...whole, [key]: other }),
    ),
  );
  return [own, ...inner];
}

function same(other: Value): Value {
  return other;
}
