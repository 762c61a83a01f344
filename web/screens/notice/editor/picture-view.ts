import type { Node } from 'prosemirror-model';
import type { NodeView } from 'prosemirror-view';
import classes from './editor.module.css';

/**
 * How a picture is drawn while one writes. A browser shows nothing of one that cannot be loaded and has no words:
 * a frame with its words or its address stands for it, so that it can be selected, described and deleted.
 */
export function pictureView(brokenWords: string): (node: Node) => NodeView {
  return (node) => new PictureView(node, brokenWords);
}

class PictureView implements NodeView {
  readonly dom = document.createElement('span');
  readonly #image = document.createElement('img');
  readonly #frame = document.createElement('span');
  readonly #name = document.createElement('span');
  #node: Node;

  constructor(node: Node, brokenWords: string) {
    this.#node = node;
    this.dom.className = classes['picture'] ?? '';
    this.#frame.className = classes['broken'] ?? '';
    const words = document.createElement('span');
    words.className = classes['brokenWords'] ?? '';
    words.lang = document.documentElement.lang;
    words.textContent = brokenWords;
    this.#frame.append(words, this.#name);
    this.#image.addEventListener('load', () => this.dom.replaceChildren(this.#image));
    this.#image.addEventListener('error', () => this.dom.replaceChildren(this.#frame));
    this.#draw();
    this.#load();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    const isOther = node.attrs['src'] !== this.#node.attrs['src'];
    this.#node = node;
    this.#draw();
    // Only then: setting the same address would ask for it again.
    if (isOther) this.#load();
    return true;
  }

  #draw(): void {
    const { src, alt, width, height } = this.#node.attrs;
    for (const [name, value] of Object.entries({ alt, width, height })) {
      if (value === null) this.#image.removeAttribute(name);
      else this.#image.setAttribute(name, String(value));
    }
    const words = String(alt ?? '').trim();
    this.#name.textContent = words === '' ? String(src) : words;
  }

  #load(): void {
    this.dom.replaceChildren(this.#image);
    this.#image.src = String(this.#node.attrs['src']);
  }
}
