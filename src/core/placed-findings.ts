import type { Bead } from './align.ts';
import { inOrderOf } from './beads-since.ts';
import type { RawFinding } from './checks/check.ts';
import type { LanguageTools } from './checks/tools.ts';
import type { Content } from './document.ts';
import type { Language, Pair } from './language.ts';
import { languages } from './language.ts';
import { plainText } from './patch-text.ts';
import { makeReport } from './report.ts';
import { segmentContent } from './segment.ts';
import type { TaskRow, Workpiece } from './task-rows.ts';
import { rowsOf, textsOf } from './task-rows.ts';

/** A finding of the texts as they are typed, with the row that it belongs to. */
export interface PlacedFinding {
  /** null: it is about no sentence. */
  readonly row: string | null;
  readonly id: string;
  readonly finding: RawFinding;
  /** The cell whose whole text the finding's fix would replace; null: there is none. */
  readonly cell: string | null;
}

/**
 * Looks through a task's texts as they are typed. What answers what is known from the rows, which is surer
 * than aligning half-written texts. In rows that nobody has written in yet nothing is found: that they are
 * empty is seen.
 */
export function placeFindings(
  piece: Workpiece,
  segments: Readonly<Record<string, string>>,
  tools: LanguageTools,
): PlacedFinding[] {
  const texts: Pair<Content | null> = { ...piece.contents, ...textsOf(piece, segments) };
  const { en, zh } = texts;
  if (en === null || zh === null) return [];
  const rows = rowsOf(piece);
  const places = {
    en: placesOf(piece, rows, 'en', segments),
    zh: placesOf(piece, rows, 'zh', segments),
  };
  const owners = { en: ownersOf(places.en, 'en', en), zh: ownersOf(places.zh, 'zh', zh) };
  const report = makeReport({ en, zh, tools, beads: beadsOf(rows.length, owners) });
  return report.findings.flatMap((found) => {
    const { id, ...finding } = found;
    const owner = languages.flatMap((side) => found[side].map((at) => owners[side][at]))[0];
    const row = owner === undefined ? undefined : rows[owner];
    if (row !== undefined && piece.writes.some((side) => isEmptySide(row, side, segments)))
      return [];
    const { fix } = finding;
    const text = fix && report[fix.side].segments[fix.segment]?.text;
    const cell = fix && places[fix.side].find((place) => place.text === text)?.cell;
    return [{ row: row?.id ?? null, id, finding, cell: cell ?? null }];
  });
}

interface Place {
  readonly row: number;
  readonly cell: string;
  readonly text: string;
}

function placesOf(
  piece: Workpiece,
  rows: readonly TaskRow[],
  language: Language,
  segments: Readonly<Record<string, string>>,
): Place[] {
  const isWritten = piece.writes.includes(language);
  return rows.flatMap((row, at) =>
    row[language].map(({ id, text }) => ({
      row: at,
      cell: id,
      text: plainText((isWritten ? segments[id] : undefined) ?? text).trim(),
    })),
  );
}

/** The row of each sentence of a whole text. One that cannot be found stands with the one before it. */
function ownersOf(places: readonly Place[], language: Language, content: Content): number[] {
  const written = places.filter(({ text }) => text !== '');
  let at = 0;
  // Of the place at hand: what no sentence has been found in. A title often begins the first sentence too.
  let rest = written[0]?.text ?? '';
  return segmentContent(language, content).map(({ text }) => {
    const holds = (place: string): boolean =>
      place.trim() !== '' && (place.includes(text) || text.includes(place.trim()));
    // Sentences follow one another, so the next place is asked before all of them.
    if (!holds(rest)) {
      const isNext = holds(written[at + 1]?.text ?? '');
      const found = isNext ? at + 1 : written.findIndex((place) => holds(place.text));
      if (found >= 0) at = found;
      rest = written[at]?.text ?? '';
    }
    const from = rest.indexOf(text);
    rest = from < 0 ? '' : rest.slice(from + text.length);
    return written[at]?.row ?? 0;
  });
}

function beadsOf(rows: number, owners: Pair<readonly number[]>): Bead[] {
  const beads = Array.from({ length: rows }, () => ({
    en: [] as number[],
    zh: [] as number[],
    confidence: 1,
  }));
  for (const side of languages) {
    owners[side].forEach((row, index) => beads[row]?.[side].push(index));
  }
  // Rows may stand in another order than what is made of them: what both sides put in in one place.
  return inOrderOf(
    'en',
    beads.filter(({ en, zh }) => en.length + zh.length > 0),
  );
}

function isEmptySide(
  row: TaskRow,
  language: Language,
  segments: Readonly<Record<string, string>>,
): boolean {
  const cells = row[language];
  const isAsked = cells.some(({ isNew, text }) => isNew || text !== '');
  return isAsked && cells.every(({ id, text }) => (segments[id] ?? text).trim() === '');
}
