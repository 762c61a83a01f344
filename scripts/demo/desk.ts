import type { Language } from '../../src/core/language.ts';
import type { NoticeDetail, VersionView } from '../../src/features/notices/contract.ts';
import type { TaskDetail, TaskView } from '../../src/features/tasks/contract.ts';
import type { Answer, Client } from './client.ts';
import { eventually, must, Unexpected } from './client.ts';
import type { Screen } from './screen.ts';
import type { Text } from './texts.ts';

/** The people of the story, and the notice that they work on. */
export interface Desk {
  readonly screen: Screen;
  /** The administrator, who is an editor too. */
  readonly author: Client;
  readonly translator: Client;
  readonly editor: Client;
  /** Somebody who reads the website. */
  readonly reader: Client;
  readonly slug: string;
  /** The notice's address in the API. */
  readonly notice: string;
  readonly noticeId: string;
}

export async function readNotice({ author, notice }: Desk): Promise<NoticeDetail> {
  return (await must(author.send<NoticeDetail>('GET', notice), 200, 'the notice')).body;
}

/** Waits for a pair state, and for its task where it calls for one. */
export async function settled(desk: Desk, state: string, task: string | null): Promise<void> {
  const wanted = `state ${state} with ${task === null ? 'no task' : `a task ${task}`}`;
  const { head, synced } = await eventually(wanted, async () => {
    const notice = await readNotice(desk);
    const kind = notice.task?.kind ?? null;
    const there = notice.state === state && kind === task;
    return { found: there ? notice : null, seen: `${notice.state} with ${kind ?? 'no task'}` };
  });
  const pair = synced === null ? 'nothing' : `(EN r${synced.en}, ZH r${synced.zh})`;
  const next = task === null ? 'no task' : `task: ${task}`;
  desk.screen.say(
    `state ${state}: EN is at r${head.en}, ZH at r${head.zh}, certified ${pair}; ${next}`,
  );
}

/** The notice's active task once the queue has raised or refreshed it for the present heads. */
export async function activeTask(desk: Desk, kind: string): Promise<TaskDetail> {
  const { head } = await readNotice(desk);
  const id = await eventually(`a task ${kind} for EN r${head.en}, ZH r${head.zh}`, async () => {
    const path = `/api/v1/tasks?notice=${desk.noticeId}`;
    const { body } = await must(
      desk.translator.send<{ items: TaskView[] }>('GET', path),
      200,
      'tasks',
    );
    const task = body.items.find(
      (each) => each.kind === kind && each.base.en === head.en && each.base.zh === head.zh,
    );
    const seen = body.items.map((each) => `${each.kind} for ${JSON.stringify(each.base)}`).join();
    return { found: task?.id ?? null, seen: seen || 'none' };
  });
  const answer = await must(
    desk.translator.send<TaskDetail>('GET', `/api/v1/tasks/${id}`),
    200,
    'the task',
  );
  return answer.body;
}

/** Saves one language under the condition that nobody else has saved it since. */
export async function save(
  desk: Desk,
  by: Client,
  { language, text }: { language: Language; text: Text },
): Promise<Answer<VersionView>> {
  const path = `${desk.notice}/versions/${language}`;
  const read = await must(by.send<VersionView>('GET', path), 200, 'the version');
  const headers = { 'If-Match': read.headers.get('ETag') ?? '' };
  const put = by.send<VersionView>('PUT', path, { body: text, headers });
  return must(put, 200, 'saving a revision');
}

/** Whole texts, or single segments by their id. */
export interface Work {
  readonly versions?: { readonly en?: Text; readonly zh?: Text };
  readonly segments?: Readonly<Record<string, string>>;
}

/** Claims a task, keeps a draft and submits it. */
export async function workOff(
  desk: Desk,
  by: Client,
  { task, work }: { task: TaskDetail; work: Work },
): Promise<void> {
  const path = `/api/v1/tasks/${task.id}`;
  const claim = by.send<{ lease: { number: number; until: string } }>('POST', `${path}/claim`);
  const { lease } = (await must(claim, 200, 'the claim')).body;
  desk.screen.say(`${by.name} claims it: lease ${lease.number}, until ${lease.until}`);
  const draft = by.send<{ draft: number }>('PUT', `${path}/draft`, {
    body: { lease: lease.number, ...work },
  });
  const { body: kept } = await must(draft, 200, 'the draft');
  desk.screen.say(`draft ${kept.draft} is kept, and the lease renewed`);
  const submit = by.send<{ pair: { en: number; zh: number } }>('POST', `${path}/submission`, {
    body: { lease: lease.number },
  });
  const { pair } = (await must(submit, 200, 'the submission')).body;
  desk.screen.say(`submitted: EN r${pair.en} and ZH r${pair.zh} go to review`);
}

/** Claims the review and approves; before that, somebody who may not is refused. */
export async function review(
  desk: Desk,
  by: Client,
  { task, refused }: { task: TaskDetail; refused?: { who: Client; code: string } },
): Promise<void> {
  const path = `/api/v1/tasks/${task.id}`;
  if (refused !== undefined) {
    const answer = refused.who.send<{ code: string }>('POST', `${path}/review`);
    const { code } = (await must(answer, 403, `a review by ${refused.who.name}`)).body;
    equal('the reason', code, refused.code);
    desk.screen.say(`${refused.who.name} may not review it: 403 ${code}`);
  }
  const claim = by.send<{ lease: { number: number }; pair: { en: number; zh: number } }>(
    'POST',
    `${path}/review`,
  );
  const { lease, pair } = (await must(claim, 200, 'the review')).body;
  desk.screen.say(`${by.name} reviews: the pair (EN r${pair.en}, ZH r${pair.zh}) is frozen`);
  const approve = by.send<{ syncPoint: { ground: string } }>('POST', `${path}/approval`, {
    body: { lease: lease.number },
  });
  const { syncPoint } = (await must(approve, 200, 'the approval')).body;
  desk.screen.say(`approved: a sync point, ground ${syncPoint.ground}`);
}

/** @throws Unexpected where they differ */
export function equal(what: string, got: unknown, expected: unknown): void {
  if (JSON.stringify(got) === JSON.stringify(expected)) return;
  throw new Unexpected(`${what}: ${JSON.stringify(expected)}`, JSON.stringify(got) ?? 'nothing');
}

/** @throws Unexpected where the text does not hold the part */
export function holds(what: string, text: string, part: string): void {
  if (text.includes(part)) return;
  throw new Unexpected(`${what} with “${part}”`, `“${text}”`);
}
