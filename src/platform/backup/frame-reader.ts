import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { FrameKind } from './format.ts';
import {
  BackupRefused,
  formatVersion,
  frameKinds,
  longestPayload,
  magic,
  magicPattern,
} from './format.ts';
import { headBytes } from './frame-writer.ts';

export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Buffer;
  /** Where the frame begins in the file, in bytes. */
  readonly at: number;
}

const kindOf = new Map(
  Object.entries(frameKinds).map(([kind, byte]) => [byte as number, kind as FrameKind]),
);

/**
 * The frames of a backup, each of which is whole and unchanged, up to the seal and the end of the file.
 *
 * @throws BackupRefused with the place of what is wrong
 */
export async function* readFrames(file: Readable): AsyncGenerator<Frame> {
  const bytes = new Bytes(file);
  checkMagic(await bytes.take(magic.length));
  for (;;) {
    const sumBefore = bytes.sum();
    const at = bytes.position;
    const head = await bytes.take(headBytes);
    if (head.length < headBytes) throw new BackupRefused('truncated', { at: bytes.position });
    const { kind, length, sum } = readHead(head, at);
    const payload = await bytes.take(length);
    if (payload.length < length) throw new BackupRefused('truncated', { at: bytes.position });
    if (crc32(payload) !== sum) throw new BackupRefused('changed', { at: at + headBytes });
    if (kind !== 'seal') {
      yield { kind, payload, at };
      continue;
    }
    if (!payload.equals(sumBefore)) throw new BackupRefused('wholeSum', { at });
    const end = bytes.position;
    if ((await bytes.take(1)).length > 0) throw new BackupRefused('malformed', { at: end });
    return;
  }
}

function checkMagic(start: Buffer): void {
  const format = magicPattern.exec(start.toString('latin1'))?.[1];
  if (format === undefined) {
    const cut = start.length < magic.length && magic.startsWith(start.toString('latin1'));
    throw cut && start.length > 0
      ? new BackupRefused('truncated', { at: start.length })
      : new BackupRefused('notABackup');
  }
  const values = { format, known: formatVersion };
  if (Number(format) > formatVersion) throw new BackupRefused('newerFormat', values);
  if (Number(format) < formatVersion) throw new BackupRefused('olderFormat', values);
}

function readHead(head: Buffer, at: number): { kind: FrameKind; length: number; sum: number } {
  if (crc32(head.subarray(0, 9)) !== head.readUInt32BE(9))
    throw new BackupRefused('changed', { at });
  const kind = kindOf.get(head.readUInt8(0));
  const length = head.readUInt32BE(1);
  if (kind === undefined || length > longestPayload) throw new BackupRefused('malformed', { at });
  return { kind, length, sum: head.readUInt32BE(5) };
}

/** A stream that is read by numbers of bytes, and summed. */
class Bytes {
  position = 0;
  readonly #stream: AsyncIterator<Buffer>;
  readonly #sum = createHash('sha256');
  #waiting: Buffer[] = [];
  #held = 0;

  constructor(stream: Readable) {
    this.#stream = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  /** SHA-256 of what was taken so far. */
  sum(): Buffer {
    return this.#sum.copy().digest();
  }

  /** The next bytes; fewer only at the end. */
  async take(count: number): Promise<Buffer> {
    while (this.#held < count) {
      const next = await this.#stream.next();
      if (next.done === true) break;
      this.#waiting.push(next.value);
      this.#held += next.value.length;
    }
    const all = this.#waiting.length === 1 ? this.#waiting[0] : Buffer.concat(this.#waiting);
    const taken = (all ?? Buffer.alloc(0)).subarray(0, count);
    const rest = (all ?? taken).subarray(taken.length);
    this.#waiting = rest.length === 0 ? [] : [rest];
    this.#held = rest.length;
    this.#sum.update(taken);
    this.position += taken.length;
    return taken;
  }
}
