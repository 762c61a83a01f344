import type { Language, Pair } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import type { LedgerGraph, LedgerJoin } from '../../../src/core/ledger-graph.ts';
import { laneSpans } from '../../../src/core/ledger-graph.ts';
import type { RevisionSummary } from '../../api/notices.ts';
import classes from './ledger.module.css';

export const rowHeight = 56;
const width = 104;
const lanes: Readonly<Record<Language, number>> = { en: 26, zh: 78 };
const radius = 6;

/** The picture; what it says stands in words in the rows beside it. */
export function LedgerPicture({
  graph,
  heads,
}: {
  graph: LedgerGraph<RevisionSummary>;
  heads: Pair<number>;
}) {
  const height = Math.max(1, graph.rows.length) * rowHeight;
  const spans = laneSpans(graph.rows);
  return (
    <svg
      className={classes.picture}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      {languages.map((language) => {
        const span = spans[language];
        return (
          span !== null && (
            <line
              key={language}
              className={classes.lane}
              x1={lanes[language]}
              x2={lanes[language]}
              y1={middle(span[0])}
              y2={middle(span[1])}
            />
          )
        );
      })}
      {graph.joins.map((join) => (
        <Join key={join.id} join={join} bottom={height} />
      ))}
      {graph.rows.map((row, at) =>
        languages.map((language) => {
          const revision = row.revisions[language];
          if (revision === undefined) return null;
          return (
            <circle
              key={`${language} ${revision.number}`}
              className={classes.node}
              data-pending={revision.pending || undefined}
              data-head={revision.number === heads[language] || undefined}
              cx={lanes[language]}
              cy={middle(at)}
              r={radius}
            />
          );
        }),
      )}
    </svg>
  );
}

function middle(row: number): number {
  return row * rowHeight + rowHeight / 2;
}

/** A curve between two revisions; out of the picture where one is older than what is shown. */
function Join({ join, bottom }: { join: LedgerJoin; bottom: number }) {
  if (join.rows.en === null && join.rows.zh === null) return null;
  const from = { x: lanes.en, y: join.rows.en === null ? bottom : middle(join.rows.en) };
  const to = { x: lanes.zh, y: join.rows.zh === null ? bottom : middle(join.rows.zh) };
  const half = (from.x + to.x) / 2;
  return (
    <path
      className={classes.join}
      data-standing={join.standing || undefined}
      data-retracted={join.retracted || undefined}
      d={`M${from.x} ${from.y} C${half} ${from.y} ${half} ${to.y} ${to.x} ${to.y}`}
    />
  );
}
