import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Content } from '../../../src/core/document.ts';
import type { Language } from '../../../src/core/language.ts';
import type { NoticeDetail, Version } from '../../api/notices.ts';
import { rereadNotices, restoreRevision, saveVersion, versionQuery } from '../../api/notices.ts';
import { isProblem } from '../../api/problem.ts';
import { announce } from '../../notify/announce.ts';
import { toast, toastProblem } from '../../notify/toast.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useWords } from '../../words/words.ts';
import { hasWordlessPicture } from './editor/document.ts';
import type { Typed } from './editor/unsaved.ts';
import { useUnsaved } from './editor/unsaved.ts';

interface Edited {
  readonly notice: NoticeDetail;
  readonly language: Language;
  readonly version: Version | null;
}

function typedOf(version: Version | null): Typed {
  const { title = '', summary = '', body = '' } = version ?? {};
  return { title, summary, body, message: '', change: 'auto' };
}

/** Saving with the revision that was edited as its condition; what somebody else saved is a conflict. */
export function useSaving({ notice, language, version }: Edited) {
  const client = useQueryClient();
  const saved = { typed: typedOf(version), etag: version?.etag ?? null };
  const unsaved = useUnsaved(`${notice.id} ${language}`, saved);
  const [conflict, setConflict] = useState<Version | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isBack, setBack] = useState(unsaved.isBack);
  const [isWordless, setWordless] = useState(false);
  const [opened, setOpened] = useState(0);
  const finish = useFinish(notice, language);
  const saveAs = async (etag: string | null): Promise<void> => {
    const wordless = hasWordlessPicture(unsaved.typed.body);
    setWordless(wordless);
    if (wordless || isBusy) return;
    setBusy(true);
    try {
      const { data } = await saveVersion({ id: notice.id, language, etag }, unsaved.typed);
      unsaved.forget();
      await finish(data);
    } catch (error) {
      if (isProblem(error, 'stale', 'precondition_required')) setConflict(await readTheirs());
      else toastProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const readTheirs = (): Promise<Version> =>
    client.fetchQuery({ ...versionQuery(notice.slug, language), staleTime: 0 });
  const reopen = (typed: Typed, etag: string | null): void => {
    unsaved.forget();
    unsaved.rebase(etag, typed);
    setConflict(null);
    setBack(false);
    setOpened((count) => count + 1);
  };
  const copy = useCopy();
  const say = useWords('notice');
  return {
    unsaved,
    conflict,
    isBusy,
    isBack,
    isWordless,
    version: String(opened),
    base: revisionOf(unsaved.etag),
    save: () => saveAs(unsaved.etag),
    saveOver: async () => {
      const etag = conflict?.etag ?? unsaved.etag;
      unsaved.rebase(etag);
      setConflict(null);
      await saveAs(etag);
    },
    /** Goes on with both texts in one: to be looked through, and saved upon theirs. */
    putTogether: (content: Content) => {
      reopen({ ...unsaved.typed, ...content }, conflict?.etag ?? unsaved.etag);
      unsaved.type({});
      toast(say('editor.conflict.isTogether'));
    },
    takeTheirs: async () => {
      // Where it cannot be put aside, it stays where it is.
      if (conflict !== null && (await copy(unsaved.typed)))
        reopen(typedOf(conflict), conflict.etag);
    },
    stay: () => setConflict(null),
    discard: () => reopen(saved.typed, saved.etag),
  };
}

/** The number in an ETag such as `"en-3"`; 0: there was no revision. */
function revisionOf(etag: string | null): number {
  return Number(/-(\d+)"?$/.exec(etag ?? '')?.[1] ?? 0);
}

/** After a save: says so, offers to take it back, tells what was left out, and leads to the notice. */
function useFinish(notice: NoticeDetail, language: Language) {
  const say = useWords('notice');
  const client = useQueryClient();
  const navigate = useNavigate();
  const before = notice.head[language];
  const reread = (): Promise<void> => rereadNotices(client);
  return async (made: Version): Promise<void> => {
    const isSame = made.number === before;
    const message = isSame ? say('editor.same') : say('editor.saved', { number: made.number });
    announce(message);
    const undo = (): void =>
      void restoreRevision(notice.id, language, before).then(reread, toastProblem);
    toast(message, isSame || before === 0 ? undefined : { run: undo });
    for (const warning of made.warnings?.slice(0, 3) ?? []) toast(warning.message);
    await reread();
    await navigate({ to: addressOf.notice(notice.slug) });
  };
}

function useCopy() {
  const say = useWords('notice');
  return async ({ title, summary, body }: Typed): Promise<boolean> => {
    try {
      await navigator.clipboard.writeText([title, summary, body].filter(Boolean).join('\n\n'));
      toast(say('editor.conflict.copied'));
      return true;
    } catch {
      toast(say('editor.conflict.notCopied'));
      return false;
    }
  };
}
