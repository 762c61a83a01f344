import type { Response } from 'express';

/** Text that a reader has not taken yet, past which the reader is let go of. */
const mostBuffered = 512 * 1024;

export interface EventStream {
  /** False: the reader is too slow, or gone. */
  send(text: string): boolean;
  end(): void;
}

/** Answers with server-sent events, of which nothing on the way may keep or gather anything. */
export function openEventStream(response: Response): EventStream {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  // After how long a browser comes back.
  response.write('retry: 2000\n\n');
  return {
    send: (text) => {
      if (response.destroyed || response.writableEnded) return false;
      response.write(text);
      return response.writableLength <= mostBuffered;
    },
    end: () => {
      // What is slow is cut; `end` would wait for it.
      if (response.writableLength > mostBuffered) response.destroy();
      else response.end();
    },
  };
}
