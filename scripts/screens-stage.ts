import { ensureFirstAdmin } from '../src/features/accounts/ensure-first-admin.ts';
import { loadSamples } from '../src/features/exchange/load-samples.ts';
import type { Client } from '../tests/support/http.ts';
import { signIn } from '../tests/support/http.ts';
import { settle } from '../tests/support/service.ts';
import type { Credentials, Workbench } from '../tests/support/workbench.ts';
import { openWorkbench } from '../tests/support/workbench.ts';

/** The service that is drawn: the sample notices, and a task in each of its forms. */
export interface Stage {
  readonly workbench: Workbench;
  readonly admin: Credentials;
  readonly api: Client;
  readonly tasks: Readonly<Record<TaskName, string>>;
}

type TaskName = 'translate' | 'update' | 'verify' | 'reconcile' | 'review';

const password = 'a password for pictures';

export async function openStage(): Promise<Stage> {
  const workbench = await openWorkbench();
  const admin = { email: 'mei.lin@example.org', name: 'Mei Lin', password };
  await ensureFirstAdmin(workbench.service, admin);
  await loadSamples(workbench.service);
  const api = await signIn(workbench.url, admin);
  await api.patch('/api/v1/me', { name: admin.name });
  const editor = await signIn(workbench.url, await workbench.person('Ada Brown', 'editor'));
  const settled = (): Promise<void> => settle(workbench.service, 60_000);
  await settled();
  await edit(editor, 'food-safety-week-2025/versions/en', [
    ['90 minutes', '80 minutes'],
    ['until September 5', 'until September 3'],
  ]);
  await edit(editor, 'food-safety-week-2025/versions/zh', [['9月5日前', '9月4日前']]);
  await edit(editor, 'internal-auditor-course-2025/versions/en', [
    ['June 17 to June 19, 2025', 'June 24 to June 26, 2025'],
  ]);
  for (const slug of unverified) await retract(api, slug);
  await settled();
  const { body } = await api.get('/api/v1/tasks?limit=200');
  const found = body.items as { id: string; kind: TaskName; notice: { slug: string } }[];
  const taskOf = (slug: string): string =>
    found.find(({ notice }) => notice.slug === slug)?.id ?? '';
  const review = taskOf('internal-auditor-course-2025');
  const translator = await signIn(workbench.url, await workbench.person('Tao Yu', 'translator'));
  await submit(translator, review, [['6月17日至6月19日', '6月24日至6月27日']]);
  await settled();
  const tasks = {
    translate: taskOf('auditors-wanted-2026'),
    update: taskOf('application-system-maintenance'),
    verify: taskOf('green-data-centre-seminar'),
    reconcile: taskOf('food-safety-week-2025'),
    review,
  };
  await api.post(`/api/v1/tasks/${review}/review`);
  for (const name of ['update', 'verify', 'reconcile'] as const) {
    await api.post(`/api/v1/tasks/${tasks[name]}/claim`);
  }
  return { workbench, admin, api, tasks };
}

/** Whose certificates are taken back, so that somebody has to say again that both sides agree. */
const unverified = [
  'carbon-footprint-pilot',
  'climate-change-in-management-systems',
  'annual-report-2025',
];

async function retract(api: Client, slug: string): Promise<void> {
  const { body } = await api.get(`/api/v1/notices/${slug}`);
  const gone = await api.del(`/api/v1/notices/${slug}/sync-points/${body.syncPoint.id}`);
  if (gone.status !== 200) throw new Error(JSON.stringify(gone.body));
}

type Replacements = readonly (readonly [string, string])[];

function replaced(text: string, replacements: Replacements): string {
  return replacements.reduce((now, [from, to]) => now.replace(from, to), text);
}

async function edit(api: Client, version: string, replacements: Replacements): Promise<void> {
  const path = `/api/v1/notices/${version}`;
  const { body, headers } = await api.get(path);
  const { title, summary } = body;
  const text = { title, summary, body: replaced(body.body, replacements) };
  const saved = await api.put(path, text, { 'If-Match': headers.get('etag') ?? '' });
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
}

async function submit(api: Client, task: string, replacements: Replacements): Promise<void> {
  const claimed = await api.post(`/api/v1/tasks/${task}/claim`);
  const { body: detail } = await api.get(`/api/v1/tasks/${task}`);
  const { body } = await api.get(`/api/v1/notices/${detail.notice.slug}/versions/zh`);
  const { title, summary } = body;
  const zh = { title, summary, body: replaced(body.body, replacements) };
  const lease = claimed.body.lease.number;
  const done = await api.post(`/api/v1/tasks/${task}/submission`, { lease, versions: { zh } });
  if (done.status >= 300) throw new Error(JSON.stringify(done.body));
}
