import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Parity reports per pair of revisions, waivers, and hand corrections of alignments. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(tables).execute(db);
}

const tables = `
-- What the engine says of a pair of revisions, by its version and the house policy of the time.
create table parity_report (
  notice_id uuid not null references notice,
  en integer not null,
  zh integer not null,
  engine integer not null,
  policy text not null,
  report jsonb not null,
  score integer not null,
  errors integer not null,
  warnings integer not null,
  created_at timestamptz not null default now(),
  primary key (notice_id, en, zh)
);

-- A dismissal of a finding. The finding's id holds the hashes of the texts it is about, so a waiver
-- survives re-runs and dies with those texts. Restored, never deleted.
create table finding_waiver (
  id uuid primary key,
  notice_id uuid not null references notice,
  finding text not null,
  check_name text not null,
  reason text not null,
  waived_by uuid not null references person,
  waived_at timestamptz not null default now(),
  restored_by uuid references person,
  restored_at timestamptz
);
create unique index finding_waiver_standing on finding_waiver (notice_id, finding) where restored_at is null;
create index finding_waiver_check on finding_waiver (check_name);

-- Hand corrections of an alignment, as constraints; the newest set of a pair counts.
create table alignment_correction (
  id uuid primary key,
  notice_id uuid not null references notice,
  en integer not null,
  zh integer not null,
  constraints jsonb not null,
  corrected_by uuid not null references person,
  corrected_at timestamptz not null default now()
);
create index alignment_correction_pair on alignment_correction (notice_id, en, zh, id);
create trigger alignment_correction_immutable before update or delete on alignment_correction
  for each row execute function forbid_change();
`;
