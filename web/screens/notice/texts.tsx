import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Language } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import type { NoticeDetail } from '../../api/notices.ts';
import { hasReport, reportQuery } from '../../api/parity.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { noteIds } from './block-marks.ts';
import { Findings } from './findings.tsx';
import { HandLinkBar } from './hand-link.tsx';
import { useLinkedPanes } from './linked-panes.ts';
import { TextPane } from './text-pane.tsx';
import classes from './texts.module.css';

/** Both versions next to each other, scrolled together; what answers the block in hand is lit. */
export function Texts({ notice }: { notice: NoticeDetail }) {
  const say = useWords('notice');
  const app = useWords('app');
  const meant = languages.filter(
    (language) => notice.languages === 'both' || notice.languages === language,
  );
  const isPair = hasReport(notice);
  const report = useQuery({ ...reportQuery(notice.slug), enabled: isPair });
  const reader = useLanguage();
  const [shown, setShown] = useState<Language>(
    meant.includes(reader) ? reader : (meant[0] ?? 'en'),
  );
  const panes = useLinkedPanes(report.data ?? null, setShown);
  return (
    <div className={classes.texts} data-pair={isPair || undefined}>
      <div className={classes.bar}>
        {meant.length === 2 && (
          <SegmentedControl
            size="xs"
            className={classes.switch}
            aria-label={say('texts.side')}
            value={shown}
            onChange={(value) => setShown(value === 'zh' ? 'zh' : 'en')}
            data={languages.map((language) => ({
              value: language,
              label: app(`languages.${language}`),
            }))}
          />
        )}
        {report.data !== undefined && (
          <HandLinkBar notice={notice} report={report.data} panes={panes} />
        )}
      </div>
      <div
        className={classes.panes}
        data-shown={shown}
        data-alone={meant.length === 1 || undefined}
      >
        {meant.map((language) => (
          <TextPane key={language} notice={notice} language={language} panes={panes} />
        ))}
      </div>
      {isPair && (
        <Findings
          notice={notice}
          report={report}
          onPlace={(side, block) => panes.go({ side, block })}
        />
      )}
      <p id={noteIds.answered} hidden>
        {say('texts.answeredBy')}
      </p>
      <p id={noteIds.unanswered} hidden>
        {say('texts.unanswered')}
      </p>
      <p id={noteIds.picked} hidden>
        {say('hand.picked')}
      </p>
    </div>
  );
}
