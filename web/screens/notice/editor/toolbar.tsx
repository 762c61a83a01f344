import { NativeSelect } from '@mantine/core';
import { setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import type { MarkType } from 'prosemirror-model';
import { wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { KeyboardEvent, ReactNode } from 'react';
import { useState } from 'react';
import type { IconName } from '../../../parts/icon.tsx';
import { Icon } from '../../../parts/icon.tsx';
import type { Namespaces } from '../../../words/namespaces.ts';
import { useWords } from '../../../words/words.ts';
import classes from './editor.module.css';
import { ImageForm } from './image-form.tsx';
import { LinkForm } from './link-form.tsx';
import { schema } from './schema.ts';
import {
  addColumn,
  addRow,
  deleteColumn,
  deleteRow,
  insertTable,
  isInTable,
} from './table-commands.ts';

interface Bar {
  readonly view: EditorView;
  readonly state: EditorState;
}

type Word = keyof Namespaces['notice']['editor']['toolbar'];

interface Tool {
  readonly word: Word;
  readonly sign: ReactNode;
  readonly command: Command;
  readonly mark?: MarkType;
  readonly keys?: string;
}

const { marks, nodes } = schema;

const insertRule: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.horizontal_rule.create()).scrollIntoView());
  return true;
};

const tools: readonly Tool[] = [
  {
    word: 'strong',
    sign: <b>B</b>,
    command: toggleMark(marks.strong),
    mark: marks.strong,
    keys: 'Control+B',
  },
  { word: 'em', sign: <i>I</i>, command: toggleMark(marks.em), mark: marks.em, keys: 'Control+I' },
  { word: 'sup', sign: <Icon name="above" />, command: toggleMark(marks.sup), mark: marks.sup },
  { word: 'sub', sign: <Icon name="below" />, command: toggleMark(marks.sub), mark: marks.sub },
  { word: 'code', sign: <code>&lt;&gt;</code>, command: toggleMark(marks.code), mark: marks.code },
  { word: 'bullets', sign: <Icon name="bullets" />, command: wrapInList(nodes.bullet_list) },
  { word: 'numbers', sign: <Icon name="numbers" />, command: wrapInList(nodes.ordered_list) },
  { word: 'quote', sign: '❝', command: wrapIn(nodes.blockquote) },
  { word: 'rule', sign: '―', command: insertRule },
  { word: 'table', sign: <Icon name="table" />, command: insertTable },
];

const tableTools: readonly Tool[] = [
  { word: 'rowAfter', sign: '↧+', command: addRow },
  { word: 'columnAfter', sign: '↦+', command: addColumn },
  { word: 'rowDelete', sign: '↧−', command: deleteRow },
  { word: 'columnDelete', sign: '↦−', command: deleteColumn },
];

const ends: readonly Tool[] = [
  { word: 'undo', sign: <Icon name="undo" />, command: undo, keys: 'Control+Z' },
  { word: 'redo', sign: <Icon name="redo" />, command: redo, keys: 'Control+Y' },
];

/** Formatting of what is selected. One stop for Tab; the arrow keys go through it. */
export function Toolbar({ view, state }: Bar) {
  const say = useWords('notice');
  const [form, setForm] = useState<'link' | 'image' | null>(null);
  const buttonFor = (tool: Tool) => (
    <ToolButton key={tool.word} tool={tool} view={view} state={state} />
  );
  const close = (): void => {
    setForm(null);
    view.focus();
  };
  return (
    <>
      <div
        className={classes.toolbar}
        role="toolbar"
        aria-label={say('editor.toolbar.label')}
        onKeyDown={moveFocus}
      >
        <StyleChoice view={view} state={state} />
        {tools.map(buttonFor)}
        <FormButton
          word="link"
          icon="link"
          isOn={isMarked(state, marks.link)}
          open={() => setForm('link')}
        />
        <FormButton word="image" icon="image" isOn={false} open={() => setForm('image')} />
        {isInTable(state) && tableTools.map(buttonFor)}
        {ends.map(buttonFor)}
      </div>
      {form === 'link' && <LinkForm view={view} close={close} />}
      {form === 'image' && <ImageForm view={view} close={close} />}
    </>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by === undefined || event.target instanceof HTMLSelectElement) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = buttons.indexOf(event.target as HTMLElement);
  buttons[(at + by + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}

function ToolButton({ tool, view, state }: Bar & { tool: Tool }) {
  const say = useWords('notice');
  const { word, sign, command, mark, keys } = tool;
  return (
    <button
      type="button"
      className={classes.tool}
      title={say(`editor.toolbar.${word}`)}
      aria-label={say(`editor.toolbar.${word}`)}
      aria-keyshortcuts={keys}
      {...(mark === undefined ? {} : { 'aria-pressed': isMarked(state, mark) })}
      disabled={!command(state)}
      // The selection in the text stays where it is.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        command(view.state, view.dispatch);
        view.focus();
      }}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

function FormButton({
  word,
  icon,
  isOn,
  open,
}: {
  word: Word;
  icon: IconName;
  isOn: boolean;
  open: () => void;
}) {
  const say = useWords('notice');
  return (
    <button
      type="button"
      className={classes.tool}
      title={say(`editor.toolbar.${word}`)}
      aria-label={say(`editor.toolbar.${word}`)}
      aria-pressed={isOn}
      onMouseDown={(event) => event.preventDefault()}
      onClick={open}
    >
      <Icon name={icon} />
    </button>
  );
}

const styles = ['paragraph', 'heading2', 'heading3', 'heading4'] as const;

function StyleChoice({ view, state }: Bar) {
  const say = useWords('notice');
  const { parent } = state.selection.$from;
  const present =
    parent.type === nodes.heading ? `heading${String(parent.attrs['level'])}` : 'paragraph';
  const choose = (value: string): void => {
    const level = Number(value.slice(-1));
    const command =
      value === 'paragraph'
        ? setBlockType(nodes.paragraph)
        : setBlockType(nodes.heading, { level });
    command(view.state, view.dispatch);
    view.focus();
  };
  return (
    <NativeSelect
      size="xs"
      aria-label={say('editor.toolbar.style')}
      value={present}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
      data={styles.map((value) => ({ value, label: say(`editor.toolbar.${value}`) }))}
    />
  );
}

function isMarked(state: EditorState, mark: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  if (!empty) return state.doc.rangeHasMark(from, to, mark);
  return (state.storedMarks ?? $from.marks()).some(({ type }) => type === mark);
}
