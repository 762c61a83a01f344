/** Fields of a date; those that the text leaves out are left out. */
export interface DateFields {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export const dayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

const two = (value: number) => String(value).padStart(2, '0');

/** `2024-03-21`, `2024-03`, `2024`, `--03-21`, `--03`, `---21`; null when a field is impossible. */
export function dateValue({ year, month, day }: DateFields): string | null {
  if (month !== undefined && (month < 1 || month > 12)) return null;
  if (day !== undefined && (day < 1 || day > 31)) return null;
  if (year !== undefined) {
    const head = String(year).padStart(4, '0');
    if (month === undefined) return day === undefined ? head : null;
    return day === undefined ? `${head}-${two(month)}` : `${head}-${two(month)}-${two(day)}`;
  }
  if (month !== undefined)
    return day === undefined ? `--${two(month)}` : `--${two(month)}-${two(day)}`;
  return day === undefined ? null : `---${two(day)}`;
}

/** Reads {@link dateValue} back; null for the other kinds of dates (quarters, decades). */
export function dateFields(value: string): DateFields | null {
  const match = /^(?:(\d{4})|-)(?:-(\d{2})|-)?(?:-(\d{2}))?$/.exec(value);
  if (!match) return null;
  const field = (k: number) => (match[k] === undefined ? undefined : Number(match[k]));
  return { year: field(1), month: field(2), day: field(3) };
}

/** 1 (Monday) to 7 of a full date `2024-03-21`, null of any other value. */
export function weekdayOf(value: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return null;
  const day = new Date(
    Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])),
  ).getUTCDay();
  return day === 0 ? 7 : day;
}

/** 1 to 12 from a month's English name or abbreviation, 0 when it is none. */
export function monthNumber(name: string): number {
  const head = name.slice(0, 3).toLowerCase();
  return monthNames.findIndex((month) => month.slice(0, 3).toLowerCase() === head) + 1;
}
