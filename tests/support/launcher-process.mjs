// A process of its own that uses the embedded database, driven by tests through `launcher.ts`.
// It prints one line when it is up, or why it is not, and stops when its standard input ends. It runs what was built: to
// compile the sources costs half a second of the processor for each of some forty processes.
import { appendFileSync, mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  joinOrStartEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../dist/src/platform/embedded-postgres/launch.js';
import { claimOwnership } from '../../dist/src/platform/embedded-postgres/owner.js';

const [mode = '', dataDir = '', more = '{}'] = process.argv.slice(2);
const options = { dataDir, durable: false, ...JSON.parse(more) };

// As in Hebi: the signal ends the process only once everything has been stopped in order.
process.on('SIGINT', () => undefined);

/** @param {object} line */
function report(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function inputEnds() {
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once('end', resolve));
}

/** Claims and lets go as fast as it can; a second owner at the same time finds the folder there. */
async function contend() {
  for (let owned = 0; owned < 40;) {
    const claim = claimOwnership(join(dataDir, 'claims'), 'command');
    if (claim.held) {
      mkdirSync(join(dataDir, 'inside'));
      owned += 1;
      appendFileSync(join(dataDir, 'owners'), `${process.pid}\n`);
      rmdirSync(join(dataDir, 'inside'));
      claim.release();
    }
    await sleep(0);
  }
  report({ done: true });
}

try {
  if (mode === 'contend') {
    await contend();
  } else {
    const launch = mode === 'server' ? startEmbeddedPostgres : joinOrStartEmbeddedPostgres;
    const postgres = await launch(options);
    report({ url: postgres.url, port: postgres.port, started: postgres.started });
    await inputEnds();
    await postgres.stop();
  }
} catch (error) {
  report({ error: String(error) });
}
