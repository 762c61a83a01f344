import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Where an installation has its data and its queue. */
interface Place {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

export interface Symptom {
  readonly grade: string;
  readonly detail: string;
}

/** What `hebi doctor` finds broken, or still to be done by a job. */
export async function doctor(place: Place): Promise<Symptom[]> {
  const root = join(import.meta.dirname, '..');
  const env = { ...process.env, DATABASE_URL: place.databaseUrl, REDIS_URL: place.redisUrl };
  const args = [join(root, 'bin', 'hebi.mjs'), 'doctor', '--json'];
  const run = promisify(execFile);
  // It ends with 1 when something is broken, and tells what.
  const said = await run(process.execPath, args, { env, maxBuffer: 1e8 }).catch(
    (error: unknown) => error as { stdout: string },
  );
  const { symptoms } = JSON.parse(said.stdout) as { symptoms: Symptom[] };
  return symptoms.filter(({ grade }) => grade !== 'hint');
}

/** Waits, for so long at most, until the doctor finds nothing that a job has still to do. Seconds it took. */
export async function untilDrained(place: Place, mostMs: number): Promise<number> {
  const start = performance.now();
  for (;;) {
    const symptoms = await doctor(place);
    const tookMs = performance.now() - start;
    if (symptoms.length === 0 || tookMs > mostMs) return tookMs / 1000;
    await sleep(1_000);
  }
}
