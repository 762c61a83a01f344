// Writes src/platform/schema.ts, the types of all tables, from a migrated database: DATABASE_URL.
import { execFileSync } from 'node:child_process';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL must name a migrated database');
execFileSync(
  'node_modules/.bin/kysely-codegen',
  [
    '--url',
    url,
    '--camel-case',
    '--dialect',
    'postgres',
    '--out-file',
    'src/platform/schema.ts',
  ].concat(
    ['--exclude-pattern', '(schema_migration*|bullmq.*)'],
    ['--type-mapping', '{"date":"string","int8":"number"}'],
  ),
  { stdio: 'inherit' },
);
execFileSync('node_modules/.bin/prettier', ['--write', 'src/platform/schema.ts'], {
  stdio: 'inherit',
});
