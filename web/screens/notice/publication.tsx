import { Button, Group, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Language } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import { shownToReaders } from '../../../src/core/publication.ts';
import type { WaitingPublication } from '../../../src/core/waiting-publications.ts';
import { waitingPublications } from '../../../src/core/waiting-publications.ts';
import type { NoticeDetail } from '../../api/notices.ts';
import { historyQuery } from '../../api/notices.ts';
import { useMay } from '../../api/session.ts';
import { Mark } from '../../parts/mark.tsx';
import { useFormats } from '../../words/format.ts';
import { useWords } from '../../words/words.ts';
import { useNoticeActs } from './acts.ts';
import classes from './publication.module.css';

/** What readers get of each language, what waits, and publishing and withdrawing. */
export function Publication({ notice }: { notice: NoticeDetail }) {
  const say = useWords('notice');
  const history = useInfiniteQuery(historyQuery(notice.slug));
  const waiting = waitingPublications(history.data?.pages.flatMap(({ items }) => items) ?? []);
  const meant = languages.filter(
    (language) => notice.languages === 'both' || notice.languages === language,
  );
  return (
    <div className={classes.publication}>
      <p className={classes.lead}>
        {say(
          notice.state === 'archived' ? 'publish.archived' : `publish.releases.${notice.release}`,
        )}
      </p>
      {meant.map((language) => (
        <Side key={language} notice={notice} language={language} waiting={waiting[language]} />
      ))}
    </div>
  );
}

interface SideProps {
  readonly notice: NoticeDetail;
  readonly language: Language;
  readonly waiting: WaitingPublication | null;
}

function Side({ notice, language, waiting }: SideProps) {
  const say = useWords('notice');
  const app = useWords('app');
  const mayPublish = useMay()('notice.publish') && notice.state !== 'archived';
  const { head } = notice;
  const number = shownToReaders(notice)[language];
  return (
    // It gets the focus when a button of it that was pressed is no longer offered.
    <section className={classes.side} aria-label={app(`languages.${language}`)} tabIndex={-1}>
      <h2 className={classes.name}>{app(`languages.${language}`)}</h2>
      <div className={classes.facts}>
        {number === null ? (
          <Mark tone="plain">{say('publish.notPublic')}</Mark>
        ) : (
          <Mark tone="good">{say('publish.public', { number })}</Mark>
        )}
        {head[language] > 0 && number !== head[language] && (
          <Mark tone="blue">{say('publish.newest', { number: head[language] })}</Mark>
        )}
        {number !== null && (
          <a href={`/${language}/notices/${notice.slug}`} target="_blank" rel="noopener">
            {say('publish.page')}
          </a>
        )}
      </div>
      {waiting !== null && <Waiting waiting={waiting} />}
      {mayPublish && <SideActs notice={notice} language={language} waiting={waiting} />}
    </section>
  );
}

function Waiting({ waiting: { revision, waiting, at } }: { waiting: WaitingPublication }) {
  const say = useWords('notice');
  const { dateTime } = useFormats();
  return (
    <p className={classes.waiting}>
      {waiting === 'time' && at !== null
        ? say('publish.waitingTime', { number: revision, time: dateTime(at) })
        : say('publish.waitingParity', { number: revision })}
    </p>
  );
}

function SideActs({ notice, language, waiting }: SideProps) {
  const say = useWords('notice');
  const app = useWords('app');
  const acts = useNoticeActs(notice);
  // Both languages have the same buttons: read aloud, each says whose it is.
  const nameOf = (act: string): string =>
    say('publish.actOf', { act, language: app(`languages.${language}`) });
  const [isBusy, setBusy] = useState(false);
  const [time, setTime] = useState<string | null>(null);
  const [isPast, setPast] = useState(false);
  const number = notice.published[language];
  const head = notice.head[language];
  const withdrawing =
    number !== null && waiting !== null ? say('withdraw.both', { number }) : say('withdraw.button');
  const during = async (act: Promise<void>): Promise<void> => {
    setBusy(true);
    await act;
    setBusy(false);
    setTime(null);
  };
  return (
    <Group gap="xs" align="flex-end">
      {head > 0 && number !== head && (
        <>
          <Button
            size="xs"
            loading={isBusy}
            aria-label={nameOf(say('publish.now', { number: head }))}
            onClick={() => void during(acts.publish(language, { revision: head }))}
          >
            {say('publish.now', { number: head })}
          </Button>
          {time === null && (
            <Button
              size="xs"
              variant="default"
              aria-label={nameOf(say('publish.later'))}
              onClick={() => setTime('')}
            >
              {say('publish.later')}
            </Button>
          )}
        </>
      )}
      {time !== null && (
        <form
          className={classes.schedule}
          onSubmit={(event) => {
            event.preventDefault();
            const wished = new Date(time);
            const isFuture = wished.getTime() > Date.now();
            setPast(!isFuture);
            if (!isFuture) return;
            const at = wished.toISOString();
            void during(acts.publish(language, { revision: head, at }));
          }}
        >
          <TextInput
            type="datetime-local"
            size="xs"
            required
            autoFocus
            label={say('publish.at')}
            value={time}
            error={isPast ? say('publish.past') : undefined}
            onChange={({ currentTarget }) => {
              setPast(false);
              setTime(currentTarget.value);
            }}
          />
          <Button size="xs" type="submit" disabled={time === ''}>
            {say('publish.schedule')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setTime(null)}>
            {say('cancel')}
          </Button>
        </form>
      )}
      {waiting !== null && (
        <Button
          size="xs"
          variant="default"
          loading={isBusy}
          aria-label={nameOf(say('withdraw.cancel'))}
          onClick={() => void during(acts.cancel(language))}
        >
          {say('withdraw.cancel')}
        </Button>
      )}
      {number !== null && (
        <Button
          size="xs"
          variant="default"
          loading={isBusy}
          aria-label={nameOf(withdrawing)}
          onClick={() => void during(acts.withdraw(language, waiting))}
        >
          {withdrawing}
        </Button>
      )}
    </Group>
  );
}
