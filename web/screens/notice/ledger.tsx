import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Language } from '../../../src/core/language.ts';
import type { LedgerGraph } from '../../../src/core/ledger-graph.ts';
import { ledgerGraph } from '../../../src/core/ledger-graph.ts';
import type { NoticeDetail, RevisionSummary } from '../../api/notices.ts';
import { revisionsQuery } from '../../api/notices.ts';
import { syncPointsQuery } from '../../api/parity.ts';
import { ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { useWords } from '../../words/words.ts';
import { CompareRevisions } from './compare-revisions.tsx';
import { LedgerPicture, rowHeight } from './ledger-picture.tsx';
import { LedgerRow } from './ledger-row.tsx';
import classes from './ledger.module.css';
import { StandingPoint } from './standing-point.tsx';

/** Two lanes of revisions joined by sync points, and any two revisions of a lane compared. */
export function Ledger({ notice }: { notice: NoticeDetail }) {
  const say = useWords('notice');
  const en = useQuery({ ...revisionsQuery(notice.slug, 'en'), enabled: notice.head.en > 0 });
  const zh = useQuery({ ...revisionsQuery(notice.slug, 'zh'), enabled: notice.head.zh > 0 });
  const points = useQuery(syncPointsQuery(notice.slug));
  const [compared, setCompared] = useState<Compared | null>(null);
  const failed = [en, zh, points].find(({ isLoadingError }) => isLoadingError);
  if (failed !== undefined) {
    return <ProblemState error={failed.error} retry={() => void failed.refetch()} />;
  }
  if (points.data === undefined || en.isLoading || zh.isLoading) return <SkeletonRows rows={5} />;
  const graph = ledgerGraph({ en: en.data?.items ?? [], zh: zh.data?.items ?? [] }, points.data);
  return (
    <div className={classes.ledger}>
      <p className={classes.lead}>{say('ledger.lead')}</p>
      <StandingPoint notice={notice} points={points.data} />
      <div className={classes.graph}>
        <LedgerPicture graph={graph} heads={notice.head} />
        <ol className={classes.rows} aria-label={say('ledger.label')}>
          {graph.rows.map((row) => (
            <li
              key={`${row.revisions.en?.number ?? ''}-${row.revisions.zh?.number ?? ''}`}
              className={classes.row}
              style={{ minHeight: rowHeight }}
            >
              <LedgerRow
                notice={notice}
                row={row}
                points={points.data}
                onCompare={(language, number) => setCompared(rangeOf(graph, language, number))}
              />
            </li>
          ))}
        </ol>
      </div>
      {compared !== null && (
        <CompareRevisions
          notice={notice}
          {...compared}
          numbers={numbersOf(graph, compared.language)}
          close={() => setCompared(null)}
        />
      )}
    </div>
  );
}

interface Compared {
  readonly language: Language;
  readonly from: number;
  readonly to: number;
}

/** A revision with the one before it in its lane. */
function rangeOf(graph: LedgerGraph<RevisionSummary>, language: Language, to: number): Compared {
  const before = numbersOf(graph, language).find((number) => number < to);
  return { language, from: before ?? to, to };
}

function numbersOf(graph: LedgerGraph<RevisionSummary>, language: Language): number[] {
  return graph.rows.flatMap(({ revisions }) => revisions[language]?.number ?? []);
}
