import type { Service } from '../../../../src/context.ts';
import { settlePublication } from '../../../../src/features/delivery/settle-publication.ts';
import { loadSamples } from '../../../../src/features/exchange/load-samples.ts';
import { jobsAfter } from '../../../../src/jobs.ts';
import { relayBatch } from '../../../../src/platform/outbox.ts';
import type { Client } from '../../../support/http.ts';
import { signIn } from '../../../support/http.ts';
import type { TestOptions, TestService } from '../../../support/service.ts';
import { makePerson, openTestService } from '../../../support/service.ts';

/** A whole Hebi with the sample notices, and an editor who publishes. */
export interface SampleSite extends TestService {
  readonly editor: Client;
  /** Saves a text of a language with one word replaced, and publishes it; answers when that was answered. */
  republish(slug: string, language: 'en' | 'zh', change: Replacement): Promise<number>;
  /** A notice with both texts, published. */
  publishNew(slug: string, texts: Record<'en' | 'zh', Written>): Promise<void>;
}

interface Replacement {
  readonly from: string | RegExp;
  readonly to: string;
}
interface Written {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

/** Of the samples: in step, with one side ahead, in English alone, and long in both. */
export const slugs = {
  inStep: 'fees-for-2026',
  enAhead: 'application-system-maintenance',
  enOnly: 'auditors-wanted-2026',
  long: 'climate-change-in-management-systems',
} as const;

export async function openSampleSite(options: TestOptions = {}): Promise<SampleSite> {
  const t = await openTestService({ workers: false, ...options });
  const admin = await makePerson(t.service, { name: 'Ada', roles: ['admin'] });
  await loadSamples(t.service);
  await publishSamples(t.service);
  const editor = await signIn(t.url, admin);
  const publish = async (slug: string, language: string): Promise<void> => {
    const path = `/api/v1/notices/${slug}/versions/${language}/publication`;
    const { status, body } = await editor.post(path, {});
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  };
  await publish(slugs.enOnly, 'en');
  return {
    ...t,
    editor,
    republish: async (slug, language, { from, to }) => {
      const path = `/api/v1/notices/${slug}/versions/${language}`;
      const { title, summary, body, etag } = (await editor.get(path)).body;
      const changed = { title, summary, body: body.replace(from, to) };
      const { status } = await editor.put(path, changed, { 'If-Match': etag });
      if (status !== 200) throw new Error(`${path}: ${status}`);
      await publish(slug, language);
      return performance.now();
    },
    publishNew: async (slug, versions) => {
      const { status, body } = await editor.post('/api/v1/notices', { slug, versions });
      if (status !== 201) throw new Error(`${slug}: ${status} ${JSON.stringify(body)}`);
      await publish(slug, 'en');
      await publish(slug, 'zh');
    },
  };
}

/** Does what the workers do for publications alone: the rest of their work is of no matter to readers. */
async function publishSamples(service: Service): Promise<void> {
  const waiting: { event: string; notice: string }[] = [];
  const relayed = () =>
    relayBatch(service.db, (events) => {
      for (const { id: event, type, noticeId: notice } of events) {
        const publishes = jobsAfter(type).includes('publish-notice');
        if (notice !== null && publishes) waiting.push({ event, notice });
      }
      return Promise.resolve();
    });
  while ((await relayed()) > 0);
  for (const job of waiting) await settlePublication(service, job);
}
