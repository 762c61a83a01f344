import type { Edit, WordSplitter } from './diff/words.ts';
import { defaultSplitter, editsBetween, tokensOf } from './diff/words.ts';
import { escapeBraces, placeholderTokens } from './document/placeholders.ts';
import type { Language } from './language.ts';

/** A stretch of a text with placeholders: plain words, or a placeholder such as `{1}`, `{/1}`, `{2/}`. */
export interface TextPiece {
  readonly kind: 'words' | 'placeholder';
  readonly text: string;
}

/** The pieces of a text with placeholders. Doubled braces are plain ones. */
export function piecesOf(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let words = '';
  for (const token of placeholderTokens(text)) {
    if (token.type === 'text') {
      words += token.text;
      continue;
    }
    if (words !== '') pieces.push({ kind: 'words', text: words });
    words = '';
    pieces.push({ kind: 'placeholder', text: token.written });
  }
  if (words !== '') pieces.push({ kind: 'words', text: words });
  return pieces;
}

/** The text without its placeholders, as people read it. */
export function plainText(text: string): string {
  return piecesOf(text)
    .filter(({ kind }) => kind === 'words')
    .map((piece) => piece.text)
    .join('');
}

/**
 * Puts a plain new wording in place of a text, and keeps its placeholders: each stays between the words
 * that it stood between, as far as they are still there.
 */
export function carryPlaceholders(
  text: string,
  wording: string,
  { language, splitter = defaultSplitter }: { language: Language; splitter?: WordSplitter },
): string {
  const pieces = piecesOf(text);
  if (pieces.every(({ kind }) => kind === 'words')) return escapeBraces(wording);
  const edits = editsBetween(
    tokensOf(plainText(text), language, splitter),
    tokensOf(wording, language, splitter),
  );
  let out = '';
  const left = pieces.map((piece) => ({ ...piece }));
  const placeholdersHere = (): void => {
    while (left[0] !== undefined && (left[0].kind === 'placeholder' || left[0].text === '')) {
      if (left[0].kind === 'placeholder') out += left[0].text;
      left.shift();
    }
  };
  const take = (count: number, isKept: boolean): void => {
    let rest = count;
    while (rest > 0) {
      placeholdersHere();
      const [first] = left;
      if (first === undefined) return;
      const part = first.text.slice(0, rest);
      if (isKept) out += escapeBraces(part);
      left[0] = { ...first, text: first.text.slice(part.length) };
      rest -= part.length;
    }
  };
  for (const { op, text: words } of edits) {
    if (op === 'insert') out += escapeBraces(words);
    else take(words.length, op === 'keep');
  }
  placeholdersHere();
  return out;
}

/** What differs between two plain wordings, by words. */
export function wordEdits(language: Language, before: string, after: string): Edit[] {
  if (before === after) return before === '' ? [] : [{ op: 'keep', text: before }];
  return editsBetween(
    tokensOf(before, language, defaultSplitter),
    tokensOf(after, language, defaultSplitter),
  );
}
