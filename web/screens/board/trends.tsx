import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Trends as Read } from '../../api/parity.ts';
import { trendsQuery } from '../../api/parity.ts';
import { ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { useWords } from '../../words/words.ts';
import classes from './board.module.css';
import { Card } from './card.tsx';
import { Chart } from './chart.tsx';

const stepless = new Set(['in_sync', 'single', 'archived']);

/** The board over time: open work, what came and what was done, time to parity, stale views. */
export function Trends() {
  const say = useWords('board');
  const { by = 'day' } = useSearch({ from: '/board' });
  const navigate = useNavigate();
  const read = useQuery(trendsQuery(by));
  return (
    <section aria-label={say('trends')}>
      <div className={classes.trendsHead}>
        <h2 className={classes.cardTitle}>{say('trends')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={say('by')}
          value={by}
          onChange={(value) =>
            void navigate({
              to: '/board',
              search: value === 'week' ? { by: value } : {},
              replace: true,
            })
          }
          data={[
            { value: 'day', label: say('byDay') },
            { value: 'week', label: say('byWeek') },
          ]}
        />
      </div>
      {read.isLoadingError && <ProblemState error={read.error} />}
      {read.data === undefined && read.error === null && <SkeletonRows rows={1} height={180} />}
      {read.data !== undefined && <Charts trends={read.data} />}
    </section>
  );
}

function Charts({ trends: { points } }: { trends: Read }) {
  const say = useWords('board');
  const starts = points.map(({ start }) => start);
  const open = points.map(({ states }) =>
    Object.entries(states).reduce(
      (sum, [state, count]) => (stepless.has(state) ? sum : sum + count),
      0,
    ),
  );
  return (
    <div className={classes.charts}>
      <Card
        title={
          <Link to="/notices" search={{ outOfStep: 'true', sort: 'worst' }}>
            {say('charts.open')}
          </Link>
        }
      >
        <Chart
          label={say('charts.open')}
          starts={starts}
          kind="line"
          whole
          series={[{ name: say('charts.open'), values: open }]}
        />
      </Card>
      {/* No list holds what these two count: their headings lead nowhere. */}
      <Card title={say('charts.work')}>
        <Chart
          label={say('charts.work')}
          starts={starts}
          kind="bars"
          whole
          series={[
            { name: say('charts.opened'), values: points.map(({ opened }) => opened) },
            { name: say('charts.done'), values: points.map(({ done }) => done) },
          ]}
        />
      </Card>
      <Card title={say('charts.hours')}>
        <Chart
          label={say('charts.hours')}
          starts={starts}
          kind="line"
          series={[
            { name: say('charts.hours'), values: points.map((point) => point.medianHoursToParity) },
          ]}
        />
      </Card>
      <Card title={<a href="#exposure">{say('charts.exposure')}</a>}>
        <Chart
          label={say('charts.exposure')}
          starts={starts}
          kind="bars"
          whole
          series={[
            { name: say('charts.exposure'), values: points.map(({ exposure }) => exposure) },
          ]}
        />
      </Card>
    </div>
  );
}
