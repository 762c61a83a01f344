import { parseBody, writeBody } from '../document.ts';
import { bodyLimit, checkLength, checkText, inputLimit, warningsAt } from '../text-limits.ts';
import type { BodyFormat, ReadBody } from './contract.ts';

/**
 * HTML, sanitised to the subset below and written in canonical form: the same content gives the same bytes.
 *
 * Kept: `h2` to `h4` (`h1` becomes `h2`, `h5` and `h6` become `h4`), `p`, `ul`, `ol` (start), `li`, `table`
 * with `caption`, `thead`, `tbody`, `tr`, `th` and `td` (colspan, rowspan, scope), `blockquote`, `figure`,
 * `figcaption`, `hr`, `br`, `img` (src, alt, width, height), `a` (href, title), `strong`, `em`, `sub`, `sup`
 * and `code` (and their kin: `b`, `i`, `cite`, `kbd`, `samp`, `tt`). Links go to http, https, mailto, tel or
 * the site itself, images come from https or the site itself. Scripts, styles, embedded things and form
 * fields go with their content; of every other element the content stays. Loose text becomes paragraphs,
 * two line breaks in a row part a paragraph, empty blocks go, an image alone becomes a figure.
 */
export const htmlFormat: BodyFormat = {
  name: 'html',
  read(text: string, path: string): ReadBody {
    checkText(text, path);
    checkLength(text, inputLimit, path);
    const { report, warnings } = warningsAt(path);
    const html = writeBody(parseBody(text, { path, report }));
    checkLength(html, bodyLimit, path);
    return { html, warnings };
  },
};
