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
  readonly errors: string[];
  /** How often a reader was told to come back (503 with Retry-After), and did. */
  toldToWait(): number;
}

interface Live {
  readonly number: number;
  readonly at: number;
}

const allowedMs = 1000;
const wishes = ['en-GB,en;q=0.9', 'zh-CN,zh;q=0.9', 'zh-TW,zh;q=0.8,en;q=0.5'];

export interface Reading {
  readonly slugs: readonly string[];
  readonly readers: number;
  /** Between two questions of one reader. */
  readonly pauseMs?: number;
}

export function openReaders(url: string, { slugs, readers, pauseMs = 8 }: Reading): Readers {
  const agent = new Agent({ keepAlive: true });
  const live = new Map<string, Live[]>();
  const answers = { count: 0, times: [] as number[] };
  const stale: string[] = [];
  const errors: string[] = [];
  let isOver = false;
  let toldToWait = 0;

  const look = async (turn: number): Promise<void> => {
    const slug = slugs[turn % slugs.length] ?? '';
    const path = pathOf(turn, slug);
    let asked = 0;
    const send = () => {
      asked = performance.now();
      return ask(agent, url + path, wishes[turn % wishes.length] ?? '');
    };
    let answer = await send();
    while (answer.status === 503 && answer.retryAfterS !== undefined && !isOver) {
      toldToWait += 1;
      await sleep(answer.retryAfterS * 1000);
      answer = await send();
    }
    const { status, text, tag } = answer;
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
  const reading = Array.from({ length: readers }, (_, reader) => read(reader));
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
    toldToWait: () => toldToWait,
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

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly tag: string | undefined;
  readonly retryAfterS: number | undefined;
}

function ask(agent: Agent, url: string, language: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'Accept-Language': language } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        const told = headers['retry-after'];
        resolve({
          status,
          text: Buffer.concat(chunks).toString(),
          tag: headers['content-language'],
          retryAfterS: told === undefined ? undefined : Number(told),
        });
      });
    }).on('error', reject);
  });
}
