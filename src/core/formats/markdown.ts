import MarkdownIt from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import footnotes from 'markdown-it-footnote';
import { bodyLimit, checkLength, checkText, tooDeep } from '../text-limits.ts';
import type { BodyFormat, ReadBody } from './contract.ts';
import { htmlFormat } from './html.ts';

/**
 * Raw HTML goes through as it is: the sanitiser reads it, and refuses what nests too deep. The parser's own
 * limit would drop text without a word, so it is set far above the sanitiser's.
 */
const parser = new MarkdownIt({ html: true, linkify: true, maxNesting: 200 })
  .use(cjkFriendly)
  .use(footnotes);
// Notes follow the text; the links to and fro, and the marks that would carry them, stay out.
parser.renderer.rules['footnote_ref'] = (tokens, index) =>
  `<sup>${Number(tokens[index]?.meta?.id ?? 0) + 1}</sup>`;
parser.renderer.rules['footnote_anchor'] = () => '';
parser.renderer.rules['footnote_block_open'] = () => '<ol>';
parser.renderer.rules['footnote_block_close'] = () => '</ol>';
parser.linkify.set({ fuzzyEmail: false, fuzzyIP: false });
// Every address is judged by the sanitiser, which says what it refuses.
parser.validateLink = () => true;

/**
 * For every `[` the parser looks for its `]` to the end of the paragraph: 400,000 characters of `![` kept it
 * for 40 s. A table of half-open intervals such as `[0, 10)` has as many as it has cells.
 */
const mostOpenBrackets = 1_000;

function bracketsStandOpen(text: string): boolean {
  let open = 0;
  for (const [mark] of text.matchAll(/[[\]]|\n[ \t]*\n/g)) {
    if (mark === '[') open += 1;
    else open = mark === ']' ? Math.max(0, open - 1) : 0;
    if (open > mostOpenBrackets) return true;
  }
  return false;
}

/**
 * CommonMark with tables, strike-through, footnotes and bare addresses, and with emphasis next to Chinese punctuation;
 * then sanitised as HTML is.
 */
export const markdownFormat: BodyFormat = {
  name: 'markdown',
  read(text: string, path: string): ReadBody {
    checkText(text, path);
    checkLength(text, bodyLimit, path);
    if (bracketsStandOpen(text)) throw tooDeep(path);
    return htmlFormat.read(parser.render(text), path);
  },
};
