import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Language } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import type { ReportRow } from '../../../src/core/report-rows.ts';
import { factPieces, gravestOf, isAtFault, reportRows } from '../../../src/core/report-rows.ts';
import type { Finding, TextsReport } from '../../api/parity.ts';
import { Content } from '../../parts/content.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useWords } from '../../words/words.ts';
import classes from './compare.module.css';

const tones = { error: 'bad', warning: 'warn', hint: 'plain' } as const;
/** Rows that are drawn at a time: a notice has fewer. */
const rowsAtOnce = 300;

/** Why a score would say little: both texts seem to be in one language, or each in the place of the other. */
export type Doubt = 'oneLanguage' | 'exchanged' | null;

/** What came of it: how well the two agree, and then sentence by sentence. */
export function Result({ report, doubt }: { report: TextsReport; doubt: Doubt }) {
  const say = useWords('compare');
  const { rows, elsewhere } = useMemo(() => reportRows(report), [report]);
  const [shown, setShown] = useState(rowsAtOnce);
  return (
    <section aria-labelledby="answer">
      <Score report={report} doubt={doubt} />
      <LeftOut report={report} />
      {elsewhere.length > 0 && <Findings findings={elsewhere} />}
      <p className={classes.legend}>{say('legend')}</p>
      <ol className={classes.rows} aria-label={say('alignment')}>
        {rows.slice(0, shown).map((row, at) => (
          <Row
            key={`${row.en.join()}/${row.zh.join()}`}
            number={at + 1}
            row={row}
            report={report}
          />
        ))}
      </ol>
      {rows.length > shown && (
        <Button
          variant="default"
          size="xs"
          onClick={() => setShown((before) => before + rowsAtOnce)}
        >
          {say('moreRows', { count: rows.length - shown })}
        </Button>
      )}
    </section>
  );
}

function Score({ report: { score, findings }, doubt }: { report: TextsReport; doubt: Doubt }) {
  const say = useWords('compare');
  const worst = gravestOf(findings);
  return (
    <div className={classes.score}>
      {doubt === null && (
        <strong className={classes.number} data-worst={worst} aria-hidden="true">
          {score}
        </strong>
      )}
      <div>
        <h2 id="answer">{say(`verdict.${doubt ?? worst}`)}</h2>
        <p className={classes.counts}>
          {doubt === null && (
            <span className="seen-by-readers-only">{say('score', { score })}</span>
          )}
          {(['error', 'warning', 'hint'] as const).map((severity) => {
            const count = findings.filter((each) => each.severity === severity).length;
            return (
              count > 0 && (
                <Mark key={severity} tone={tones[severity]}>
                  {say(`counts.${severity}`, { count })}
                </Mark>
              )
            );
          })}
        </p>
        <p className={classes.meaning}>
          {say(doubt === null ? 'scoreMeaning' : `verdict.${doubt}Meaning`)}
        </p>
      </div>
    </div>
  );
}

/** What was taken out of the texts before they were compared, each thing once. */
function LeftOut({ report: { warnings = [] } }: { report: TextsReport }) {
  const say = useWords('compare');
  const lines = new Set(
    warnings.map(({ path, message }) => `${say(path.startsWith('zh') ? 'zh' : 'en')}: ${message}`),
  );
  if (lines.size === 0) return null;
  return (
    <div className={classes.leftOut}>
      <strong>{say('leftOut')}</strong>
      <ul>
        {[...lines].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

interface Shown {
  readonly row: ReportRow<Finding>;
  readonly report: TextsReport;
}

function Row({ row, report, number }: Shown & { number: number }) {
  const say = useWords('compare');
  const { findings, sureness } = row;
  return (
    <li className={classes.row} data-worst={gravestOf(findings)}>
      <span className={classes.at} aria-hidden="true">
        {number}
      </span>
      {languages.map((side) => (
        <div key={side} className={classes.side}>
          <span className="seen-by-readers-only">{say(`side.${side}`)}:</span>
          {row[side].length === 0 ? (
            <span className={classes.alone}>{say(`alone.${side}`)}</span>
          ) : (
            row[side].map((index) => (
              <Sentence key={index} index={index} side={side} row={row} report={report} />
            ))
          )}
        </div>
      ))}
      {(sureness === 'likely' || sureness === 'unsure') && (
        <span className={classes.sureness}>{say(`sureness.${sureness}`)}</span>
      )}
      {findings.length > 0 && <Findings findings={findings} />}
    </li>
  );
}

function Sentence({
  index,
  side,
  row: { findings },
  report,
}: Shown & { index: number; side: Language }) {
  const say = useWords('compare');
  const segment = report[side].segments[index];
  if (segment === undefined) return null;
  if (segment.text === '') return <p className={classes.alone}>{say('picture')}</p>;
  const facts = report.facts[side].filter((fact) => fact.segment === index);
  const isHeading = segment.block === 'title' || segment.block.startsWith('heading');
  return (
    <p className={classes.sentence} data-heading={isHeading || undefined}>
      <Content language={side}>
        {factPieces(segment.text, facts).map(({ text, fact }, at) =>
          fact === null ? (
            text
          ) : (
            <mark
              // oxlint-disable-next-line react/no-array-index-key -- pieces have no name but their place
              key={at}
              data-fault={isAtFault(fact, side, findings) || undefined}
              title={say(fact.hedge === undefined ? 'fact' : 'factHedged', {
                type: say(`facts.${fact.type}`),
                value: fact.value,
                hedge: fact.hedge === undefined ? '' : say(`hedges.${fact.hedge}`),
              })}
            >
              {text}
            </mark>
          ),
        )}
      </Content>
    </p>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const say = useWords('compare');
  return (
    <ul className={classes.findings}>
      {findings.map(({ id, severity, check, message, fix }) => (
        <li key={id} className={classes.finding} data-severity={severity}>
          <Icon name={severity} size={14} />
          <div>
            <strong>
              <span className="seen-by-readers-only">{say(`severity.${severity}`)}: </span>
              {say(`checks.${check}`)}
            </strong>{' '}
            {message}
            {fix !== undefined && (
              <p className={classes.fix}>
                {say(`fix.${fix.side}`)} <Content language={fix.side}>{fix.text}</Content>
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
