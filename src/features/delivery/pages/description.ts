import { blocksOf } from '../../../core/document.ts';

const longest = 160;

/** The beginning of a body as one line, for those who show a link to it. */
export function descriptionOf(body: string): string {
  const text = blocksOf({ title: '', summary: '', body })
    .slice(1, 6)
    .map((block) => block.text)
    .join(' ')
    // Full-width punctuation brings its own space.
    .replace(/(?<=[\u3000-\u303F\uFF00-\uFFEF]) /g, '')
    .trim();
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/\p{Surrogate}$|\s+\S*$/u, '')}…`;
}
