import { SaxesParser } from 'saxes';

/** An element, its name written as `{namespace}local`. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  /** Of itself and all inside. */
  text: string;
}

/** Reads a document as XML 1.0 with namespaces demands; whatever is not well-formed throws. */
export function parseXml(text: string): Node {
  const parser = new SaxesParser({ xmlns: true });
  const open: Node[] = [];
  let root: Node | null = null;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const pairs = Object.entries(attributes).map(([name, { value }]) => [name, value]);
    const node = {
      name: `{${uri}}${local}`,
      attributes: Object.fromEntries(pairs),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  const add = (part: string): void => {
    for (const node of open) node.text += part;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  if (root === null) throw new Error('no element');
  return root;
}
