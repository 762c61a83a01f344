import type { Bead } from '../../core/align.ts';
import { agreedBeads, beadsSince } from '../../core/beads-since.ts';
import type { Pair } from '../../core/language.ts';
import { alignPair, readCorrections } from '../parity/align-pair.ts';
import type { Reader } from './read-movement.ts';
import type { TaskRow } from './store.ts';

/**
 * Which segments of the texts that a task is based on answer each other: by what both agreed on last, and where they
 * never did, by how they look beside each other. Of a text that has no other yet: none.
 *
 * @param counts how many segments these texts have
 */
export async function readBeads(
  reader: Reader,
  { noticeId, base, changes, leads }: TaskRow,
  { synced, counts }: { synced: Pair<number> | null; counts: Pair<number> },
): Promise<Bead[]> {
  if (base.en === 0 || base.zh === 0) return [];
  if (synced === null) return alignPair(reader, noticeId, base);
  const agreed = agreedBeads(await alignPair(reader, noticeId, synced));
  const corrections = await readCorrections(reader, noticeId, base);
  return beadsSince({ agreed, changes, corrections, counts, order: leads ?? 'en' });
}
