import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Readers of a site who know what was published, and when. */
export interface Readers {
  /** An English text with this number went live just now. */
  published(slug: string, number: number): void;
  stop(): Promise<void>;
  readonly answers: { readonly count: number; readonly times: readonly number[] };
  /** Answers that were older than a second, in words. */
  readonly stale: readonly string[];
  readonly errors: readonly string[];
}

interface Live {
  readonly number: number;
  readonly at: number;
}

const pauseMs = 8;
const allowedMs = 1000;
const wishes = ['en-GB,en;q=0.9', 'zh-CN,zh;q=0.9', 'zh-TW,zh;q=0.8,en;q=0.5'];

export function openReaders(url: string, slugs: readonly string[], count: number): Readers {
  const agent = new Agent({ keepAlive: true });
  const live = new Map<string, Live[]>();
  const answers = { count: 0, times: [] as number[] };
  const stale: string[] = [];
  const errors: string[] = [];
  let isOver = false;

  const look = async (turn: number): Promise<void> => {
    const slug = slugs[turn % slugs.length] ?? '';
    const path = pathOf(turn, slug);
    const asked = performance.now();
    const { status, text, tag } = await ask(agent, url + path, wishes[turn % wishes.length] ?? '');
    answers.count += 1;
    answers.times[(answers.count - 1) % 50_000] = performance.now() - asked;
    if (status !== 200) errors.push(`${status} of ${path}`);
    if (tag !== 'en' || !path.includes(slug)) return;
    const shown = Number(/over (\d+) research/.exec(text)?.[1] ?? Number.NaN);
    const due = (live.get(slug) ?? []).filter(({ at }) => at <= asked - allowedMs).at(-1);
    if (due !== undefined && !(shown >= due.number)) {
      const after = (asked - due.at).toFixed(0);
      stale.push(`${path}: ${shown} for ${due.number} ${after} ms after`);
    }
  };
  const read = async (reader: number): Promise<void> => {
    for (let turn = reader; !isOver; turn += 7) {
      await look(turn).catch((error: unknown) => errors.push(String(error)));
      await sleep(pauseMs);
    }
  };
  const reading = Array.from({ length: count }, (_, reader) => read(reader));
  return {
    published: (slug, number) => {
      const before = live.get(slug)?.slice(-3) ?? [];
      live.set(slug, [...before, { number, at: performance.now() }]);
    },
    stop: async () => {
      isOver = true;
      await Promise.all(reading);
      agent.destroy();
    },
    answers,
    stale,
    errors,
  };
}

function pathOf(turn: number, slug: string): string {
  const paths = [
    `/site/notices/${slug}`,
    `/site/en/notices/${slug}`,
    `/en/notices/${slug}`,
    `/zh-Hant/notices/${slug}`,
    `/site/zh/notices/${slug}`,
    '/en/',
    '/site/zh/notices',
  ];
  return paths[(turn * 3) % paths.length] ?? '/';
}

function ask(
  agent: Agent,
  url: string,
  language: string,
): Promise<{ status: number; text: string; tag: string | undefined }> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'Accept-Language': language } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({
          status,
          text: Buffer.concat(chunks).toString(),
          tag: headers['content-language'],
        });
      });
    }).on('error', reject);
  });
}
