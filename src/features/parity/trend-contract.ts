import { z } from 'zod';
import { operation } from '../../core/operation.ts';
import { pairStates } from '../../core/sync.ts';

const count = z.number().int();

export const trendsShape = z.strictObject({
  bucket: z.enum(['day', 'week']),
  /** The first day, and the one behind the last, in UTC. */
  from: z.iso.date(),
  before: z.iso.date(),
  points: z.array(
    z.strictObject({
      /** The bucket's first day. */
      start: z.iso.date(),
      /** How many notices stood in each state at its end. */
      states: z.record(z.enum(pairStates), count),
      /** Tasks opened and done within it. */
      opened: count,
      done: count,
      /** Of notices that came back in step within it; null: none did. */
      medianHoursToParity: z.number().nullable(),
      /** Views of texts that were behind. */
      exposure: z.number(),
    }),
  ),
});
export type Trends = z.output<typeof trendsShape>;

/** Nothing is recorded of other years, and counting days on leads out of the calendar at its ends. */
const recordedDate = z.iso
  .date()
  .refine(
    (date) => date >= '1970-03-01' && date < '3000',
    'expected a date from 1970-03-01 to 2999-12-31',
  );

export const readTrendsOp = operation({
  id: 'readTrends',
  method: 'get',
  path: '/api/v1/parity/trends',
  summary: 'The parity board over time: states, work, time to parity, views of outdated texts',
  room: 'parity',
  leave: 'parity.read',
  query: z.strictObject({
    /** The last 30 days or 12 weeks unless said. */
    from: recordedDate.optional(),
    to: recordedDate.optional(),
    bucket: z.enum(['day', 'week']).default('day'),
  }),
  answers: { 200: trendsShape },
});
