import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import type { Language, Pair } from '../../../src/core/language.ts';
import type { WaitingPublication } from '../../../src/core/waiting-publications.ts';
import type { NoticeDetail, NoticePatch } from '../../api/notices.ts';
import { retractPoint } from '../../api/sync-points.ts';
import {
  confirmPair,
  noticeQuery,
  patchNotice,
  publishVersion,
  rereadNotices,
  restoreRevision,
  withdrawVersion,
} from '../../api/notices.ts';
import { announce } from '../../notify/announce.ts';
import { toast } from '../../notify/toast.tsx';
import { useAttempt } from '../../parts/attempt.ts';
import { useWords } from '../../words/words.ts';

/** What can be done to a notice as a whole. Each says what was done and offers to take it back. */
export interface NoticeActs {
  confirm(): Promise<void>;
  retract(point: Pair<number> & { readonly id: string }): Promise<void>;
  /** @returns whether it was changed */
  change(patch: NoticePatch, done: string): Promise<boolean>;
  publish(language: Language, wish: { revision?: number; at?: string }): Promise<void>;
  /** Cancels what waits to be published, and leaves what is public. */
  cancel(language: Language): Promise<void>;
  /** Withdraws what is public; what waits is cancelled before. */
  withdraw(language: Language, waiting: WaitingPublication | null): Promise<void>;
  restore(language: Language, revision: number): Promise<void>;
}

interface Tools {
  readonly notice: NoticeDetail;
  readonly say: ReturnType<typeof useWords<'notice'>>;
  readonly named: (language: Language) => string;
  readonly client: QueryClient;
  /** Does it, or says why not; then reads anew. */
  readonly attempt: (act: () => Promise<void>) => Promise<boolean>;
  readonly done: (message: string, undo?: () => Promise<unknown>) => void;
}

export function useNoticeActs(notice: NoticeDetail): NoticeActs {
  const say = useWords('notice');
  const app = useWords('app');
  const client = useQueryClient();
  const attempt = useAttempt(() => rereadNotices(client));
  const done = (message: string, undo?: () => Promise<unknown>): void => {
    announce(message);
    toast(message, undo && { run: () => void attempt(async () => void (await undo())) });
  };
  const named = (language: Language): string => app(`languages.${language}`);
  const tools = { notice, say, named, client, attempt, done };
  return {
    ...ledgerActs(tools),
    ...publicationActs(tools),
    change: (patch, message) =>
      attempt(async () => {
        await patchNotice(notice, patch);
        done(message);
      }),
  };
}

type LedgerActs = Pick<NoticeActs, 'confirm' | 'retract' | 'restore'>;

function ledgerActs({ notice, say, named, client, attempt, done }: Tools): LedgerActs {
  const { id, slug, head } = notice;
  return {
    confirm: async () => {
      // Shown at once; what the service says of it comes with the next reading.
      client.setQueryData(noticeQuery(slug).queryKey, { ...notice, state: 'in_sync' as const });
      await attempt(async () => {
        const point = await confirmPair(id, head, '');
        done(say('confirm.done'), () => retractPoint(id, point.id));
      });
    },
    retract: async ({ id: point, en, zh }) => {
      const isOfHeads = head.en === en && head.zh === zh;
      await attempt(async () => {
        await retractPoint(id, point);
        done(say('retract.done'), isOfHeads ? () => confirmPair(id, { en, zh }, '') : undefined);
      });
    },
    restore: async (language, revision) => {
      await attempt(async () => {
        await restoreRevision(id, language, revision);
        done(say('restore.done', { language: named(language), number: revision }), () =>
          restoreRevision(id, language, head[language]),
        );
      });
    },
  };
}

type PublicationActs = Pick<NoticeActs, 'publish' | 'cancel' | 'withdraw'>;

function publicationActs({ notice, say, named, attempt, done }: Tools): PublicationActs {
  const { id, published } = notice;
  return {
    publish: async (language, wish) => {
      const before = published[language];
      await attempt(async () => {
        const answered = await publishVersion(id, language, wish);
        const isWaiting = 'waiting' in answered;
        done(
          say(isWaiting ? `publish.waits.${answered.waiting}` : 'publish.done', {
            language: named(language),
          }),
          isWaiting || before === null
            ? () => withdrawVersion(id, language)
            : () => publishVersion(id, language, { revision: before }),
        );
      });
    },
    cancel: async (language) => {
      await attempt(async () => {
        await withdrawVersion(id, language);
        done(say('withdraw.cancelled', { language: named(language) }));
      });
    },
    withdraw: async (language, waiting) => {
      const before = published[language];
      await attempt(async () => {
        // The service takes back the last wish first: a second time, when something waited.
        const { act } = await withdrawVersion(id, language);
        if (act === 'cancelled') await withdrawVersion(id, language);
        done(say('withdraw.done', { language: named(language) }), async () => {
          if (before !== null) await publishVersion(id, language, { revision: before });
          if (waiting !== null) await publishVersion(id, language, wishOf(waiting));
        });
      });
    },
  };
}

function wishOf({ revision, at }: WaitingPublication): { revision: number; at?: string } {
  return at === null ? { revision } : { revision, at };
}
