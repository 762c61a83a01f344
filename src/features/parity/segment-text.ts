import type { Content } from '../../core/document.ts';
import type { Language } from '../../core/language.ts';
import type { Segment } from '../../core/segment.ts';
import { segmentContent } from '../../core/segment.ts';
import type { Engine } from './engine.ts';

/** The sentences of a text, by the engine's thread: however long it is, nobody waits. */
export async function segmentText(
  { engine }: { readonly engine?: Engine | undefined },
  language: Language,
  content: Content,
): Promise<readonly Segment[]> {
  return engine === undefined
    ? segmentContent(language, content)
    : engine.segments(language, content);
}
