import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import type { Command } from 'prosemirror-state';
import { EditorState, NodeSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Language } from '../../../../src/core/language.ts';
import { announce } from '../../../notify/announce.ts';
import { toast } from '../../../notify/toast.tsx';
import { languageTags, useWords } from '../../../words/words.ts';
import { bodyOf, cleanPaste, documentOf } from './document.ts';
import classes from './editor.module.css';
import { pictureView } from './picture-view.ts';
import { schema } from './schema.ts';
import { toCell } from './table-commands.ts';
import { Toolbar } from './toolbar.tsx';

interface Rich {
  readonly language: Language;
  readonly label: string;
  /** What is in it at first. To put in another text, give the editor another key. */
  readonly body: string;
  /** Called at every change of the text. */
  readonly onChange: (body: string) => void;
}

const { marks, nodes } = schema;

const lineBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
};

/** A figure is nothing without its picture: deleting that alone would leave an empty one in its place. */
const deleteFigure: Command = ({ selection, tr }, dispatch) => {
  if (!(selection instanceof NodeSelection) || selection.node.type !== nodes.picture) return false;
  dispatch?.(tr.delete(selection.$from.before(), selection.$from.after()).scrollIntoView());
  return true;
};

const keys = {
  Backspace: deleteFigure,
  Delete: deleteFigure,
  'Mod-z': undo,
  'Mod-y': redo,
  'Mod-Shift-z': redo,
  'Mod-b': toggleMark(marks.strong),
  'Mod-i': toggleMark(marks.em),
  'Shift-Enter': chainCommands(exitCode, lineBreak),
  Enter: splitListItem(nodes.list_item),
  'Mod-]': sinkListItem(nodes.list_item),
  'Mod-[': liftListItem(nodes.list_item),
  // In tables alone, and not past their last cell: elsewhere Tab leaves the editor.
  Tab: toCell(1),
  'Shift-Tab': toCell(-1),
};

function stateOf(body: string): EditorState {
  return EditorState.create({
    doc: documentOf(body),
    plugins: [history(), keymap(keys), keymap(baseKeymap)],
  });
}

/** What whoever pastes has to know of, by the codes of the readers. */
const pasteNews = [
  'image_dropped',
  'link_dropped',
  'embedded_dropped',
  'deleted_dropped',
  'struck_kept',
] as const;

/** Rich text within what a body may hold. */
export function RichEditor({ language, label, body, onChange }: Rich) {
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const [state, setState] = useState<EditorState | null>(null);
  const tell = useEffectEvent(onChange);
  const say = useWords('notice');
  const tellLeftOut = useEffectEvent((codes: readonly string[]): void => {
    const told = pasteNews.filter((code) => codes.includes(code));
    for (const code of told) toast(say(`editor.pasted.${code}`));
    if (told.length > 0) announce(told.map((code) => say(`editor.pasted.${code}`)).join(' '));
  });
  const open = useEffectEvent((mount: HTMLElement) => {
    const broken = say('editor.brokenPicture');
    const made: EditorView = new EditorView(mount, {
      state: stateOf(body),
      attributes: {
        lang: languageTags[language],
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        class: classes.content ?? '',
      },
      transformPastedHTML: (html) => {
        const { html: clean, leftOut } = cleanPaste(html);
        tellLeftOut(leftOut);
        return clean;
      },
      nodeViews: { picture: pictureView(broken), image: pictureView(broken) },
      dispatchTransaction: (transaction) => {
        const next = made.state.apply(transaction);
        made.updateState(next);
        setState(next);
        if (transaction.docChanged) tell(bodyOf(next.doc));
      },
    });
    return made;
  });
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = open(place.current);
    setView(made);
    setState(made.state);
    return () => made.destroy();
  }, []);
  return (
    <div className={classes.editor}>
      {view !== null && state !== null && <Toolbar view={view} state={state} />}
      <div ref={place} className={classes.place} />
    </div>
  );
}
