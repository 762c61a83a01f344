import { randomFillSync } from 'node:crypto';
import { uuidv7 } from '../core/ids.ts';

/** Time and chance. Everything stored or compared across nodes uses the database's time instead. */
export interface Clock {
  now(): Date;
  /** A new UUIDv7; rises within one process even within one millisecond. */
  newId(): string;
}

export function systemClock(): Clock {
  let last = 0;
  return {
    now: () => new Date(),
    newId: () => {
      last = Math.max(last, Date.now());
      return uuidv7(last, randomFillSync(new Uint8Array(10)));
    },
  };
}
