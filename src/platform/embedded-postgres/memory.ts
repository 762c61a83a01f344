import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from './failure.ts';

const memory = z.object({
  password: z.string().regex(/^\w+$/),
  /** The port of the last start, tried first at the next; null: none yet. */
  port: z.number().int().nullable(),
});

/** What Hebi remembers of a cluster, in `<dataDir>/postgres.json`, readable to its owner only. */
export type Memory = Readonly<z.infer<typeof memory>>;

/** What is remembered of the cluster of a data directory, or null. */
export function recall(dataDir: string): Memory | null {
  try {
    const read = memory.safeParse(JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')));
    return read.success ? read.data : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Replaces what is remembered, in one step. */
export async function remember(dataDir: string, known: Memory): Promise<void> {
  const draft = join(dataDir, `postgres.json.${randomBytes(4).toString('hex')}`);
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(known)}\n`);
    await handle.sync();
    await handle.close();
    await rename(draft, join(dataDir, 'postgres.json'));
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

export function newPassword(): string {
  return randomBytes(24).toString('hex');
}
