import type { Encoding } from './encodings.ts';
import { compressed, encodings, isWorthCompressing } from './encodings.ts';

/** Header names and values by turns, as `writeHead` takes them. */
export type FlatHeaders = string[];

/** The header fields of an answer, for the body and for "not modified". */
export interface Form {
  readonly full: FlatHeaders;
  readonly notModified: FlatHeaders;
}

/** One encoding of an answer. */
export interface Variant {
  readonly etag: string;
  readonly body: Buffer;
  readonly fixed: Form;
  /** The same at the address that negotiates the locale; of notices only. */
  readonly negotiated: Form;
}

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
 * The encodings of an answer, each made when it is first asked for: most answers of a node are asked for in
 * one or two, and compressing takes longer than all the rest of making an answer.
 */
export class Variants {
  readonly identity: Variant;
  /** Told how many bytes a further encoding takes. */
  onGrow: ((bytes: number) => void) | null = null;
  readonly #fields: Fields;
  readonly #tags: Readonly<Record<Encoding, string>>;
  readonly #isVaried: boolean;
  readonly #made = new Map<Encoding, Variant | Promise<Variant>>();

  constructor(body: Buffer, digest: string, fields: Fields) {
    this.#fields = fields;
    this.#tags = { identity: `"${digest}"`, br: `"${digest}-br"`, gzip: `"${digest}-gzip"` };
    this.#isVaried = isWorthCompressing(body);
    this.identity = this.#variantOf('identity', body);
    this.#made.set('identity', this.identity);
  }

  /** Where an encoding is not worth it, the body as it is. Who asks while it is made waits for the same. */
  in(encoding: Encoding): Variant | Promise<Variant> {
    if (encoding === 'identity' || !this.#isVaried) return this.identity;
    const known = this.#made.get(encoding);
    if (known !== undefined) return known;
    const making = this.#make(encoding);
    this.#made.set(encoding, making);
    return making;
  }

  /** The entity tag of an encoding, whether it was made already or not. */
  tagOf(encoding: Encoding): string {
    return this.#isVaried ? this.#tags[encoding] : this.#tags.identity;
  }

  /** The encoding whose tag a reader holds, the wanted one before others; null: none. */
  heldIn(tags: readonly string[], wanted: Encoding): Encoding | null {
    if (!this.#isVaried) return tags.includes(this.#tags.identity) ? 'identity' : null;
    const holds = (encoding: Encoding) => tags.includes(this.tagOf(encoding));
    return holds(wanted) ? wanted : (encodings.find(holds) ?? null);
  }

  /** The header fields of "not modified", for which no body is needed. */
  notModified(encoding: Encoding, form: 'fixed' | 'negotiated'): FlatHeaders {
    const made = this.#isVaried ? this.#made.get(encoding) : this.identity;
    if (made !== undefined && !(made instanceof Promise)) return made[form].notModified;
    return this.#formsOf(encoding, this.identity.body)[form].notModified;
  }

  async #make(encoding: 'br' | 'gzip'): Promise<Variant> {
    // Whoever cannot compress had better send it as it is.
    const body = await compressed(this.identity.body, encoding).catch(() => this.identity.body);
    const isSmaller = body.byteLength < this.identity.body.byteLength;
    const variant = isSmaller ? this.#variantOf(encoding, body) : this.identity;
    this.#made.set(encoding, variant);
    if (isSmaller) this.onGrow?.(body.byteLength);
    return variant;
  }

  #variantOf(encoding: Encoding, body: Buffer): Variant {
    return { etag: this.tagOf(encoding), body, ...this.#formsOf(encoding, body) };
  }

  #formsOf(encoding: Encoding, body: Buffer): Pick<Variant, 'fixed' | 'negotiated'> {
    const { ofBody, others, caching, location } = this.#fields;
    // All that "not modified" has to say again (RFC 9110, section 15.4.5): caches keep the rest.
    const always = ['ETag', this.tagOf(encoding), 'Cache-Control', caching];
    const sized = [...ofBody, ...others, 'Content-Length', String(body.byteLength)];
    if (encoding !== 'identity') sized.push('Content-Encoding', encoding);
    const form = (added: FlatHeaders): Form => ({
      full: [...sized, ...always, ...added],
      notModified: [...always, ...added],
    });
    // The same for every language, short or long: caches find their way back by the last answer's Vary.
    const vary = ['Vary', 'Accept-Language, Accept-Encoding'];
    return {
      fixed: form(this.#isVaried ? ['Vary', 'Accept-Encoding'] : []),
      negotiated: form(location === undefined ? [] : [...vary, 'Content-Location', location]),
    };
  }
}
