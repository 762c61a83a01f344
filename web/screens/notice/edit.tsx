import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../parts/page-title.ts';
import type { Language } from '../../../src/core/language.ts';
import { otherLanguage } from '../../../src/core/language.ts';
import type { NoticeDetail, Version } from '../../api/notices.ts';
import { noticeQuery, versionQuery } from '../../api/notices.ts';
import { useMay } from '../../api/session.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { NoticeTitle, useNoticeName } from '../../parts/content.tsx';
import { NoticeText } from '../../parts/notice-text.tsx';
import { Present } from '../../parts/present.tsx';
import { NothingHere, ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { addressOf } from '../../shell/addresses.ts';
import { useFormats } from '../../words/format.ts';
import { useWords } from '../../words/words.ts';
import { Conflict } from './editor/conflict.tsx';
import classes from './editor/form.module.css';
import { TextForm } from './editor/text-form.tsx';
import { useSaving } from './saving.ts';

/** Writing one language of a notice, with the other beside it. */
export function EditScreen() {
  const may = useMay();
  return may('notice.write') ? <Editing /> : <NothingHere />;
}

function Editing() {
  const { id, language } = useParams({ from: '/notices/$id/edit/$language' });
  const notice = useQuery(noticeQuery(id));
  const isWritten = (notice.data?.head[language] ?? 0) > 0;
  // Read once: what comes in meanwhile is a conflict to be shown, no text to be swapped under one's hands.
  const version = useQuery({
    ...versionQuery(id, language),
    enabled: isWritten,
    staleTime: Infinity,
    gcTime: 0,
  });
  const failed = [notice, version].find(({ isLoadingError }) => isLoadingError);
  if (failed !== undefined) {
    return <ProblemState error={failed.error} retry={() => void failed.refetch()} />;
  }
  if (notice.data === undefined || (isWritten && version.data === undefined)) {
    return <SkeletonRows rows={6} />;
  }
  return (
    <Opened
      key={`${id} ${language}`}
      notice={notice.data}
      language={language}
      version={version.data ?? null}
    />
  );
}

interface Edited {
  readonly notice: NoticeDetail;
  readonly language: Language;
  readonly version: Version | null;
}

function Opened({ notice, language, version }: Edited) {
  const say = useWords('notice');
  const saving = useSaving({ notice, language, version });
  const { unsaved, conflict } = saving;
  const other = otherLanguage(language);
  const hasReference = notice.head[other] > 0;
  return (
    <>
      <EditHead notice={notice} language={language} saving={saving} />
      <div className={classes.screen} data-alone={!hasReference || undefined}>
        <form
          className={classes.column}
          onSubmit={(event) => {
            event.preventDefault();
            void saving.save();
          }}
        >
          {conflict !== null && (
            <Conflict
              id={notice.id}
              language={language}
              base={saving.base}
              theirs={conflict}
              mine={unsaved.typed}
              onTogether={saving.putTogether}
              onMine={() => void saving.saveOver()}
              onTheirs={() => void saving.takeTheirs()}
              onStay={saving.stay}
            />
          )}
          {saving.isBack && conflict === null && (
            <p className={classes.note}>{say('editor.restored')}</p>
          )}
          {unsaved.isElsewhere && (
            <p className={classes.note} role="alert">
              {say('editor.elsewhere')}
            </p>
          )}
          {saving.isWordless && <p className={classes.note}>{say('editor.noAlt')}</p>}
          <TextForm
            language={language}
            typed={unsaved.typed}
            type={unsaved.type}
            isChange={version !== null}
            version={saving.version}
          />
        </form>
        {hasReference && <Reference slug={notice.slug} language={other} />}
      </div>
    </>
  );
}

function EditHead({
  notice,
  language,
  saving,
}: Omit<Edited, 'version'> & { saving: ReturnType<typeof useSaving> }): ReactNode {
  const say = useWords('notice');
  const app = useWords('app');
  const { dateTime } = useFormats();
  const { keptAt } = saving.unsaved;
  usePageTitle(`${useNoticeName(notice)} · ${app(`languages.${language}`)}`);
  useShortcuts([
    {
      keys: 'Mod+s',
      label: say('editor.save'),
      group: say('keys.group'),
      whileTyping: true,
      run: () => void saving.save(),
    },
  ]);
  return (
    <header className={classes.head}>
      <h1>
        <NoticeTitle notice={notice} /> · {app(`languages.${language}`)}
      </h1>
      <div className={classes.acts}>
        <Present notice={notice.id} task={null} doing="working" />
        <span className={classes.state} role="status">
          {keptAt === null
            ? say('editor.unchanged')
            : say('editor.keptHere', { time: dateTime(keptAt) })}
        </span>
        {keptAt !== null && (
          <Button size="xs" variant="subtle" onClick={saving.discard}>
            {say('editor.discard')}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          component={Link}
          to={addressOf.notice(notice.slug)}
          title={say('editor.leave')}
        >
          {say('close')}
        </Button>
        <Button
          size="xs"
          loading={saving.isBusy}
          disabled={saving.unsaved.typed.title.trim() === ''}
          onClick={() => void saving.save()}
          aria-keyshortcuts="Control+S"
        >
          {say('editor.save')}
        </Button>
      </div>
    </header>
  );
}

function Reference({ slug, language }: { slug: string; language: Language }) {
  const say = useWords('notice');
  const app = useWords('app');
  const read = useQuery(versionQuery(slug, language));
  return (
    <aside
      className={`${classes.column} ${classes.reference}`}
      tabIndex={0}
      aria-labelledby="reference-title"
    >
      <h2 id="reference-title" className={classes.referenceTitle}>
        {say('editor.counterpart', { language: app(`languages.${language}`) })}
      </h2>
      {read.data !== undefined && <NoticeText text={read.data} language={language} />}
    </aside>
  );
}
