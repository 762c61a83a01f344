import type { Encoding } from './encodings.ts';
import { compressed, encodings, isWorthCompressing } from './encodings.ts';

/** Header names and values by turns, as `writeHead` takes them. */
export type FlatHeaders = string[];

/** At an address that names the locale, or at the one that negotiates it: of notices only. */
export type Form = 'fixed' | 'negotiated';

/** What the header fields of all encodings have in common. */
export interface Fields {
  /** Of the body alone. */
  readonly ofBody: FlatHeaders;
  readonly others: FlatHeaders;
  /** Cache-Control. */
  readonly caching: string;
  /** The fixed address of what is sent at the one that negotiates; undefined: nothing is sent there. */
  readonly location: string | undefined;
}

/** What an encoding of an answer is told by. */
interface Mark {
  readonly encoding: Encoding;
  readonly etag: string;
  /** Whether the body comes in several encodings. */
  readonly isVaried: boolean;
}

/**
 * One encoding of an answer. Its header fields are put together when they are first sent: most answers of a
 * node are sent in one form.
 */
export class Variant {
  readonly body: Buffer;
  readonly etag: string;
  readonly #fields: Fields;
  readonly #mark: Mark;
  readonly #full: Partial<Record<Form, FlatHeaders>> = {};
  readonly #notModified: Partial<Record<Form, FlatHeaders>> = {};

  constructor(body: Buffer, fields: Fields, mark: Mark) {
    this.body = body;
    this.etag = mark.etag;
    this.#fields = fields;
    this.#mark = mark;
  }

  /** The header fields of the whole answer. */
  full(form: Form): FlatHeaders {
    return (this.#full[form] ??= [...this.#ofBody(), ...this.notModified(form)]);
  }

  /** All that "not modified" has to say again (RFC 9110, section 15.4.5): caches keep the rest. */
  notModified(form: Form): FlatHeaders {
    return (this.#notModified[form] ??= this.#always(form));
  }

  #ofBody(): FlatHeaders {
    const { ofBody, others } = this.#fields;
    const sized = [...ofBody, ...others, 'Content-Length', String(this.body.byteLength)];
    const { encoding } = this.#mark;
    return encoding === 'identity' ? sized : [...sized, 'Content-Encoding', encoding];
  }

  #always(form: Form): FlatHeaders {
    const { caching, location } = this.#fields;
    const always = ['ETag', this.etag, 'Cache-Control', caching];
    if (form === 'fixed') {
      return this.#mark.isVaried ? [...always, 'Vary', 'Accept-Encoding'] : always;
    }
    if (location === undefined) return always;
    // The same for every language, short or long: caches find their way back by the last answer's Vary.
    return [...always, 'Vary', 'Accept-Language, Accept-Encoding', 'Content-Location', location];
  }
}

/**
 * The encodings of an answer, each made when it is first asked for: most answers of a node are asked for in
 * one or two, and compressing takes longer than all the rest of making an answer.
 */
export class Variants {
  readonly identity: Variant;
  /** Told how many bytes a further encoding takes. */
  onGrow: ((bytes: number) => void) | null = null;
  readonly #fields: Fields;
  readonly #digest: string;
  readonly #isVaried: boolean;
  readonly #made: Partial<Record<Encoding, Variant | Promise<Variant>>> = {};

  constructor(body: Buffer, digest: string, fields: Fields) {
    this.#fields = fields;
    this.#digest = digest;
    this.#isVaried = isWorthCompressing(body);
    const mark = { encoding: 'identity', etag: `"${digest}"`, isVaried: this.#isVaried } as const;
    this.identity = new Variant(body, fields, mark);
  }

  /** Where an encoding is not worth it, the body as it is. Who asks while it is made waits for the same. */
  in(encoding: Encoding): Variant | Promise<Variant> {
    if (encoding === 'identity' || !this.#isVaried) return this.identity;
    return (this.#made[encoding] ??= this.#make(encoding));
  }

  /** The entity tag of an encoding, whether it was made already or not. */
  tagOf(encoding: Encoding): string {
    if (encoding === 'identity' || !this.#isVaried) return this.identity.etag;
    return `"${this.#digest}-${encoding}"`;
  }

  /** The encoding whose tag a reader holds, the wanted one before others; null: none. */
  heldIn(tags: readonly string[], wanted: Encoding): Encoding | null {
    const holds = (encoding: Encoding) => tags.includes(this.tagOf(encoding));
    return holds(wanted) ? wanted : (encodings.find(holds) ?? null);
  }

  /** The header fields of "not modified", for which no body is needed. */
  notModified(encoding: Encoding, form: Form): FlatHeaders {
    if (encoding === 'identity' || !this.#isVaried) return this.identity.notModified(form);
    const made = this.#made[encoding];
    // An encoding that turned out no smaller is sent as it is, under the tag of what is sent.
    if (made instanceof Variant) return made.notModified(form);
    return this.#variantOf(encoding, this.identity.body).notModified(form);
  }

  async #make(encoding: 'br' | 'gzip'): Promise<Variant> {
    // Whoever cannot compress had better send it as it is.
    const body = await compressed(this.identity.body, encoding).catch(() => this.identity.body);
    const isSmaller = body.byteLength < this.identity.body.byteLength;
    const variant = isSmaller ? this.#variantOf(encoding, body) : this.identity;
    this.#made[encoding] = variant;
    if (isSmaller) this.onGrow?.(body.byteLength);
    return variant;
  }

  #variantOf(encoding: 'br' | 'gzip', body: Buffer): Variant {
    return new Variant(body, this.#fields, {
      encoding,
      etag: this.tagOf(encoding),
      isVaried: true,
    });
  }
}
