import type { Logger } from 'pino';
import { pino } from 'pino';

export type Log = Logger;

/** JSON lines on standard output. Secrets never reach them: headers that carry any are cut. */
export function openLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorOf },
    redact: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'],
  });
}

/** A database error holds the connection it came from: its whole state, hundreds of fields, that says nothing. */
function errorOf(error: unknown): unknown {
  // A connection that was ended and not broken off has none.
  if (!(error instanceof Error)) return error ?? undefined;
  const { client: _connection, ...told } = pino.stdSerializers.err(error) as unknown as Record<
    string,
    unknown
  >;
  return told;
}
