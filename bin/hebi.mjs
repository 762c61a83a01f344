#!/usr/bin/env node
import { existsSync } from 'node:fs';

const cli = new URL('../dist/src/cli.js', import.meta.url);

// Only a checkout that was never built: rebuilding would take dist/ away under a running server.
if (!existsSync(cli)) {
  const { ensureServer } = await import('../scripts/ensure-build.mjs');
  await ensureServer();
}
const { runCli } = await import(cli.href);
process.exitCode = await runCli(process.argv.slice(2));
