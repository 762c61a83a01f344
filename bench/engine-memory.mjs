// How much a process grows by the language engine: as it is built, its thread started, with reports made of the
// texts on standard input. Prints megabytes.
import { text } from 'node:stream/consumers';
import { defaultPolicy } from '../dist/src/core/checks/policy.js';
import { openEngine } from '../dist/src/features/parity/engine.js';

const inputs = JSON.parse(await text(process.stdin));
const before = process.memoryUsage.rss();
const engine = openEngine();
for (const pair of inputs) await engine.report({ ...pair, policy: defaultPolicy, constraints: [] });
process.stdout.write(String((process.memoryUsage.rss() - before) / 1e6));
await engine.close();
