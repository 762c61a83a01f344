/** The corpus of all benchmarks: one notice of nine sentences in both languages. Do not change it. */

export interface Text {
  readonly title: string;
  readonly body: string;
}

export const english: Text = {
  title: 'Port Standards Centre joins the first meeting of the Green Shipping Working Group',
  body: `<p>On March 21, 2024, the Green Shipping Working Group held its first meeting in Ningbo. Representatives of over 30 research institutes, associations, universities and shipping companies attended the meeting. The Port Standards Centre took part as a member.</p>
<p>In the discussion, Deputy Director Lin Yue made proposals on the mode of cooperation. She also spoke about <a href="https://example.org/trade">green trade barriers</a>.</p>
<h2>Next steps</h2>
<ul><li>The Working Group meets twice a year.</li><li>Its next meeting will be held in Xiamen on September 12, 2024.</li></ul>
<p>The Centre will stay in close contact with the Working Group. It will help shipping companies to use renewable fuels.</p>`,
};

export const chinese: Text = {
  title: '港口标准中心参加绿色航运工作组第一次会议',
  body: `<p>2024年3月21日，绿色航运工作组在宁波召开第一次会议。30多家科研院所、协会、高校和航运企业的代表参加了会议。港口标准中心作为成员参会。</p>
<p>讨论中，副主任林越就合作模式提出了建议。她还谈到了<a href="https://example.org/trade">绿色贸易壁垒</a>。</p>
<h2>下一步工作</h2>
<ul><li>工作组每年召开两次会议。</li><li>下次会议将于2024年9月12日在厦门召开。</li></ul>
<p>中心将与工作组保持密切联系。中心将帮助航运企业使用可再生燃料。</p>`,
};

/** The English with another number of participants: a change of a fact. */
export function withParticipants(count: number): Text {
  return { ...english, body: english.body.replace('over 30', `over ${count}`) };
}
