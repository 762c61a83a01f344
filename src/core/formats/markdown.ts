import rehypeStringify from 'rehype-stringify';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { checkLength, checkText, markdownLimit } from '../text-limits.ts';
import type { BodyFormat, ReadBody } from './contract.ts';
import { htmlFormat } from './html.ts';
import { markdownParts } from './markdown-parts.ts';

/** The part of a Markdown tree's node that is looked at here. */
interface MarkdownNode {
  readonly type: string;
  value?: string;
  url?: string;
  children?: MarkdownNode[];
  readonly position?: { readonly start: { readonly offset?: number | undefined } } | undefined;
}

/**
 * Raw HTML goes through as it is: the sanitiser reads it. Footnotes keep their texts as a list; their label
 * is a `title`, which the sanitiser leaves out.
 */
const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkCjkFriendly)
  .use(() => (tree: MarkdownNode, file) => trimAddresses(tree, String(file)))
  .use(remarkRehype, {
    allowDangerousHtml: true,
    footnoteBackContent: () => [],
    footnoteLabelTagName: 'title',
  })
  .use(rehypeStringify, { allowDangerousHtml: true })
  .freeze();

/**
 * CommonMark with tables, strike-through, footnotes and bare addresses (GFM), and with emphasis next to
 * Chinese punctuation; then sanitised as HTML is.
 */
export const markdownFormat: BodyFormat = {
  name: 'markdown',
  read(text: string, path: string): ReadBody {
    checkText(text, path);
    checkLength(text, markdownLimit, path);
    const parts = markdownParts(text.replace(/\r\n?/g, '\n'), path);
    const html = parts.map((part) => String(processor.processSync(part))).join('\n');
    return htmlFormat.read(html, path);
  },
};

/** Where an address written without brackets ends in Chinese text, although no white space follows it. */
const addressEnd = /[\u3000-\u303f\uff01-\uff65“”‘’—…]|\p{Script=Han}/u;

/** Bare addresses, which otherwise reach to the next white space, end before Chinese text. */
function trimAddresses(node: MarkdownNode, source: string): void {
  const children = node.children ?? [];
  for (let at = 0; at < children.length; at += 1) {
    const child = children[at];
    if (!child) continue;
    const rest = child.type === 'link' ? cutAddress(child, source) : null;
    if (rest !== null) children.splice(at + 1, 0, { type: 'text', value: rest });
    else trimAddresses(child, source);
  }
}

/** Shortens a link made from a bare address; tells the text that was cut off. */
function cutAddress(link: MarkdownNode, source: string): string | null {
  const [label, second] = link.children ?? [];
  const start = link.position?.start.offset;
  const isBare = start === undefined || !'[<'.includes(source[start] ?? '');
  if (!isBare || second || label?.value === undefined || link.url === undefined) return null;
  const end = label.value.search(addressEnd);
  const rest = label.value.slice(end);
  if (end < 1 || label.value.slice(0, end).endsWith('//') || !link.url.endsWith(rest)) return null;
  link.url = link.url.slice(0, -rest.length);
  label.value = label.value.slice(0, end);
  return rest;
}
