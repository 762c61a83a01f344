/**
 * How far somebody has heard the events: which transactions a snapshot of the database saw, written as
 * PostgreSQL writes it, `xmin:xmax:xip,xip`. Every transaction below xmin is seen, none from xmax on, and of
 * those between all but the ones listed.
 */
export interface EventPosition {
  readonly text: string;
  /** Below it everything is seen. */
  readonly from: bigint;
  /** From it on nothing is. */
  readonly to: bigint;
}

const shape = /^(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?)$/;
/** A position is carried in a header. */
const longest = 4_000;

/** The position of this text; null: it is none, or none that PostgreSQL would take. */
export function readPosition(text: string): EventPosition | null {
  if (text.length > longest) return null;
  const [, low = '', high = '', listed = ''] = shape.exec(text) ?? [];
  if (low === '') return null;
  const [from, to] = [BigInt(low), BigInt(high)];
  const between = listed === '' ? [] : listed.split(',').map(BigInt);
  const rising = between.every((each, i) => each >= (between[i - 1] ?? from - 1n) && each < to);
  return from > 0n && from <= to && rising ? { text, from, to } : null;
}

/**
 * A position that fits in a header: of more transactions than it can list it says that none from the first
 * on is seen, so that whoever reads on hears some events again and misses none.
 */
export function shortened(position: EventPosition): EventPosition {
  if (position.text.length <= longest) return position;
  const { from } = position;
  return { text: `${from}:${from}:`, from, to: from };
}

/** Whether a position is of a time that another has not reached: it is of another cluster, then. */
export function isBeyond(position: EventPosition, other: EventPosition): boolean {
  return position.to > other.to;
}
