import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const packageFile = new URL(
  import.meta.url.includes('/dist/') ? '../../package.json' : '../package.json',
  import.meta.url,
);

/** The version in package.json. */
export const version: string = (
  JSON.parse(readFileSync(fileURLToPath(packageFile), 'utf8')) as { version: string }
).version;
