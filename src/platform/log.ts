import type { Logger } from 'pino';
import { pino } from 'pino';

export type Log = Logger;

/** JSON lines on standard output. Secrets never reach them: headers that carry any are cut. */
export function openLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'],
  });
}
