import { diffContent } from '../../core/diff.ts';
import type { Content } from '../../core/document.ts';
import type { Language } from '../../core/language.ts';

/** Two versions of a text of one language. */
export interface Comparison {
  readonly language: Language;
  readonly before: Content;
  readonly after: Content;
}

export type ContentDiff = ReturnType<typeof diffContent>;

/** Compares texts in a thread of its own. */
interface Comparer {
  diff(texts: Comparison): Promise<ContentDiff>;
}

/** The difference of two versions of a text, by the engine's thread: however long they are, nobody waits. */
export async function compareTexts(
  { engine }: { readonly engine?: Comparer | undefined },
  texts: Comparison,
): Promise<ContentDiff> {
  return engine === undefined
    ? diffContent(texts.language, texts.before, texts.after)
    : engine.diff(texts);
}
