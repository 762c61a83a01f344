import fc from 'fast-check';
import { z } from 'zod';
import type { Operation } from '../../src/core/operation.ts';
import type { Schema, Value } from './examples.ts';
import { leavesOf } from './examples.ts';

/** Requests made from the shapes of operations: most of them near what is taken, some far from it. */
export interface FuzzRequest {
  readonly op: Operation;
  readonly params: Readonly<Record<string, Value>>;
  readonly query: Readonly<Record<string, Value>>;
  readonly body: Value | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Which of the callers asks. */
  readonly caller: number;
}

/** Strings that lead somewhere, by the name of the field that may hold them; filled by whoever asks. */
export type Known = Map<string, string[]>;

/** What has broken programs before. */
const nasty: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  '\ufeff',
  'e\u0301',
  '０１２',
  "' or 1=1 --",
  '%_\\',
  '$1',
  '{{x}}',
  '../../etc/passwd',
  'constructor',
  '__proto__',
  '<script>alert(1)</script>',
  '<p>'.repeat(40),
  '[a](javascript:alert(1))',
  '12亿'.repeat(50),
  'x'.repeat(5_000),
  '2026-02-30',
  '0000-00-00',
  '1e999',
  '-0',
  '9'.repeat(40),
];

/** Made once: each one makes a table of all characters there are. */
const anyText = fc.string({ unit: 'binary', maxLength: 30 });

const words: readonly string[] = [
  'The office opens on 28 March 2026 at 9.30.',
  '办公室将于2026年3月28日9时30分开放。',
  'Over 1.2 billion yuan, 12亿元, 3–5 working days',
  'a',
  'an-example',
  'Ada',
];

/** An arbitrary request to one of the operations. */
export function requestTo(
  operations: readonly Operation[],
  known: Known,
  callers: number,
): fc.Arbitrary<FuzzRequest> {
  const each = operations.map((op) => requestOf(op, known, callers));
  return fc.oneof(...each);
}

function requestOf(op: Operation, known: Known, callers: number): fc.Arbitrary<FuzzRequest> {
  const body =
    op.body === null
      ? fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, junk)
      : fc.oneof(
          { weight: 12, arbitrary: spoiled(valueOf(schemaOf(op.body), '', known)) },
          { weight: 1, arbitrary: junk },
          { weight: 1, arbitrary: fc.constant(undefined) },
        );
  return fc.record({
    op: fc.constant(op),
    params: asRecord(spoiled(valueOf(schemaOf(op.params), op.room, known))),
    query: asRecord(spoiled(valueOf(schemaOf(op.query), '', known))),
    body,
    headers: headersOf(known),
    caller: fc.nat({ max: callers - 1 }),
  });
}

function schemaOf(shape: z.ZodType): Schema {
  return z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema;
}

const junk: fc.Arbitrary<Value> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Value>,
  fc.constantFrom(...nasty),
  fc.constantFrom<Value>(null, [], {}, -1, 0.5, 1e300, true, [[[]]]),
);

/** The same value, or with one of its places holding something else. */
function spoiled(whole: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  const mutated = fc.tuple(whole, fc.nat(), junk).map(([value, at, other]) => {
    const places = leavesOf(value);
    return places[at % places.length]?.with(other) ?? other;
  });
  return fc.oneof({ weight: 3, arbitrary: whole }, { weight: 1, arbitrary: mutated });
}

function asRecord(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  return value.map((made) =>
    typeof made === 'object' && made !== null && !Array.isArray(made) ? made : {},
  );
}

function headersOf(known: Known): fc.Arbitrary<Record<string, string>> {
  const often = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.option(arbitrary, { nil: undefined, freq: 2 });
  const printable = fc.string({ unit: 'grapheme-ascii', maxLength: 40 }).map((text) => text.trim());
  return fc
    .record({
      'accept-language': often(
        fc.constantFrom('zh-CN', 'en;q=0.1, *', 'zh-Hant', 'xx;q=9', '*;q=0'),
      ),
      'if-match': often(fc.oneof(knownOr(known, 'etag', printable), printable)),
      'idempotency-key': often(fc.oneof(fc.constantFrom('k1', 'k2', 'k3'), printable)),
      'if-none-match': often(fc.constantFrom('*', '"x"', 'W/"1"', ',,', '"')),
    })
    .map(
      (made) =>
        Object.fromEntries(
          Object.entries(made).filter(([, value]) => value !== undefined && value !== ''),
        ) as Record<string, string>,
    );
}

function valueOf(schema: Schema, name: string, known: Known): fc.Arbitrary<Value> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((each) => valueOf(each, name, known)));
  if (Array.isArray(schema.type)) {
    return fc.oneof(
      ...schema.type.map((type: string) => valueOf({ ...schema, type }, name, known)),
    );
  }
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known);
    case 'array':
      return schema.prefixItems === undefined
        ? fc.array(valueOf(schema.items ?? {}, name, known), { maxLength: 3 })
        : fc.tuple(...schema.prefixItems.map((each) => valueOf(each, name, known)));
    case 'integer':
      return numberOf(schema);
    case 'number':
      return fc.oneof(numberOf(schema), fc.double({ noNaN: true }));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return stringOf(schema, name, known);
    default:
      return junk;
  }
}

function objectOf(schema: Schema, known: Known): fc.Arbitrary<Value> {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => [name, valueOf(property, name, known)] as const,
  );
  const required = (schema.required ?? []).filter((name) => schema.properties?.[name]);
  const own = fc.record(Object.fromEntries(fields), { requiredKeys: required });
  const more = schema.additionalProperties;
  if (typeof more !== 'object') return own;
  const key = schema.propertyNames
    ? valueOf(schema.propertyNames, 'key', known).map(String)
    : fc.constantFrom('en', 'zh', 'en-1', 'zh-1', 'zh-2', 'x');
  const extra = fc.dictionary(key, valueOf(more, 'text', known), { maxKeys: 3 });
  return fc.tuple(own, extra).map(([one, other]) => ({ ...one, ...other }));
}

function numberOf({ minimum = -5, maximum = 1_000 }: Schema): fc.Arbitrary<number> {
  const low = Math.ceil(Math.max(minimum, -1e9));
  const high = Math.floor(Math.min(maximum, 1e9));
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: low, max: Math.min(high, low + 20) }) },
    { weight: 1, arbitrary: fc.constantFrom(0, -1, 2 ** 31, 2 ** 53, -(2 ** 31)) },
  );
}

function stringOf({ format, pattern }: Schema, name: string, known: Known): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('2026-03-21', '9999-12-31', '0001-01-01');
  if (format === 'date-time')
    return fc.constantFrom('2026-03-21T09:30:00Z', '2099-01-01T00:00:00Z');
  const free = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.constantFrom(...nasty) },
    { weight: 1, arbitrary: anyText },
  );
  const slug = fc.integer({ min: 1, max: 500 }).map((n) => `notice-${n}`);
  const fitting = pattern?.includes('[a-z0-9]') === true ? slug : free;
  return fc.oneof(
    { weight: 5, arbitrary: knownOr(known, name, fitting) },
    { weight: 1, arbitrary: free },
  );
}

/** One of the strings known by a name at the time; another where there is none. */
function knownOr(known: Known, name: string, other: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(), other).map(([at, fallback]) => {
    const found = known.get(name) ?? [];
    return found[at % Math.max(1, found.length)] ?? fallback;
  });
}
