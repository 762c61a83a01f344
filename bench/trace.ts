import { z } from 'zod';

const event = z.looseObject({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number().default(0),
  dur: z.number().default(0),
  tdur: z.number().optional(),
  args: z
    .looseObject({ data: z.looseObject({ type: z.string().optional() }).optional() })
    .optional(),
});
type Event = z.output<typeof event>;
const trace = z.object({ traceEvents: z.array(event) });

/**
 * Of a trace of Chromium: how long the page's main thread computed from each key to the next, in milliseconds of
 * its processor's time, with everything that the key set going: scripts, layout, painting, saving.
 */
export function mainThreadPerKey(file: Buffer): number[] {
  const { traceEvents } = trace.parse(JSON.parse(file.toString()));
  const keys = traceEvents.filter(
    ({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown',
  );
  const [first] = keys;
  if (first === undefined) throw new Error('the trace has no keys');
  const isOwn = ({ pid, tid }: Event): boolean => pid === first.pid && tid === first.tid;
  const tasks = traceEvents.filter(
    (each) => isOwn(each) && each.ph === 'X' && each.name === 'ThreadControllerImpl::RunTask',
  );
  if (tasks.length === 0) throw new Error('the trace has no tasks of the main thread');
  return keys.map(({ ts }, at) => {
    const end = keys[at + 1]?.ts ?? Number.POSITIVE_INFINITY;
    // The task that hands the key over began a little before it.
    const own = tasks.filter((task) => task.ts + task.dur > ts && task.ts + task.dur <= end);
    return own.reduce((sum, { dur, tdur }) => sum + (tdur ?? dur), 0) / 1_000;
  });
}
