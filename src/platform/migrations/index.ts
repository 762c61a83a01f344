import type { Migration } from 'kysely';
import * as ledger from './0001-ledger.ts';

/** Every migration in order, listed by hand. A migration that has been released is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-ledger': ledger,
};
