import type { ReactNode } from 'react';
import { createElement, useMemo } from 'react';
import type { BodyNode } from '../../src/core/document/body-tree.ts';
import type { Inline, Mark } from '../../src/core/document.ts';
import { walkInline } from '../../src/core/document/inline.ts';
import { parseBody } from '../../src/core/document.ts';
import type { Language } from '../../src/core/language.ts';
import { languageTags } from '../words/words.ts';
import classes from './notice-text.module.css';

interface Text {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

/**
 * A revision as readers see it. Every block carries its index (`data-block`), counted as the engine counts:
 * the title is 0, then the summary if there is one, then the body's blocks in reading order.
 */
export function NoticeText({
  text,
  language,
  changed = none,
}: {
  text: Text;
  language: Language;
  /** Blocks that stand out, by their index. */
  changed?: ReadonlySet<number>;
}) {
  const { title, summary, body } = text;
  const drawn = useMemo(
    () => drawBody(body, { firstBlock: summary.trim() === '' ? 1 : 2, changed }),
    [body, summary, changed],
  );
  return (
    <div className={classes.text} lang={languageTags[language]}>
      <h2 className={classes.title} {...blockMarks(0, changed)}>
        {title}
      </h2>
      {summary.trim() !== '' && (
        <p className={classes.summary} {...blockMarks(1, changed)}>
          {summary}
        </p>
      )}
      {drawn}
    </div>
  );
}

const none: ReadonlySet<number> = new Set();

function blockMarks(block: number, changed: ReadonlySet<number>) {
  return { 'data-block': block, 'data-changed': changed.has(block) || undefined };
}

/** Headings of a notice stand under the screen's own and the notice's title. */
const headings: Readonly<Record<string, string>> = { h2: 'h3', h3: 'h4', h4: 'h5' };
/** HTML's names of attributes, as React writes them. */
const attributeNames: Readonly<Record<string, string>> = { colspan: 'colSpan', rowspan: 'rowSpan' };

/** Draws from the parsed tree: no HTML of a text is ever handed to the page as it is. */
function drawBody(
  body: string,
  { firstBlock, changed }: { firstBlock: number; changed: ReadonlySet<number> },
): ReactNode[] {
  let block = firstBlock;
  const draw = (node: BodyNode, key: number): ReactNode => {
    if (node.type === 'rule') return <hr key={key} />;
    if (node.type === 'image') {
      const own = (node.attributes['alt'] ?? '') === '' ? null : block++;
      return <Picture key={key} attributes={node.attributes} block={own} changed={changed} />;
    }
    if (node.type === 'text') {
      const tag = headings[node.tag] ?? node.tag;
      return createElement(tag, { key, ...blockMarks(block++, changed) }, ...drawInline(node));
    }
    const attributes = Object.fromEntries(
      Object.entries(node.attributes).map(([name, value]) => [attributeNames[name] ?? name, value]),
    );
    const children = node.children.map((child, at) => draw(child, at));
    if (node.tag !== 'table') return createElement(node.tag, { key, ...attributes }, children);
    return (
      // A wide table is scrolled by itself, with the keyboard too.
      <div key={key} className={classes.table} tabIndex={0} role="group">
        <table>{children}</table>
      </div>
    );
  };
  return parseBody(body).children.map(draw);
}

function Picture({
  attributes,
  block,
  changed = none,
}: {
  attributes: Readonly<Record<string, string>>;
  block: number | null;
  changed?: ReadonlySet<number>;
}) {
  return (
    <img
      src={attributes['src']}
      alt={attributes['alt'] ?? ''}
      className={classes.picture}
      loading="lazy"
      {...(block === null ? {} : blockMarks(block, changed))}
    />
  );
}

function drawInline(inline: Inline): ReactNode[] {
  const open: { mark: Mark | null; children: ReactNode[] }[] = [{ mark: null, children: [] }];
  const add = (node: ReactNode): void => {
    open.at(-1)?.children.push(node);
  };
  walkInline(inline, {
    text: add,
    open: (mark) => open.push({ mark, children: [] }),
    close: (mark, number) => {
      const children = open.pop()?.children ?? [];
      add(createElement(mark.tag, { key: number, ...linkOf(mark) }, ...children));
    },
    void: ({ tag, attributes }, number) =>
      add(
        tag === 'br' ? (
          <br key={number} />
        ) : (
          <Picture key={number} attributes={attributes} block={null} />
        ),
      ),
  });
  return open[0]?.children ?? [];
}

/** Links of a text lead out of the workbench, where somebody may be writing. */
function linkOf({ tag, attributes }: Mark): Readonly<Record<string, string>> {
  return tag === 'a' ? { ...attributes, target: '_blank', rel: 'noopener noreferrer' } : {};
}
