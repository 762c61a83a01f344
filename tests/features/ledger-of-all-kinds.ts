import type { Actor } from '../../src/core/permission.ts';
import type { Context } from '../../src/context.ts';
import { publishVersion } from '../../src/features/delivery/publish-version.ts';
import { withdrawVersion } from '../../src/features/delivery/withdraw-version.ts';
import { createNotice } from '../../src/features/notices/create-notice.ts';
import { patchNotice } from '../../src/features/notices/patch-notice.ts';
import { readNotice } from '../../src/features/notices/read-notice.ts';
import { retractPoint } from '../../src/features/notices/retract-point.ts';
import { saveRevision } from '../../src/features/notices/save-revision.ts';
import { confirmPair } from '../../src/features/parity/confirm-pair.ts';
import { claimTask } from '../../src/features/tasks/claim-task.ts';
import { approveTask, claimReview, returnTask } from '../../src/features/tasks/review-task.ts';
import { saveDraft } from '../../src/features/tasks/save-draft.ts';
import { submitTask } from '../../src/features/tasks/submit-task.ts';
import { doJobs } from '../support/inline-jobs.ts';

export interface People {
  readonly emma: Actor;
  readonly li: Actor;
  /** A translator. */
  readonly tan: Actor;
}

const en = { title: 'Office hours', body: '<p>The office opens at 9:00.</p><p>Bring 2 forms.</p>' };
const zh = { title: '办公时间', body: '<p>办公室9:00开门。</p><p>请携带2份表格。</p>' };
const html = { format: 'html' } as const;
const unconditional = { ifMatch: '*', ifNoneMatch: null };

/** What people do with one database, each act settled before the next. */
class Desk {
  readonly ctx: Context;
  readonly people: People;

  constructor(ctx: Context, people: People) {
    this.ctx = ctx;
    this.people = people;
  }

  async pair(slug: string): Promise<void> {
    const versions = { en: { ...en, ...html }, zh: { ...zh, ...html } };
    await createNotice(this.ctx, this.people.emma, { slug, release: 'independent', versions });
    await doJobs(this.ctx);
  }

  async english(slug: string): Promise<void> {
    const { emma } = this.people;
    await createNotice(this.ctx, emma, { slug, release: 'independent', language: 'en', ...en });
    await doJobs(this.ctx);
  }

  async confirm(notice: string): Promise<void> {
    const { head } = await readNotice(this.ctx, notice);
    await confirmPair(this.ctx, this.people.li, { notice, ...head });
    await doJobs(this.ctx);
  }

  async edit(notice: string, body: string): Promise<void> {
    const text = { ...en, ...html, body };
    const saving = {
      notice,
      language: 'en',
      text,
      change: 'auto',
      condition: unconditional,
    } as const;
    await saveRevision(this.ctx, this.people.emma, saving);
    await doJobs(this.ctx);
  }

  async taskOf(notice: string): Promise<string> {
    const { task } = await readNotice(this.ctx, notice);
    if (task === null) throw new Error(`${notice} has no task`);
    return task.id;
  }

  /** Claims the notice's task, drafts and submits it. */
  async submit(notice: string, body = zh.body): Promise<string> {
    const { tan } = this.people;
    const task = await this.taskOf(notice);
    const { number: lease } = await claimTask(this.ctx, tan, task);
    const versions = { zh: { ...zh, ...html, body } };
    await saveDraft(this.ctx, tan, { task, lease, draft: null, versions, segments: {} });
    await submitTask(this.ctx, tan, { task, lease, base: null, versions: null, message: null });
    await doJobs(this.ctx);
    return task;
  }

  async approve(task: string): Promise<void> {
    const { lease } = await claimReview(this.ctx, this.people.emma, task);
    await approveTask(this.ctx, this.people.emma, { task, lease: lease.number });
    await doJobs(this.ctx);
  }

  async sendBack(task: string): Promise<void> {
    const { lease } = await claimReview(this.ctx, this.people.li, task);
    const sent = { task, lease: lease.number, reason: 'The second sentence is missing.' };
    await returnTask(this.ctx, this.people.li, sent);
    await doJobs(this.ctx);
  }
}

/**
 * A database in which everything happened once, by the use cases and their jobs, and nothing is awaited:
 *
 * - `translated`: translated, returned once, approved, published; English changed, the answer submitted
 * - `confirmed`: confirmed, made cosmetic by the system, that overruled; its update task is claimed
 * - `fresh`: two texts, open to be verified
 * - `stopped`: published, withdrawn, then archived, its task cancelled
 * - `steady`: in sync
 */
export async function makeLedgerOfAllKinds(ctx: Context, people: People): Promise<void> {
  const desk = new Desk(ctx, people);
  await desk.english('translated');
  await desk.sendBack(await desk.submit('translated', '<p>办公室9:00开门。</p>'));
  await desk.approve(await desk.submit('translated'));
  for (const language of ['en', 'zh'] as const) {
    await publishVersion(ctx, people.emma, { notice: 'translated', language });
  }
  await desk.edit('translated', en.body.replace('9:00', '10:00'));
  await desk.submit('translated', zh.body.replace('9:00', '10:00'));

  await desk.pair('confirmed');
  await desk.confirm('confirmed');
  await desk.edit('confirmed', en.body.replace('Bring', 'bring'));
  const { syncPoint } = await readNotice(ctx, 'confirmed');
  const retraction = { notice: 'confirmed', syncPoint: syncPoint?.id ?? '' };
  await retractPoint(ctx, people.li, retraction);
  await doJobs(ctx);
  await claimTask(ctx, people.tan, await desk.taskOf('confirmed'));

  await desk.pair('fresh');
  await desk.pair('stopped');
  await publishVersion(ctx, people.emma, { notice: 'stopped', language: 'zh' });
  await withdrawVersion(ctx, people.emma, { notice: 'stopped', language: 'zh' });
  const archive = { notice: 'stopped', patch: { archived: true }, condition: unconditional };
  await patchNotice(ctx, people.emma, archive);
  await desk.pair('steady');
  await desk.confirm('steady');
}
