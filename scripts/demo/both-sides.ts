import type { NoticeDetail } from '../../src/features/notices/contract.ts';
import { must } from './client.ts';
import type { Desk } from './desk.ts';
import { activeTask, equal, readNotice, review, save, settled, workOff } from './desk.ts';
import type { Texts } from './one-side.ts';
import { edited, edits } from './texts.ts';

/** Two people change the two languages without knowing of each other. */
export async function reconcile(desk: Desk, texts: Texts): Promise<Texts> {
  const { screen, author, editor, translator } = desk;
  screen.step('Both languages change apart from each other');
  const en = edited(texts.en, edits.apartEnglish);
  const zh = edited(texts.zh, edits.apartChinese);
  await save(desk, author, { language: 'en', text: en });
  await save(desk, editor, { language: 'zh', text: zh });
  await settled(desk, 'diverged', 'reconcile');
  const task = await activeTask(desk, 'reconcile');
  equal('what it writes', task.writes, ['en', 'zh']);
  screen.say('task reconcile, writes both, with the changes of both sides');
  for (const change of task.changes) screen.edits(`${change.side} edit`, change.edits);
  const merged = {
    en: edited(en, edits.reconciledEnglish),
    zh: edited(zh, edits.reconciledChinese),
  };
  await workOff(desk, translator, { task, work: { versions: merged } });
  await review(desk, editor, { task });
  await settled(desk, 'in_sync', null);
  return merged;
}

/** One person saves both at once: whoever did it had both texts before them. */
export async function verify(desk: Desk, texts: Texts): Promise<Texts> {
  const { screen, author, editor, notice } = desk;
  screen.step('Both languages change in one act');
  const en = edited(texts.en, edits.togetherEnglish);
  const zh = edited(texts.zh, edits.togetherChinese);
  const { etag } = await readNotice(desk);
  const put = author.send<NoticeDetail>('PUT', `${notice}/versions`, {
    body: { en, zh },
    headers: { 'If-Match': etag },
  });
  equal('the state', (await must(put, 200, 'saving both')).body.state, 'diverged');
  await settled(desk, 'diverged', 'verify');
  const task = await activeTask(desk, 'verify');
  screen.say('task verify: somebody else has to say that the two agree');
  const { head } = await readNotice(desk);
  const confirm = author.send<{ code: string }>('POST', `${notice}/sync-points`, { body: head });
  const { code } = (await must(confirm, 403, 'a confirmation by the author')).body;
  equal('the reason', code, 'four_eyes');
  screen.say(`${author.name} wrote both and may not confirm it: 403 ${code}`);
  await workOff(desk, editor, { task, work: {} });
  await review(desk, editor, { task });
  await settled(desk, 'in_sync', null);
  return { en, zh };
}

/** What the notice remembers. */
export async function readHistory(desk: Desk): Promise<void> {
  const { screen, author, notice } = desk;
  screen.step('Nothing is forgotten');
  const answer = author.send<{ items: { type: string }[] }>('GET', `${notice}/history?limit=200`);
  const { items } = (await must(answer, 200, 'the history')).body;
  const points = items.filter(({ type }) => type === 'pair.certified').length;
  equal('the sync points in the history', points, 7);
  screen.say(`${items.length} events, ${points} sync points, each with who and when`);
}
