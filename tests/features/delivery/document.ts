import type { Document, Element } from 'domhandler';
import { DomUtils, parseDocument } from 'htmlparser2';
import { Parser } from 'htmlparser2';

/** A page or feed to look into. */
export interface Looked {
  /** All elements of a name, with the attributes given. */
  all(name: string, attributes?: Readonly<Record<string, string>>): Element[];
  one(name: string, attributes?: Readonly<Record<string, string>>): Element;
}

export function look(text: string, { xml = false }: { xml?: boolean } = {}): Looked {
  const document: Document = parseDocument(text, { xmlMode: xml });
  const all: Looked['all'] = (name, attributes = {}) =>
    DomUtils.findAll(
      (element) =>
        element.name === name &&
        Object.entries(attributes).every(([key, value]) => element.attribs[key] === value),
      document.children,
    );
  return {
    all,
    one: (name, attributes) => {
      const [found, ...others] = all(name, attributes);
      if (found === undefined || others.length > 0) {
        throw new Error(
          `${others.length + (found ? 1 : 0)} <${name}> ${JSON.stringify(attributes)}`,
        );
      }
      return found;
    },
  };
}

export function textOf(element: Element): string {
  return DomUtils.textContent(element).replace(/\s+/g, ' ').trim();
}

/** Elements by `hreflang`, with their addresses. */
export function alternatesOf(page: Looked): Record<string, string> {
  const links = page.all('link', { rel: 'alternate' }).filter((link) => link.attribs['hreflang']);
  return Object.fromEntries(
    links.map((link) => [link.attribs['hreflang'] ?? '', link.attribs['href'] ?? '']),
  );
}

/** Whether every element of an XML document is closed by its own name, and no bare `&` or `<` is left. */
export function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  let isGood = true;
  const parser = new Parser(
    {
      onopentagname: (name) => void open.push(name),
      onclosetag: (name, isImplied) => {
        if (open.pop() !== name || (isImplied && !xml.includes('/>'))) isGood = false;
      },
      onerror: () => {
        isGood = false;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  const opened = (xml.match(/<[a-z][^>]*[^/]>/gi) ?? []).length;
  const closed = (xml.match(/<\/[a-z][^>]*>/gi) ?? []).length;
  const loose = xml.replace(/&(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);/gi, '').includes('&');
  return isGood && open.length === 0 && opened === closed && !loose;
}
