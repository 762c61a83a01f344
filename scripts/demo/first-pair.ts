import type { NoticeDetail } from '../../src/features/notices/contract.ts';
import type { SiteNotice } from '../../src/features/delivery/contract.ts';
import type { Client } from './client.ts';
import { must } from './client.ts';
import type { Desk } from './desk.ts';
import { activeTask, equal, review, settled, workOff } from './desk.ts';
import type { Screen } from './screen.ts';
import { chinese, english } from './texts.ts';

/** The notice, in English alone. */
export async function writeEnglish(
  screen: Screen,
  author: Client,
  slug: string,
): Promise<{ notice: string; noticeId: string }> {
  screen.step(`${author.name} writes the notice in English`);
  const created = author.send<NoticeDetail>('POST', '/api/v1/notices', {
    body: { slug, language: 'en', ...english },
  });
  const { id, state } = (await must(created, 201, 'the notice')).body;
  equal('the state', state, 'en_only');
  screen.text('title', english.title);
  screen.say('created: state en_only, by the answer to the request itself');
  return { notice: `/api/v1/notices/${id}`, noticeId: id };
}

/** From a text without counterpart to a certified pair. */
export async function translate(desk: Desk): Promise<void> {
  const { screen, translator, editor } = desk;
  screen.step('The queue raises a translation task; two people work it off');
  const task = await activeTask(desk, 'translate');
  equal('what it writes', task.writes, ['zh']);
  screen.say(`task translate, writes zh, ${task.size.englishWords} English words`);
  await workOff(desk, translator, { task, work: { versions: { zh: chinese } } });
  await review(desk, editor, { task, refused: { who: translator, code: 'forbidden' } });
  await settled(desk, 'in_sync', null);
}

export async function publishBoth(desk: Desk): Promise<void> {
  const { screen, author, reader, notice, slug } = desk;
  screen.step('Both languages are published, and readers get theirs');
  for (const language of ['en', 'zh']) {
    const publish = author.send('POST', `${notice}/versions/${language}/publication`, { body: {} });
    await must(publish, 200, `publishing ${language}`);
  }
  for (const [wish, locale] of [
    ['zh-CN,zh;q=0.9', 'zh'],
    ['en-GB', 'en'],
  ] as const) {
    const { headers, body } = await must(
      reader.send<SiteNotice>('GET', `/site/notices/${slug}`, {
        headers: { 'Accept-Language': wish },
      }),
      200,
      'the public notice',
    );
    equal('Content-Language', headers.get('Content-Language'), locale);
    equal('counterpart.state', body.counterpart?.state, 'in_sync');
    screen.say(`Accept-Language: ${wish} → Content-Language: ${locale}, counterpart in_sync`);
    screen.text('title', body.title);
  }
}
