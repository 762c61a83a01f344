import { z } from 'zod';

/**
 * The form of a backup file:
 *
 *     hebi-backup/1\n
 *     frame*            header, (table, rows*, end of table)*, trailer, seal
 *
 * A frame is its kind (1 byte), the length of its payload (4), the payload's CRC-32 (4), the CRC-32 of those
 * nine bytes (4), and the payload; numbers are big-endian. `rows` hold gzip of a stretch of what COPY wrote
 * (text format, UTF-8), every other frame JSON, and the seal the SHA-256 of every byte before its frame.
 */
export const formatVersion = 1;

/** What every backup begins with, whatever its format. */
export const magicPattern = /^hebi-backup\/(\d{1,6})\n/;
export const magic = `hebi-backup/${formatVersion}\n`;

export const frameKinds = {
  header: 0x48,
  table: 0x54,
  rows: 0x52,
  endOfTable: 0x45,
  trailer: 0x5a,
  seal: 0x53,
} as const;
export type FrameKind = keyof typeof frameKinds;

/** How much of COPY's text goes into one frame. */
export const stretchBytes = 1 << 20;

/** No payload is longer, so that a changed length cannot take the memory. */
export const longestPayload = 8 << 20;

export const headerShape = z.strictObject({
  hebi: z.string(),
  /** Names of the migrations that the database had. */
  migrations: z.array(z.string()),
  takenAt: z.iso.datetime(),
  /** Version of the language engine. */
  engine: z.number().int(),
  /** Version of the database server. */
  postgres: z.string(),
});
export type Header = Readonly<z.infer<typeof headerShape>>;

export const tableShape = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()).min(1),
});
export type TableShape = Readonly<z.infer<typeof tableShape>>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Of COPY's text, before it was compressed. */
export const tableEndShape = z.strictObject({
  rows: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  sha256,
});
export type TableEnd = Readonly<z.infer<typeof tableEndShape>>;

export const trailerShape = z.strictObject({
  /** Rows by table. */
  rows: z.record(z.string(), z.number().int().nonnegative()),
  /** The texts of all revisions, as `revisionSum` adds them up. */
  revisions: z.string(),
  sequences: z.array(
    z.strictObject({ name: z.string(), value: z.string().regex(/^-?\d+$/), called: z.boolean() }),
  ),
});
export type Trailer = Readonly<z.infer<typeof trailerShape>>;
export type SequenceState = Trailer['sequences'][number];

/** Why a backup cannot be made or restored. The words are in locales/…/cli.json under `backup.refused`. */
export type BackupFault =
  // The file
  | 'notABackup'
  | 'olderFormat'
  | 'newerFormat'
  | 'truncated'
  | 'changed'
  | 'malformed'
  | 'tableSum'
  | 'wholeSum'
  | 'notAFile'
  // The file and this Hebi
  | 'newerHebi'
  // The database
  | 'noTables'
  | 'databaseNewer'
  | 'notEmpty'
  | 'migratedBeyond'
  | 'inUse'
  | 'revisionsDiffer'
  | 'rowsDiffer';

/** A backup that is refused: nothing was written. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
  readonly fault: BackupFault;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(fault: BackupFault, values: Readonly<Record<string, string | number>> = {}) {
    super(`${fault} ${JSON.stringify(values)}`);
    this.fault = fault;
    this.values = values;
  }
}

/** How far a backup or a restore is. */
export interface Progress {
  readonly step: 'saved' | 'checked' | 'restored';
  readonly table: string;
  readonly rows: number;
  /** Of COPY's text. */
  readonly bytes: number;
  readonly done: boolean;
}
export type Tell = (progress: Progress) => void;

const newline = 0x0a;

/** Rows in a stretch of COPY's text: a line break within a value is written otherwise. */
export function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
}
