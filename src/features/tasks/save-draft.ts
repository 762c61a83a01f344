import { languages } from '../../core/language.ts';
import type { Actor } from '../../core/permission.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Context } from '../../context.ts';
import type { Transaction } from '../../platform/database.ts';
import type { LeaseView } from './claim-task.ts';
import { leaseSeconds, leaseView } from './claim-task.ts';
import type { VersionTexts } from './contract.ts';
import { latestDraft, saveDraftRow } from './drafts.ts';
import { keepingText, lockHeldTask } from './held-task.ts';
import type { TaskRow } from './store.ts';
import { renewLease } from './store.ts';

export interface DraftInput {
  readonly task: string;
  readonly lease: number;
  readonly draft: number | null;
  readonly versions: VersionTexts;
  readonly segments: Readonly<Record<string, string>>;
}

/**
 * Saves a draft and renews the lease. What is refused is kept as a late draft.
 *
 * @throws Refusal `lease_lost`, `task_closed`, `draft_stale` with the present draft, `side_not_written`
 */
export async function saveDraft(
  ctx: Context,
  actor: Actor,
  input: DraftInput,
): Promise<{ draft: number; lease: LeaseView }> {
  const texts = { versions: withoutGaps(input.versions), segments: input.segments };
  return keepingText(ctx, actor, { ...input, texts }, () =>
    ctx.db.transaction().execute(async (tx) => {
      const key = { id: input.task, person: actor.id, lease: input.lease };
      const save = { ...key, draftId: ctx.clock.newId(), expected: input.draft, texts };
      const draft = await saveDraftRow(tx, save);
      const lease = await renewLease(tx, key, await leaseSeconds(tx));
      if (draft === null || lease === null) throw await refuseDraft(tx, actor, input);
      const task = await lockHeldTask(tx, actor, { ...input, act: 'submit' });
      checkSides(task, texts.versions);
      return { draft, lease: leaseView(lease) };
    }),
  );
}

function withoutGaps(versions: VersionTexts): VersionTexts {
  return Object.fromEntries(Object.entries(versions).filter(([, text]) => text !== undefined));
}

/** @throws Refusal `side_not_written` for a side that the task does not write */
export function checkSides(task: TaskRow, versions: VersionTexts): void {
  for (const language of languages) {
    if (versions[language] !== undefined && !task.writes.includes(language)) {
      throw new Refusal('side_not_written', {
        params: { language },
        errors: [
          {
            path: `versions.${language}`,
            code: 'side_not_written',
            message: 'the task does not write this side',
          },
        ],
      });
    }
  }
}

async function refuseDraft(tx: Transaction, actor: Actor, input: DraftInput): Promise<Refusal> {
  await lockHeldTask(tx, actor, { ...input, act: 'submit' });
  const present = await latestDraft(tx, input.task);
  return new Refusal('draft_stale', {
    members: {
      present: present && {
        draft: present.draft,
        author: present.author,
        versions: present.versions,
        segments: present.segments,
      },
      given: { versions: input.versions, segments: input.segments },
    },
  });
}
