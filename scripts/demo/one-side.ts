import type { SiteNotice } from '../../src/features/delivery/contract.ts';
import type { TaskDetail } from '../../src/features/tasks/contract.ts';
import { must, Unexpected } from './client.ts';
import type { Desk, Work } from './desk.ts';
import { activeTask, equal, holds, readNotice, review, save, settled, workOff } from './desk.ts';
import type { Text } from './texts.ts';
import { edited, edits } from './texts.ts';

/** Both texts as they stand. */
export interface Texts {
  readonly en: Text;
  readonly zh: Text;
}

/** The one change of a task, with its words. */
function showChange(desk: Desk, task: TaskDetail): TaskDetail['changes'][number] {
  const [change] = task.changes;
  if (change === undefined) throw new Unexpected('a change in the task', 'none');
  const { screen } = desk;
  screen.text('old', change.old ?? '–');
  screen.text('new', change.new ?? '–');
  screen.edits('edit', change.edits);
  screen.text('answered by', change.counterpart.text || '–');
  screen.text('ready patch', change.patch ?? 'none: a person has to write it');
  return change;
}

/** A number changes in English: the Chinese is behind, and readers are told once it is public. */
export async function changeFact(desk: Desk, texts: Texts): Promise<Texts> {
  const { screen, author } = desk;
  screen.step(`English changes a fact: “${edits.fact[0]}” → “${edits.fact[1]}”`);
  const en = edited(texts.en, edits.fact);
  await save(desk, author, { language: 'en', text: en });
  await settled(desk, 'en_ahead', 'update');
  const task = await activeTask(desk, 'update');
  equal('the class of the change', task.class, 'facts');
  equal('whether one click is enough', task.confirmable, false);
  screen.say('task update, class facts: a person has to look at the Chinese');
  const change = showChange(desk, task);
  holds('the old wording', change.old ?? '', 'over 30');
  holds('the new wording', change.new ?? '', 'over 40');
  holds('the Chinese segment that answers', change.counterpart.text, edits.factAnswer[0]);
  await publishAhead(desk);
  const zh = edited(texts.zh, edits.factAnswer);
  await workOff(desk, desk.translator, {
    task,
    work: patched(desk, change) ?? { versions: { zh } },
  });
  await review(desk, desk.editor, { task });
  await settled(desk, 'in_sync', null);
  await replaced(desk);
  return { en, zh };
}

/** The ready patch of a change as a draft; null where there is none. */
function patched(desk: Desk, change: TaskDetail['changes'][number]): Work | null {
  const [segment, ...more] = change.counterpart.segments;
  if (change.patch === null || segment === undefined || more.length > 0) return null;
  desk.screen.say(`${desk.translator.name} takes the ready patch for segment ${segment}`);
  return { segments: { [segment]: change.patch } };
}

/** Only the English goes live: the Chinese page says by how much it is behind. */
async function publishAhead(desk: Desk): Promise<void> {
  const { screen, author, notice } = desk;
  const before = await readSite(desk, 'zh');
  equal('what readers know before it is published', before.counterpart?.state, 'in_sync');
  const publish = author.send('POST', `${notice}/versions/en/publication`, { body: {} });
  await must(publish, 200, 'publishing en');
  const { counterpart } = await readSite(desk, 'zh');
  equal('counterpart.state', counterpart?.state, 'en_ahead');
  equal('counterpart.behindBy', counterpart?.behindBy, 1);
  const blocks = counterpart?.changedBlocks?.join(', ') ?? '';
  screen.say(`published: the Chinese page says en_ahead, 1 change behind, in block ${blocks}`);
}

/** An approval replaces the revision of a side that is public already. */
async function replaced(desk: Desk): Promise<void> {
  const site = await readSiteWith(desk, edits.factAnswer[1]);
  equal('counterpart.state', site.counterpart?.state, 'in_sync');
  desk.screen.say('the Chinese page has the new text: it was public, so the approval replaced it');
}

async function readSite(desk: Desk, locale: 'en' | 'zh'): Promise<SiteNotice> {
  const path = `/site/${locale}/notices/${desk.slug}`;
  return (await must(desk.reader.send<SiteNotice>('GET', path), 200, 'the public notice')).body;
}

async function readSiteWith(desk: Desk, part: string): Promise<SiteNotice> {
  for (let tries = 0; tries < 100; tries += 1) {
    const site = await readSite(desk, 'zh');
    if (site.html.includes(part)) return site;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Unexpected(`a public Chinese text with “${part}”`, 'none within 5 s');
}

/** White space: the system certifies it by itself. */
export async function tidySpaces(desk: Desk, texts: Texts): Promise<Texts> {
  const { screen, author } = desk;
  const [from, to] = edits.doubledSpace;
  screen.step(`A doubled space is taken out: “${from}” → “${to}”`);
  const en = edited(texts.en, edits.doubledSpace);
  await save(desk, author, { language: 'en', text: en });
  await settled(desk, 'in_sync', null);
  const { syncPoint } = await readNotice(desk);
  equal('the ground of the sync point', syncPoint?.ground, 'cosmetic');
  screen.say('certified by the system, ground cosmetic: nobody gets a task');
  return { ...texts, en };
}

/** A typo: a task that one click settles. */
export async function fixTypo(desk: Desk, texts: Texts): Promise<Texts> {
  const { screen, author, notice } = desk;
  screen.step(`A typo is mended: “${edits.typo[0]}” → “${edits.typo[1]}”`);
  const en = edited(texts.en, edits.typo);
  await save(desk, author, { language: 'en', text: en });
  await settled(desk, 'en_ahead', 'update');
  const task = await activeTask(desk, 'update');
  equal('the class of the change', task.class, 'minor');
  equal('whether one click is enough', task.confirmable, true);
  screen.say('task update, class minor, confirmable');
  showChange(desk, task);
  const { head } = await readNotice(desk);
  const confirm = author.send('POST', `${notice}/sync-points`, { body: head });
  await must(confirm, 201, 'the confirmation');
  screen.say(`one click (POST sync-points) by ${author.name}: still in step`);
  await settled(desk, 'in_sync', null);
  return { ...texts, en };
}

/** The same in the other direction: neither language is the source. */
export async function chineseFirst(desk: Desk, texts: Texts): Promise<Texts> {
  const { screen, editor, translator, author } = desk;
  screen.step(`Chinese changes first: “${edits.chineseFirst[0]}” → “${edits.chineseFirst[1]}”`);
  const zh = edited(texts.zh, edits.chineseFirst);
  await save(desk, editor, { language: 'zh', text: zh });
  await settled(desk, 'zh_ahead', 'update');
  const task = await activeTask(desk, 'update');
  equal('what it writes', task.writes, ['en']);
  screen.say(`task update, writes en, class ${task.class ?? 'none'}`);
  const change = showChange(desk, task);
  holds('the English segment that answers', change.counterpart.text, edits.chineseFirstAnswer[0]);
  const en = edited(texts.en, edits.chineseFirstAnswer);
  const work = patched(desk, change) ?? { versions: { en } };
  await workOff(desk, translator, { task, work });
  await review(desk, author, { task });
  await settled(desk, 'in_sync', null);
  return { en, zh };
}
