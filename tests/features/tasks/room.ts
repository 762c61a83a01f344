import type { Service } from '../../../src/context.ts';
import type { Language, Pair } from '../../../src/core/language.ts';
import type { Actor, Role } from '../../../src/core/permission.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import type { NoticeDetail } from '../../../src/features/notices/contract.ts';
import { createNotice } from '../../../src/features/notices/create-notice.ts';
import { readNotice, readVersion } from '../../../src/features/notices/read-notice.ts';
import { saveBothRevisions, saveRevision } from '../../../src/features/notices/save-revision.ts';
import { confirmPair } from '../../../src/features/parity/confirm-pair.ts';
import type { LeaseView } from '../../../src/features/tasks/claim-task.ts';
import { claimTask } from '../../../src/features/tasks/claim-task.ts';
import type { VersionTexts } from '../../../src/features/tasks/contract.ts';
import { readTask } from '../../../src/features/tasks/read-task.ts';
import { approveTask, claimReview } from '../../../src/features/tasks/review-task.ts';
import { submitTask } from '../../../src/features/tasks/submit-task.ts';
import { runJobs } from '../../support/jobs.ts';
import { makeHolder } from '../../support/people.ts';
import type { TestService } from '../../support/service.ts';
import { openTestService } from '../../support/service.ts';

export interface Text {
  readonly title: string;
  readonly body: string;
  readonly format: 'html';
}

/** A text of one paragraph a sentence. */
export function text(title: string, ...sentences: string[]): Text {
  return { title, body: sentences.map((each) => `<p>${each}</p>`).join(''), format: 'html' };
}

export const texts = {
  en: text('Opening hours', 'The reading room opens at 9.30.', 'Bring your card.'),
  zh: text('开放时间', '阅览室九时三十分开放。', '请带好读者卡。'),
} as const;

/** The use cases of one Hebi, with people; what follows from their acts is run by `settle`, in order. */
export interface Desk {
  readonly t: TestService;
  readonly ctx: Service;
  person(name: string, roles: Role[], languages?: Language[]): Promise<Actor>;
  /** Runs every job that follows from what happened so far. */
  settle(): Promise<void>;
  /** A notice in English alone; its task is raised. Answers the slug. */
  englishOnly(author: Actor): Promise<string>;
  /** A notice in step at (1, 1), imported in one act by the author and confirmed by the other. */
  inStep(author: Actor, other: Actor): Promise<string>;
  notice(slug: string): Promise<NoticeDetail>;
  /** The id of the notice's active task. */
  task(slug: string): Promise<string>;
  save(who: Actor, slug: string, language: Language, next: Text): Promise<number>;
  /** Claims, and answers the lease's number. */
  claim(who: Actor, task: string): Promise<number>;
  submit(
    who: Actor,
    task: string,
    lease: number,
    versions: VersionTexts | null,
  ): Promise<Pair<number>>;
  review(who: Actor, task: string): Promise<LeaseView & { pair: Pair<number> }>;
  approve(who: Actor, task: string): Promise<Pair<number>>;
}

let people = 0;

export async function openDesk(): Promise<Desk> {
  const t = await openTestService({ workers: false });
  const ctx = t.service;
  const notice = (slug: string) => readNotice(ctx, slug);
  const settle = () => runJobs(ctx);
  const newSlug = () => `notice-${ctx.clock.newId()}`;
  const person = (name: string, roles: Role[], languages: Language[] = ['en', 'zh']) => {
    people += 1;
    return makeHolder(t, `${name} ${people}`, { roles, languages });
  };
  const review: Desk['review'] = async (who, task) => {
    const { lease, pair } = await claimReview(ctx, who, task);
    return { ...lease, pair };
  };
  return {
    t,
    ctx,
    person,
    settle,
    notice,
    review,
    englishOnly: async (author) => {
      const slug = newSlug();
      await createNotice(ctx, author, {
        slug,
        release: 'independent',
        language: 'en',
        ...texts.en,
      });
      await settle();
      return slug;
    },
    inStep: async (author, other) => {
      const slug = newSlug();
      await createNotice(ctx, author, { slug, release: 'independent', versions: texts });
      await settle();
      await confirmPair(ctx, other, { notice: slug, en: 1, zh: 1 });
      await settle();
      return slug;
    },
    task: async (slug) => {
      const { task } = await notice(slug);
      if (task === null) throw new Error('the notice has no task');
      return task.id;
    },
    save: async (who, slug, language, next) => {
      const present = (await notice(slug)).head[language];
      const condition =
        present === 0
          ? { ifMatch: null, ifNoneMatch: '*' }
          : { ifMatch: (await readVersion(ctx, slug, language)).etag, ifNoneMatch: null };
      const saving = { notice: slug, language, text: next, change: 'auto', condition } as const;
      return (await saveRevision(ctx, who, saving)).version.number;
    },
    claim: async (who, task) => (await claimTask(ctx, who, task)).number,
    submit: (who, task, lease, versions) =>
      submitTask(ctx, who, { task, lease, base: null, versions, message: null }),
    approve: async (who, task) => {
      const { number } = await review(who, task);
      const { en, zh } = await approveTask(ctx, who, { task, lease: number });
      return { en, zh };
    },
  };
}

/** Saves both languages in one act. */
export async function saveBoth(
  { ctx, notice }: Desk,
  who: Actor,
  slug: string,
  both: Pair<Text>,
): Promise<void> {
  const condition = { ifMatch: (await notice(slug)).etag, ifNoneMatch: null };
  await saveBothRevisions(ctx, who, { notice: slug, ...both, change: 'auto', condition });
}

/** The refusal of an act; fails where it is let through. */
export async function refusal(act: Promise<unknown>): Promise<Refusal> {
  try {
    await act;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('the act was not refused');
}

/** Its code alone. */
export async function refused(act: Promise<unknown>): Promise<string> {
  return (await refusal(act)).code;
}

/** Ends the present lease of a task, as time would. */
export async function lapse({ ctx }: Desk, task: string): Promise<void> {
  await ctx.db
    .updateTable('task')
    .set({ leaseUntil: new Date(Date.now() - 60_000) })
    .where('id', '=', task)
    .where('holder', 'is not', null)
    .execute();
}

/** The drafts of a task as somebody sees them, as JSON. */
export async function draftsSeenBy({ ctx }: Desk, who: Actor, task: string): Promise<string> {
  return JSON.stringify((await readTask(ctx, who, task)).drafts);
}
