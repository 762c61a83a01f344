import { Parser } from 'htmlparser2';
import { bodyLimit, dropControls, nestingLimit, tooDeep, tooLong } from '../text-limits.ts';
import type { Report } from '../text-limits.ts';
import type { BodyTree, TextTag } from './body-tree.ts';
import {
  containerAttributes,
  imageAttributes,
  linkAttributes,
  reportDropped,
  ruleOf,
} from './elements.ts';
import type { Rule } from './elements.ts';
import { FlowBuilder } from './flow-builder.ts';
import { isTablePart } from './placement.ts';
import type { OpenableTag } from './placement.ts';

type Attributes = Readonly<Record<string, string>>;

export interface ParseOptions {
  /** Names the text in a refusal. */
  readonly path?: string;
  /** Is told of everything hostile or foreign that was left out. */
  readonly report?: Report;
  /** Elements that go with their content, besides those that always do. */
  readonly leaveOut?: ReadonlySet<string>;
}

/**
 * Any HTML as a tree of the subset that Hebi keeps. The tree holds only elements and attributes of the
 * subset and text, so what `writeBody` makes of it is safe whatever came in.
 *
 * @throws Refusal `invalid` with `too_deep` where elements nest deeper than `nestingLimit`, and with `too_long`
 *   as soon as it is clear that the canonical form will be longer than `bodyLimit`
 */
export function parseBody(html: string, options: ParseOptions = {}): BodyTree {
  const reader = new BodyReader(options);
  const parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes),
    onclosetag: () => reader.close(),
    ontext: (text) => reader.text(text),
  });
  parser.end(html);
  return reader.finish();
}

/** Undoes what an element's opening did. */
type Closing = () => void;
const nothing: Closing = () => {};
const leftOut: Rule = { role: 'drop' };

class BodyReader {
  readonly #flow = new FlowBuilder();
  readonly #path: string;
  readonly #report: Report;
  readonly #leaveOut: ReadonlySet<string>;
  readonly #closings: Closing[] = [];
  #pending = '';
  #dropping = 0;
  #preformatted = 0;
  /** Tables inside of a table's cell: taken apart into paragraphs of that cell. */
  #flattened = 0;

  constructor({ path = 'body', report = () => {}, leaveOut = new Set() }: ParseOptions) {
    this.#path = path;
    this.#report = report;
    this.#leaveOut = leaveOut;
  }

  text(text: string): void {
    if (this.#dropping === 0) this.#pending += text;
  }

  open(name: string, attributes: Attributes): void {
    this.#flush();
    if (this.#closings.length >= nestingLimit) throw tooDeep(this.#path);
    if (this.#flow.size > bodyLimit) throw tooLong(this.#path, bodyLimit);
    this.#closings.push(this.#dropping > 0 ? nothing : this.#opened(name, attributes));
  }

  close(): void {
    this.#flush();
    this.#closings.pop()?.();
  }

  finish(): BodyTree {
    this.#flush();
    return this.#flow.finish();
  }

  #opened(name: string, attributes: Attributes): Closing {
    if (Object.keys(attributes).some((attribute) => attribute.startsWith('on'))) {
      this.#report('attribute_dropped', 'Event handlers were left out.');
    }
    if (name === 'br' || name === 'hr' || name === 'img') return this.#openVoid(name, attributes);
    const rule = this.#leaveOut.has(name) ? leftOut : ruleOf(name);
    if (rule.role === 'drop') return this.#drop(name);
    if (rule.role === 'mark') return this.#openMark(rule.tag, attributes);
    if (rule.role === 'heading') return this.#openHeading(rule.tag);
    if (rule.role === 'container') return this.#openContainer(rule.tag, attributes);
    return rule.role === 'block' ? this.#openBlock(name) : nothing;
  }

  #openVoid(name: 'br' | 'hr' | 'img', attributes: Attributes): Closing {
    if (name === 'br') this.#flow.lineBreak();
    else if (name === 'hr') this.#flow.rule();
    else {
      const image = imageAttributes(attributes, this.#report);
      if (image) this.#flow.image(image);
    }
    return nothing;
  }

  #drop(name: string): Closing {
    reportDropped(name, this.#report);
    this.#dropping += 1;
    return () => {
      this.#dropping -= 1;
    };
  }

  #openMark(tag: string, attributes: Attributes): Closing {
    const kept = tag === 'a' ? linkAttributes(attributes, this.#report) : {};
    if (kept === null || this.#flow.isFormatting(tag)) return nothing;
    this.#flow.openMark(tag, kept);
    return () => this.#flow.closeMark();
  }

  #openHeading(tag: TextTag): Closing {
    this.#flow.openHeading(tag);
    return () => this.#flow.closeHeading();
  }

  #openBlock(name: string): Closing {
    this.#flow.divide();
    const lines = name === 'pre' ? 1 : 0;
    this.#preformatted += lines;
    return () => {
      this.#flow.divide();
      this.#preformatted -= lines;
    };
  }

  #openContainer(tag: OpenableTag, attributes: Attributes): Closing {
    if (this.#flattened > 0 && isTablePart(tag)) return this.#openBlock(tag);
    const depth = this.#flow.open(tag, containerAttributes(tag, attributes));
    if (depth !== null) return () => this.#flow.closeTo(depth);
    return tag === 'table' ? this.#flatten() : this.#openBlock(tag);
  }

  #flatten(): Closing {
    this.#flattened += 1;
    const close = this.#openBlock('table');
    return () => {
      close();
      this.#flattened -= 1;
    };
  }

  #flush(): void {
    if (this.#pending === '') return;
    const text = dropControls(this.#pending.replace(/\r\n?/g, '\n'), this.#report);
    this.#pending = '';
    if (this.#preformatted === 0) return this.#flow.text(text);
    text.split('\n').forEach((line, index) => {
      if (index > 0) this.#flow.lineBreak();
      this.#flow.text(line);
    });
  }
}
