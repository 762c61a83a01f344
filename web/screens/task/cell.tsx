import { useLayoutEffect, useRef, useState } from 'react';
import type { Edit } from '../../../src/core/diff.ts';
import type { RowCell } from '../../../src/core/task-rows.ts';
import { languageTags, useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { Marked, Plain } from './marked.tsx';
import classes from './task.module.css';
import { useCellText } from './use-keeper.ts';

interface Editing {
  readonly cell: RowCell;
  readonly keeper: DraftKeeper;
  /** The sentence's number, as people count. */
  readonly number: number;
  readonly describedBy?: string;
}

/** A sentence that is written: a plain field that grows with its text. */
export function CellEditor({
  cell,
  keeper,
  number,
  describedBy,
  autoFocus = false,
}: Editing & { autoFocus?: boolean }) {
  const say = useWords('task');
  const text = useCellText(keeper, cell);
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowing(field, text);
  const keepCaret = useCaret(field, cell.id, text);
  const side = say(`sides.${cell.language}`);
  return (
    <textarea
      ref={field}
      className={classes.field}
      lang={languageTags[cell.language]}
      aria-label={say('rows.editorFor', { side, number })}
      aria-describedby={describedBy}
      placeholder={cell.text === '' ? say('rows.toWrite', { side }) : undefined}
      data-cell={cell.id}
      rows={1}
      value={text}
      autoFocus={autoFocus}
      onSelect={keepCaret}
      spellCheck={cell.language === 'en'}
      onChange={(event) => keeper.set(cell.id, event.target.value.replaceAll('\n', ' '))}
      onKeyDown={(event) => {
        // A sentence has no line breaks; while an input method composes, Enter is its own.
        if (event.key === 'Enter' && !hasModifier(event) && !event.nativeEvent.isComposing) {
          event.preventDefault();
        }
      }}
    />
  );
}

function hasModifier(event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}

const growsByItself = CSS.supports('field-sizing', 'content');

/** Browsers without `field-sizing` measure the field after each change. */
function useGrowing(field: { readonly current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const element = field.current;
    if (growsByItself || element === null) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [field, text]);
}

/**
 * When the sentence gets another number, its text is written into the field anew, which puts the caret at its end: it
 * goes back to where it was. Answers what has to be called when it moves.
 */
function useCaret(
  field: { readonly current: HTMLTextAreaElement | null },
  id: string,
  text: string,
): () => void {
  const caret = useRef({ text, from: 0, to: 0 });
  useLayoutEffect(() => {
    const element = field.current;
    const { from, to } = caret.current;
    if (element === null || element !== document.activeElement || caret.current.text !== text)
      return;
    if (element.selectionStart !== from || element.selectionEnd !== to)
      element.setSelectionRange(from, to);
  }, [field, id, text]);
  return () => {
    const element = field.current;
    if (element === null) return;
    caret.current = { text: element.value, from: element.selectionStart, to: element.selectionEnd };
  };
}

/** A sentence that may be written and seldom is: its text, or the offer of one, and a field once it is chosen. */
export function QuietCell({
  edits = null,
  ...editing
}: Editing & { edits?: readonly Edit[] | null }) {
  const { cell, keeper } = editing;
  const say = useWords('task');
  const text = useCellText(keeper, cell);
  const [isOpen, setOpen] = useState(false);
  const [wasTouched] = useState(() => text !== cell.text);
  if (isOpen || wasTouched) return <CellEditor {...editing} autoFocus={isOpen} />;
  const isMissing = cell.text === '';
  return (
    <button
      type="button"
      className={classes.quiet}
      data-missing={isMissing || undefined}
      title={isMissing ? undefined : say('rows.edit')}
      data-cell={cell.id}
      onClick={() => setOpen(true)}
    >
      {isMissing ? (
        say('rows.mayWrite', { side: say(`sides.${cell.language}`) })
      ) : edits === null ? (
        <Plain language={cell.language} text={text} />
      ) : (
        <Marked language={cell.language} edits={edits} />
      )}
    </button>
  );
}

/** A sentence that is read alone: as it is typed by whoever holds the task, as far as that is saved. */
export function ReadCell({ cell, keeper }: Pick<Editing, 'cell' | 'keeper'>) {
  const say = useWords('task');
  const text = useCellText(keeper, cell);
  if (text === '') return <span className={classes.nothing}>{say('rows.nothing')}</span>;
  return <Plain language={cell.language} text={text} />;
}
