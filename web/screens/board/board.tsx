import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../parts/page-title.ts';
import { pairStates } from '../../../src/core/sync.ts';
import { taskAges } from '../../../src/core/task-age.ts';
import { categoriesQuery } from '../../api/notices.ts';
import type { Summary } from '../../api/parity.ts';
import { summaryQuery } from '../../api/parity.ts';
import { useMay } from '../../api/session.ts';
import { StateMark } from '../../parts/notice-words.tsx';
import { ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { useFormats } from '../../words/format.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import classes from './board.module.css';
import { Card } from './card.tsx';
import { Exposure } from './exposure.tsx';
import { Trends } from './trends.tsx';
import { WorstList } from './worst-list.tsx';

/** For editors: how all pairs stand, what is worst, and how it has gone. */
export function Board() {
  const say = useWords('board');
  usePageTitle(say('title'));
  const read = useQuery(summaryQuery);
  return (
    <>
      <header className={classes.head}>
        <h1>{say('title')}</h1>
      </header>
      {read.data === undefined ? (
        read.error === null ? (
          <SkeletonRows rows={6} height={72} />
        ) : (
          <ProblemState error={read.error} retry={() => void read.refetch()} />
        )
      ) : (
        <Drawn summary={read.data} />
      )}
    </>
  );
}

function Drawn({ summary }: { summary: Summary }) {
  return (
    <div className={classes.board}>
      <States summary={summary} />
      <MostlyWaived summary={summary} />
      <Trends />
      <WorstList />
      <div className={classes.halves}>
        <Counts summary={summary} />
        <Categories summary={summary} />
      </div>
      <Exposure summary={summary} />
    </div>
  );
}

function States({ summary }: { summary: Summary }) {
  const say = useWords('board');
  const { number } = useFormats();
  return (
    <ul className={classes.states} aria-label={say('states')}>
      {pairStates.map((state) => (
        <li key={state}>
          <Link
            to="/notices"
            search={state === 'archived' ? { archived: 'true' } : { state }}
            className={classes.state}
            data-empty={(summary.states[state] ?? 0) === 0 || undefined}
          >
            <span className={classes.figure}>{number(summary.states[state] ?? 0)}</span>
            <StateMark state={state} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Checks whose findings are nearly always dismissed: a hint to change the house policy. */
function MostlyWaived({ summary }: { summary: Summary }) {
  const say = useWords('board');
  const mayChange = useMay()('setting.write');
  if (summary.mostlyWaived.length === 0) return null;
  return (
    <section className={classes.hint} aria-labelledby="mostly-waived">
      <h2 id="mostly-waived" className={classes.cardTitle}>
        {say('learned')}
      </h2>
      <ul className={classes.plain}>
        {summary.mostlyWaived.map(({ check, message }) => (
          <li key={check}>{message}</li>
        ))}
      </ul>
      {mayChange && (
        <Link to="/admin" search={{ part: 'policies' }}>
          {say('toPolicies')}
        </Link>
      )}
    </section>
  );
}

function Counts({ summary }: { summary: Summary }) {
  const say = useWords('board');
  const { number } = useFormats();
  const directions = [
    ['enAhead', 'en_ahead'],
    ['zhAhead', 'zh_ahead'],
    ['diverged', 'diverged'],
  ] as const;
  const severities = ['errors', 'warnings'] as const;
  return (
    <Card title={say('counts')}>
      <Group title={say('age')}>
        {taskAges.map((age) => (
          <Count
            key={age}
            label={
              <Link to="/notices" search={{ taskAge: age, sort: 'worst' }}>
                {say(`ages.${age}`)}
              </Link>
            }
            value={number(summary.ages[age])}
          />
        ))}
      </Group>
      <Group title={say('direction')}>
        {directions.map(([name, state]) => (
          <Count
            key={name}
            label={
              <Link to="/notices" search={{ state }}>
                {say(`directions.${name}`)}
              </Link>
            }
            value={number(summary.directions[name])}
          />
        ))}
      </Group>
      <Group title={say('findings')}>
        {severities.map((name) => (
          <Count key={name} label={say(name)} value={number(summary.findings[name])} />
        ))}
      </Group>
    </Card>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h3 className={classes.group}>{title}</h3>
      <dl className={classes.counts}>{children}</dl>
    </>
  );
}

function Count({ label, value }: { label: ReactNode; value: string }) {
  return (
    <div className={classes.count}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Categories({ summary }: { summary: Summary }) {
  const say = useWords('board');
  const language = useLanguage();
  const { number } = useFormats();
  const categories = useQuery(categoriesQuery).data ?? [];
  const nameOf = (id: string | null): string =>
    categories.find((one) => one.id === id)?.name[language] ?? id ?? say('noCategory');
  return (
    <Card title={say('categories')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{say('category')}</th>
            <th scope="col">{say('outOfStep')}</th>
            <th scope="col">{say('total')}</th>
          </tr>
        </thead>
        <tbody>
          {summary.categories.map(({ category, total, outOfStep }) => (
            <tr key={category ?? ''}>
              <th scope="row">
                {category === null ? (
                  nameOf(null)
                ) : (
                  <Link to="/notices" search={{ category }}>
                    {nameOf(category)}
                  </Link>
                )}
              </th>
              <td>
                {category === null ? (
                  number(outOfStep)
                ) : (
                  <Link
                    to="/notices"
                    search={{ category, outOfStep: 'true', sort: 'worst' }}
                    aria-label={say('outOfStepIn', {
                      shown: number(outOfStep),
                      category: nameOf(category),
                    })}
                  >
                    {number(outOfStep)}
                  </Link>
                )}
              </td>
              <td>{number(total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
