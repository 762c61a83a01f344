import type { Warning } from '../text-limits.ts';
import type { DroppedLine } from './page-trim.ts';

/** What comes of reading a body: sanitised HTML in canonical form, and what was changed or left out. */
export interface ReadBody {
  readonly html: string;
  readonly warnings: Warning[];
}

export type BodyFormatName = 'html' | 'markdown' | 'text';

/** A format in which a body may arrive. */
export interface BodyFormat {
  readonly name: BodyFormatName;
  /**
   * @param path names the text in warnings and refusals
   * @throws Refusal `invalid` (`nul`, `lone_surrogate`, `too_long`, `too_deep`)
   */
  read(text: string, path: string): ReadBody;
}

/** What a public web page gives, whatever the format it was saved in. */
export interface PageReading {
  readonly title: string;
  /** Sanitised HTML. */
  readonly body: string;
  /** Of the page's own line about its date, `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly slug?: string;
  readonly dropped: DroppedLine[];
  readonly warnings: Warning[];
}
