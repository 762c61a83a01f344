import { z } from 'zod';
import type { Operation } from '../../core/operation.ts';
import { problemShape } from '../../core/operation.ts';

type JsonSchema = Record<string, unknown>;

/** The OpenAPI 3.1 document of operations: its schemas are those that check requests and answers. */
export function openapiOf(operations: readonly Operation[], version: string): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const op of operations) {
    paths[op.path] = { ...paths[op.path], [op.method]: operationObject(op) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hebi',
      version,
      description:
        'Keeps the English and Chinese versions of public notices saying the same thing.',
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemShape, 'output') },
      responses: {
        Problem: {
          description: 'A refusal (RFC 9457) with a stable code',
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'hebi_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operationObject(op: Operation): JsonSchema {
  return {
    operationId: op.id,
    summary: op.summary,
    tags: [op.room],
    description: `Who may: ${op.leave}`,
    'x-leave': op.leave,
    ...(op.leave === 'public' ? {} : { security: [{ session: [] }, { token: [] }] }),
    parameters: [
      ...parametersOf(op.params, 'path'),
      ...parametersOf(op.query, 'query'),
      ...headersOf(op),
    ],
    ...(op.body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(op.body, 'input') } },
          },
        }),
    responses: { ...answersOf(op), default: { $ref: '#/components/responses/Problem' } },
  };
}

function parametersOf(shape: z.ZodType, where: 'path' | 'query'): JsonSchema[] {
  const schema = schemaOf(shape, 'input');
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const required = (schema['required'] ?? []) as string[];
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (required.includes(name) && property['default'] === undefined),
    schema: property,
  }));
}

function headersOf(op: Operation): JsonSchema[] {
  if (op.stream) {
    const schema = { type: 'string', maxLength: 4000 };
    return [{ name: 'Last-Event-ID', in: 'header', required: false, schema }];
  }
  if (op.method !== 'post' || !op.idempotent || op.leave === 'public') return [];
  const schema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' };
  return [{ name: 'Idempotency-Key', in: 'header', required: false, schema }];
}

function answersOf(op: Operation): JsonSchema {
  return Object.fromEntries(
    Object.entries(op.answers).map(([status, shape]) => [
      status,
      shape === null
        ? { description: 'No content' }
        : {
            description: 'Success',
            content: {
              [op.stream ? 'text/event-stream' : 'application/json']: {
                schema: schemaOf(shape, 'output'),
              },
            },
          },
    ]),
  );
}

function schemaOf(shape: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const schema = z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => tidy(jsonSchema as JsonSchema),
  }) as JsonSchema;
  delete schema['$schema'];
  return schema;
}

/** Formats say what their generated patterns repeat at length; safe-integer bounds say nothing. */
function tidy(schema: JsonSchema): void {
  if (schema['format'] !== undefined) delete schema['pattern'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
}
