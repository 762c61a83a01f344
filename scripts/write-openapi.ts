import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { operations } from '../src/api.ts';
import { openapiOf } from '../src/platform/http/openapi.ts';
import { version } from '../src/version.ts';

/**
 * Writes the OpenAPI document that a server answers at /api/v1/openapi.json, without one running: for
 * generators of clients. `npm run openapi -- FILE`; without a file dist/openapi.json.
 */
const [file = 'dist/openapi.json'] = process.argv.slice(2);
await mkdir(dirname(file), { recursive: true });
await writeFile(file, `${JSON.stringify(openapiOf(operations, version), null, 2)}\n`);
