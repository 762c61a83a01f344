import fc from 'fast-check';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { parseBody, writeBody } from '../../src/core/document.ts';

/** Any HTML in canonical form. */
export function sanitised(html: string): string {
  return writeBody(parseBody(html));
}

type HtmlTree = Parameters<typeof browserLike.stringify>[0];
export type HtmlElement = Extract<HtmlTree['children'][number], { type: 'element' }>;

const browserLike = unified().use(rehypeRaw).use(rehypeStringify).freeze();

/** What a browser's parser (the HTML standard's algorithm, by another library) makes of some HTML. */
export function asBrowsersRead(html: string): { tree: HtmlTree; html: string } {
  // The tree's types know nothing of `raw`, which is what rehype-raw parses.
  const raw = { type: 'raw', value: html } as unknown as HtmlTree['children'][number];
  const tree = browserLike.runSync({ type: 'root', children: [raw] });
  return { tree, html: browserLike.stringify(tree) };
}

export function elementsOf(node: HtmlTree | HtmlElement): HtmlElement[] {
  return node.children.flatMap((child) =>
    child.type === 'element' ? [child, ...elementsOf(child)] : [],
  );
}

const tags = (
  'p div span b strong i em a ul ol li table caption thead tbody tr td th blockquote figure figcaption ' +
  'h1 h2 h4 pre code sub sup br hr img form section dl dt dd font center body'
).split(' ');
const attributes = fc.constantFrom(
  '',
  ' href="/x"',
  ' href="https://a.example/?a=1&b"',
  ' src="/i.png"',
  ' src="/j.png" alt="q &quot;w&quot;"',
  ' colspan=2',
  ' title=t href=/y',
);
const words =
  'a|two words|中国|质量，|“|”|\n|\n  |　　|&nbsp;|&lt;b&gt;|&amp;|{|}|{1}|&#x338;|e|.|１'.split(
    '|',
  );
const text = fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 }));
const piece = fc.oneof(
  fc.tuple(fc.constantFrom(...tags), attributes).map(([tag, given]) => `<${tag}${given}>`),
  fc.constantFrom(...tags).map((tag) => `</${tag}>`),
  text,
  text,
);

/** Markup in disorder: openings, closings and text as they come. */
export const soup = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

/** CPU time of some work, in milliseconds: unlike the clock's it does not grow with what else is running. */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1_000;
}
