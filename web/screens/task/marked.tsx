import type { Edit } from '../../../src/core/diff.ts';
import type { Language } from '../../../src/core/language.ts';
import { piecesOf } from '../../../src/core/patch-text.ts';
import { Content } from '../../parts/content.tsx';
import classes from './task.module.css';

/** Old and new wording in one: what went is struck out, what came is underlined. */
export function Marked({ language, edits }: { language: Language; edits: readonly Edit[] }) {
  return (
    <Content language={language} className={classes.text}>
      {edits.map(({ op, text }, place) => {
        if (op === 'keep') return text;
        const Tag = op === 'insert' ? 'ins' : 'del';
        // oxlint-disable-next-line react/no-array-index-key -- edits have no name but their place
        return <Tag key={place}>{text}</Tag>;
      })}
    </Content>
  );
}

/** A text with its placeholders as small numbers. */
export function Plain({ language, text }: { language: Language; text: string }) {
  return (
    <Content language={language} className={classes.text}>
      {piecesOf(text).map(({ kind, text: piece }, place) =>
        kind === 'words' ? (
          piece
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- pieces have no name but their place
          <span key={place} className={classes.chip}>
            {piece}
          </span>
        ),
      )}
    </Content>
  );
}
