import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Webhooks: whom to tell, what each is to be told, and every attempt to do so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(tables).execute(db);
}

const tables = `
-- Whom to tell. Secrets are sealed where the installation has a key (platform/sealing.ts); a deleted
-- webhook keeps its row for its deliveries, without its secrets.
create table webhook (
  id uuid primary key,
  url text not null,
  description text not null,
  events text[] not null,
  secret text not null,
  previous_secret text,
  previous_until timestamptz,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  -- Since when nothing has succeeded; null: the last attempt did.
  failing_since timestamptz,
  paused_at timestamptz,
  pause_reason text check (pause_reason in ('by_hand', 'failing', 'gone')),
  deleted_at timestamptz,
  check ((paused_at is null) = (pause_reason is null))
);
create index webhook_listening on webhook (id) where deleted_at is null;

-- One event for one webhook. The payload is kept, so that every attempt sends the same bytes.
create table webhook_delivery (
  id uuid primary key,
  webhook_id uuid not null references webhook,
  event_id uuid not null references event,
  type text not null,
  payload text not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  -- Attempts since it was made or last replayed.
  attempts integer not null default 0,
  next_attempt_at timestamptz default now(),
  -- Who sends it now, and until when nobody else may.
  lease uuid,
  leased_until timestamptz,
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  unique (webhook_id, event_id),
  check ((status = 'pending') = (next_attempt_at is not null))
);
create index webhook_delivery_due on webhook_delivery (webhook_id, next_attempt_at, id)
  where status = 'pending';
create index webhook_delivery_leased on webhook_delivery (webhook_id, leased_until)
  where leased_until is not null;
create index webhook_delivery_list on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_age on webhook_delivery (created_at);

create table webhook_attempt (
  id uuid primary key,
  delivery_id uuid not null references webhook_delivery on delete cascade,
  at timestamptz not null,
  -- Of HTTP; null: there was no answer, and error says why.
  status integer,
  duration_ms integer not null,
  answer text not null,
  error text
);
create index webhook_attempt_delivery on webhook_attempt (delivery_id, id);
`;
