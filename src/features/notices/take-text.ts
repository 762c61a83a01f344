import type { ContentInput, ReadContent } from '../../core/formats/content.ts';
import { readContent } from '../../core/formats/content.ts';

/** Takes texts in, long ones in a thread of its own. */
interface TextReader {
  content(text: ContentInput, path: string): Promise<ReadContent>;
}

/**
 * Takes in the texts of one version as `readContent` does, by a thread where they are long: nobody waits.
 *
 * @throws Refusal as `readContent`
 */
export async function takeText(
  { engine }: { readonly engine?: TextReader | undefined },
  text: ContentInput,
  path: string,
): Promise<ReadContent> {
  return engine === undefined ? readContent(text, path) : engine.content(text, path);
}
