import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import type { FrameKind } from './format.ts';
import { frameKinds, magic } from './format.ts';

export interface FrameWriter {
  /** Resolves when more may be written. */
  write(kind: FrameKind, payload: Buffer | object): Promise<void>;
  /** Writes the seal, and waits until everything is handed over. Resolves with the bytes in all. */
  end(): Promise<number>;
}

/** Begins a backup on a stream. */
export async function beginFrames(out: Writable): Promise<FrameWriter> {
  const whole = createHash('sha256');
  let written = 0;
  // An error between two writes must not end the process: the next write throws it.
  const closed = finished(out);
  closed.catch(() => undefined);
  const put = async (bytes: Buffer): Promise<void> => {
    if (out.errored !== null) throw out.errored;
    whole.update(bytes);
    written += bytes.length;
    if (!out.write(bytes)) await Promise.race([once(out, 'drain'), closed]);
  };
  await put(Buffer.from(magic));
  return {
    write: async (kind, payload) => {
      const body = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload));
      await put(headOf(kind, body));
      await put(body);
    },
    end: async () => {
      const seal = whole.copy().digest();
      await put(headOf('seal', seal));
      await put(seal);
      await handOver(out, closed);
      return written;
    },
  };
}

/** Standard output is left open: it cannot be closed, and the result is still to be told. */
async function handOver(out: Writable, closed: Promise<void>): Promise<void> {
  if (out === process.stdout) {
    const flushed = new Promise<void>((resolve) => out.write('', () => resolve()));
    await Promise.race([flushed, closed]);
    return;
  }
  out.end();
  await closed;
}

export const headBytes = 13;

function headOf(kind: FrameKind, body: Buffer): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(frameKinds[kind], 0);
  head.writeUInt32BE(body.length, 1);
  head.writeUInt32BE(crc32(body), 5);
  head.writeUInt32BE(crc32(head.subarray(0, 9)), 9);
  return head;
}
