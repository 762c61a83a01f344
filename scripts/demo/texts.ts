/** The texts of the demonstration: one notice, and what becomes of it. Written for it. */

export interface Text {
  readonly title: string;
  readonly body: string;
}

/** With a doubled space, a missing one and a doubled word, as notices come from a word processor. */
export const english: Text = {
  title: 'Port Standards Centre joins the first meeting of the Green Shipping Working Group',
  body: `<p>On March 21, 2024, the Green Shipping Working Group held its  first meeting in Ningbo. Representatives of over 30 research institutes, associations, universities and shipping companiesattended the meeting. The Port Standards Centre took part as a member.</p>
<p>In the the discussion, Deputy Director Lin Yue made proposals on the mode of cooperation. She also spoke about green trade barriers.</p>
<p>The Working Group meets twice a year. Its next meeting will be held in Xiamen on September 12, 2024.</p>
<p>The Centre will stay in close contact with the Working Group and help shipping companies to use renewable fuels.</p>`,
};

export const chinese: Text = {
  title: '港口标准中心参加绿色航运工作组第一次会议',
  body: `<p>2024年3月21日，绿色航运工作组在宁波召开第一次会议。30多家科研院所、协会、高校和航运企业的代表参加了会议。港口标准中心作为成员参会。</p>
<p>讨论中，副主任林越就合作模式提出了建议。她还谈到了绿色贸易壁垒。</p>
<p>工作组每年召开两次会议。下次会议将于2024年9月12日在厦门召开。</p>
<p>中心将与工作组保持密切联系，帮助航运企业使用可再生燃料。</p>`,
};

export type Replacement = readonly [from: string, to: string];

/** Every edit of the story, in its order. */
export const edits = {
  doubledSpace: ['its  first', 'its first'],
  missingSpace: ['companiesattended', 'companies attended'],
  fact: ['over 30 research', 'over 40 research'],
  factAnswer: ['30多家科研院所', '40多家科研院所'],
  typo: ['In the the discussion', 'In the discussion'],
  chineseFirst: ['2024年9月12日', '2024年9月20日'],
  chineseFirstAnswer: ['September 12, 2024', 'September 20, 2024'],
  apartEnglish: ['to use renewable fuels', 'to use methanol and ammonia'],
  apartChinese: ['在厦门召开', '在福州召开'],
  reconciledEnglish: ['in Xiamen', 'in Fuzhou'],
  reconciledChinese: ['使用可再生燃料', '使用甲醇和氨'],
  togetherEnglish: ['meets twice a year', 'meets four times a year'],
  togetherChinese: ['每年召开两次会议', '每年召开四次会议'],
} as const satisfies Record<string, Replacement>;

/** The text with something replaced that has to be in it. */
export function edited(text: Text, ...changes: readonly Replacement[]): Text {
  return changes.reduce(({ title, body }, [from, to]) => {
    if (!body.includes(from)) throw new Error(`the text has no “${from}”`);
    return { title, body: body.replace(from, to) };
  }, text);
}
