import type { Migration } from 'kysely';
import * as ledger from './0001-ledger.ts';
import * as site from './0002-site.ts';
import * as parity from './0003-parity.ts';
import * as webhooks from './0004-webhooks.ts';
import * as delivery from './0005-delivery.ts';
import * as parityLexicon from './0006-parity-lexicon.ts';
import * as workbench from './0007-workbench.ts';
import * as growth from './0008-growth.ts';
import * as claimedSides from './0009-claimed-sides.ts';

/** Every migration in order, listed by hand. A migration that has been released is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-ledger': ledger,
  '0002-site': site,
  '0003-parity': parity,
  '0004-webhooks': webhooks,
  '0005-delivery': delivery,
  '0006-parity-lexicon': parityLexicon,
  '0007-workbench': workbench,
  '0008-growth': growth,
  '0009-claimed-sides': claimedSides,
};
