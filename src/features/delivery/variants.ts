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

/**
 * One encoding of an answer. Its header fields are put together when they are first sent: most answers of a
 * node are sent in one form, and making all of them for each cost a tenth of a miss (measured).
 */
export class Variant {
  readonly body: Buffer;
  readonly etag: string;
  readonly #headers: HeaderFields;
  #fixed: FlatHeaders | null = null;
  #negotiated: FlatHeaders | null = null;
  #fixedHeld: FlatHeaders | null = null;
  #negotiatedHeld: FlatHeaders | null = null;

  constructor(body: Buffer, headers: HeaderFields) {
    this.body = body;
    this.etag = headers.etag;
    this.#headers = headers;
  }

  /** The header fields of the whole answer. */
  full(form: Form): FlatHeaders {
    if (form === 'fixed') return (this.#fixed ??= this.#headers.full(form, this.body));
    return (this.#negotiated ??= this.#headers.full(form, this.body));
  }

  /** The header fields of "not modified". */
  notModified(form: Form): FlatHeaders {
    if (form === 'fixed') return (this.#fixedHeld ??= this.#headers.notModified(form));
    return (this.#negotiatedHeld ??= this.#headers.notModified(form));
  }
}

/** What the header fields of one encoding are made of. */
class HeaderFields {
  readonly etag: string;
  readonly #fields: Fields;
  readonly #encoding: Encoding;
  readonly #isVaried: boolean;

  constructor(fields: Fields, encoding: Encoding, etag: string, isVaried: boolean) {
    this.etag = etag;
    this.#fields = fields;
    this.#encoding = encoding;
    this.#isVaried = isVaried;
  }

  full(form: Form, body: Buffer): FlatHeaders {
    const { ofBody, others } = this.#fields;
    const sized = [...ofBody, ...others, 'Content-Length', String(body.byteLength)];
    if (this.#encoding !== 'identity') sized.push('Content-Encoding', this.#encoding);
    return [...sized, ...this.notModified(form)];
  }

  /** All that "not modified" has to say again (RFC 9110, section 15.4.5): caches keep the rest. */
  notModified(form: Form): FlatHeaders {
    const { caching, location } = this.#fields;
    const always = ['ETag', this.etag, 'Cache-Control', caching];
    if (form === 'fixed') return this.#isVaried ? [...always, 'Vary', 'Accept-Encoding'] : always;
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
  #br: Variant | Promise<Variant> | null = null;
  #gzip: Variant | Promise<Variant> | null = null;

  constructor(body: Buffer, digest: string, fields: Fields) {
    this.#fields = fields;
    this.#digest = digest;
    this.#isVaried = isWorthCompressing(body);
    this.identity = new Variant(body, this.#headersOf('identity', `"${digest}"`));
  }

  /** Where an encoding is not worth it, the body as it is. Who asks while it is made waits for the same. */
  in(encoding: Encoding): Variant | Promise<Variant> {
    if (encoding === 'identity' || !this.#isVaried) return this.identity;
    const known = this.#made(encoding);
    if (known !== null) return known;
    const making = this.#make(encoding);
    this.#keep(encoding, making);
    return making;
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
    const made = this.#made(encoding);
    // An encoding that turned out no smaller is sent as it is, under the tag of what is sent.
    if (made instanceof Variant) return made.notModified(form);
    return this.#headersOf(encoding).notModified(form);
  }

  #made(encoding: 'br' | 'gzip'): Variant | Promise<Variant> | null {
    return encoding === 'br' ? this.#br : this.#gzip;
  }

  #keep(encoding: 'br' | 'gzip', variant: Variant | Promise<Variant>): void {
    if (encoding === 'br') this.#br = variant;
    else this.#gzip = variant;
  }

  async #make(encoding: 'br' | 'gzip'): Promise<Variant> {
    // Whoever cannot compress had better send it as it is.
    const body = await compressed(this.identity.body, encoding).catch(() => this.identity.body);
    const isSmaller = body.byteLength < this.identity.body.byteLength;
    const variant = isSmaller ? new Variant(body, this.#headersOf(encoding)) : this.identity;
    this.#keep(encoding, variant);
    if (isSmaller) this.onGrow?.(body.byteLength);
    return variant;
  }

  #headersOf(encoding: Encoding, etag = this.tagOf(encoding)): HeaderFields {
    return new HeaderFields(this.#fields, encoding, etag, this.#isVaried);
  }
}
