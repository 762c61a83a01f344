import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { negotiateEncoding } from '../../../src/features/delivery/encodings.ts';
import type { Answer, Room } from './room.ts';
import { openRoom } from './room.ts';
import { insertNotice, save, texts } from './rows.ts';

describe('Accept-Encoding', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0', 'identity'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['br;q=0, *', 'gzip'],
    ['identity', 'identity'],
    ['identity, gzip;q=0.5', 'identity'],
    ['identity;q=0.5, gzip;q=0.5', 'gzip'],
    ['deflate', 'identity'],
    ['gzip;q=2, br;level=3', 'identity'],
    ['x'.repeat(5000), 'identity'],
    [`${' '.repeat(5000)}gzip`, 'identity'],
  ] as const)('%j: %s', (header, encoding) => {
    expect(negotiateEncoding(header)).toBe(encoding);
  });
});

let room: Room;
beforeAll(async () => {
  room = await openRoom({ publicUrl: 'https://notices.example.org' });
  const id = await insertNotice(room, 'long');
  const body = '<p>The office opens at eight.</p>'.repeat(60);
  await save(room, id, 'en', { ...texts.en(8), body });
  await room.publish('long', 'en');
});
afterAll(() => room.close());

const decoded: Record<string, (bytes: Buffer) => string> = {
  br: (bytes) => brotliDecompressSync(bytes).toString(),
  gzip: (bytes) => gunzipSync(bytes).toString(),
  identity: (bytes) => bytes.toString(),
};
const paths = [
  '/en/notices/long',
  '/site/en/notices/long',
  '/site/notices/long',
  '/en/',
  '/site/en/feed.xml',
  '/sitemap.xml',
];

async function inEncoding(
  path: string,
  encoding: string,
  more: Record<string, string> = {},
): Promise<Answer> {
  return room.get(path, { 'Accept-Encoding': encoding, ...more });
}

describe.each(paths)('%s', (path) => {
  test('is the same in every encoding, each with its own tag, kept and made anew', async () => {
    const plain = await inEncoding(path, 'identity');
    const tags = new Set<unknown>();
    for (const encoding of ['br', 'gzip', 'identity']) {
      for (let i = 0; i < 2; i += 1) {
        const answer = await inEncoding(path, encoding);
        expect(answer.status).toBe(200);
        expect(answer.headers['content-encoding'] ?? 'identity').toBe(encoding);
        expect(answer.headers['content-length']).toBe(String(answer.bytes.byteLength));
        expect(decoded[encoding]?.(answer.bytes)).toBe(plain.text);
        expect(answer.headers.vary).toContain('Accept-Encoding');
        tags.add(answer.headers.etag);
        if (i === 0) room.ready.dropAll();
      }
    }
    expect(tags.size).toBe(3);
  });

  test('is not sent again to who holds it, in whatever encoding', async () => {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const { etag = '', vary } = (await inEncoding(path, encoding)).headers;
      for (const asked of ['br', 'gzip', 'identity']) {
        const same = await inEncoding(path, asked, { 'If-None-Match': etag });
        expect([same.status, same.headers.etag, same.headers.vary]).toEqual([304, etag, vary]);
      }
    }
    const other = await inEncoding(path, 'br', { 'If-None-Match': '"another-br"' });
    expect(other.status).toBe(200);
  });

  test('HEAD is the same without a body', async () => {
    const get = await inEncoding(path, 'br');
    const head = await room.ask('HEAD', path, { headers: { 'Accept-Encoding': 'br' } });
    expect([head.status, head.bytes.byteLength]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(head.headers.etag).toBe(get.headers.etag);
  });
});

test('the negotiated address varies by both', async () => {
  const answer = await inEncoding('/site/notices/long', 'gzip');
  expect(answer.headers.vary).toBe('Accept-Language, Accept-Encoding');
});

test('a page is small: under 40 KB with everything it needs', async () => {
  const page = await inEncoding('/en/notices/long', 'br');
  const script = /src="([^"]+)"/.exec(brotliDecompressSync(page.bytes).toString())?.[1] ?? '';
  const rest = await inEncoding(script, 'br');
  expect(page.bytes.byteLength + rest.bytes.byteLength).toBeLessThan(12_000);
});

test('what is kept counts every encoding', async () => {
  room.ready.dropAll();
  const { bytes } = await inEncoding('/en/notices/long', 'identity');
  expect(room.ready.bytes).toBeGreaterThan(bytes.byteLength);
  room.ready.dropAll();
  expect(room.ready.bytes).toBe(0);
});
