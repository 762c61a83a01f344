/** One line of the table: a share from 0 to 1, and how it compares. */
export interface Row {
  readonly group: string;
  readonly name: string;
  readonly value: number;
  /** Cases that the share is of. */
  readonly count: number;
  readonly goal?: { readonly is: 'least' | 'most'; readonly value: number };
  /** Share of clean texts with an alarm of the same checks; wanted at or below `falseGoal`. */
  readonly falsely?: number;
  readonly falseGoal?: number;
  /** pofilter on the same cases; left out where it has nothing to say. */
  readonly peer?: number;
}

/** Whether a row reaches its goals; null where it has none. */
export function isReached({ value, goal, falsely, falseGoal }: Row): boolean | null {
  if (!goal) return null;
  const own = goal.is === 'least' ? value >= goal.value : value <= goal.value;
  return own && (falsely === undefined || falseGoal === undefined || falsely <= falseGoal);
}

export function share(part: number, whole: number): number {
  return whole === 0 ? Number.NaN : part / whole;
}

const text = (value: number | undefined) =>
  value === undefined ? '' : Number.isNaN(value) ? '–' : value.toFixed(3);

/** The rows as a table in Markdown. */
export function writeTable(rows: readonly Row[], peer: string | null): string {
  const head = ['', 'measured', 'n', 'goal', 'false', 'reached', peer ?? 'pofilter: absent'];
  const body = rows.map((row) => [
    `${row.group}: ${row.name}`,
    text(row.value),
    String(row.count),
    row.goal ? `${row.goal.is === 'least' ? '≥' : '≤'} ${row.goal.value}` : '',
    text(row.falsely) + (row.falseGoal === undefined ? '' : ` (≤ ${row.falseGoal})`),
    row.count === 0
      ? '–'
      : { true: 'yes', false: 'NO', null: '' }[String(isReached(row)) as 'true'],
    text(row.peer),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}
