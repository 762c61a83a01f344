import { Button } from '@mantine/core';
import type { Language } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import { isFollowed } from '../../../src/core/linked-blocks.ts';
import type { Constraint, NoticeReport } from '../../api/parity.ts';
import { Content } from '../../parts/content.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words/words.ts';
import type { Correct } from './correction.ts';
import classes from './texts.module.css';

interface Standing {
  readonly report: NoticeReport;
  /** Null: the reader may look at them only. */
  readonly correct: Correct | null;
  readonly close: () => void;
}

/** The hand corrections of the alignment that stand: each of them, or all, can be taken back. */
export function Corrections({ report, correct, close }: Standing) {
  const say = useWords('notice');
  const { corrections } = report;
  // The dialog closes with its last correction: nothing is left in it.
  const keep = async (kept: readonly Constraint[]): Promise<void> => {
    const isDone = await correct?.(kept, say('hand.takenBack'));
    if (isDone === true && kept.length === 0) close();
  };
  return (
    <Dialog title={say('hand.title')} close={close} size="lg">
      <ol className={classes.corrections}>
        {corrections.map((correction) => (
          <li key={JSON.stringify(correction)} className={classes.correction}>
            {languages.map((side) => (
              <Side key={side} report={report} side={side} correction={correction} />
            ))}
            <span className={classes.correctionActs}>
              {!isFollowed(report, correction) && (
                <span className={classes.hint}>{say('hand.unused')}</span>
              )}
              {correct !== null && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={say('hand.takeBackOf', { text: wordsOf(report, correction) })}
                  onClick={() => void keep(corrections.filter((one) => one !== correction))}
                >
                  {say('hand.takeBack')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ol>
      {correct !== null && corrections.length > 1 && (
        <Button size="xs" variant="default" onClick={() => void keep([])}>
          {say('hand.takeAllBack')}
        </Button>
      )}
    </Dialog>
  );
}

interface SideOf {
  readonly report: NoticeReport;
  readonly side: Language;
  readonly correction: Constraint;
}

function Side({ report, side, correction }: SideOf) {
  const say = useWords('notice');
  const text = textOf(report, side, correction);
  return (
    <p className={classes.correctionText}>
      {text === '' ? (
        <span className={classes.hint}>{say('texts.unanswered')}</span>
      ) : (
        <Content language={side}>{text}</Content>
      )}
    </p>
  );
}

function textOf(report: NoticeReport, side: Language, correction: Constraint): string {
  return correction[side].map((index) => report[side].segments[index]?.text ?? '').join(' ');
}

/** What tells one correction from the others: the words of the side that has some. */
function wordsOf(report: NoticeReport, correction: Constraint): string {
  return textOf(report, 'en', correction) || textOf(report, 'zh', correction);
}
