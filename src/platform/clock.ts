import { randomFillSync } from 'node:crypto';
import { uuidv7 } from '../core/ids.ts';

/** Time and chance. Everything stored or compared across nodes uses the database's time instead. */
export interface Clock {
  now(): Date;
  /** A new UUIDv7; rises within one process even within one millisecond. */
  newId(): string;
}

/** Of the 12 bits behind the version (RFC 9562, section 6.2, method 1): half of them to count up in. */
const firstCounts = 0x800;
const counts = 0x1000;

export function systemClock(): Clock {
  let last = 0;
  let counter = 0;
  return {
    now: () => new Date(),
    newId: () => {
      const random = randomFillSync(new Uint8Array(10));
      const time = Date.now();
      counter += 1;
      if (time > last || counter === counts) {
        last = Math.max(time, last + 1);
        counter = (((random[0] ?? 0) << 8) | (random[1] ?? 0)) % firstCounts;
      }
      random[0] = counter >> 8;
      random[1] = counter & 0xff;
      return uuidv7(last, random);
    },
  };
}
