import type { Pair } from '../../../src/core/language.ts';

/** A notice whose Chinese text has a wrong date and lacks the sentence about the repair desk. */
export const exampleTexts: Pair<string> = {
  en: `Free safety check for chargers in Baihe

On Saturday, 20 March 2027, the testing centre in Baihe will check telephone and scooter chargers free of charge. The doors are open from 9:30 a.m. to 4 p.m.

Last year our engineers looked at more than 1,200 chargers, and 18% of them failed. A repair desk run by volunteers from Nanhu Technical College will mend damaged cables on the spot. Each visitor may bring three devices.

Please book a time by 10 March at visit@example.org.

- Bring the charger together with its device.
- Children under 12 must come with an adult.
- Swollen or damaged batteries are not accepted.`,
  zh: `白河免费开展充电器安全检查

2027年3月27日（星期六），白河检测中心将免费检查手机和电动滑板车的充电器。开放时间为上午9:30至下午4:00。

去年，我们的工程师检查了1200多个充电器，其中18%不合格。每位来访者可携带3件设备。

请于3月10日前发送邮件至visit@example.org预约时间。

- 请携带充电器及其配套设备。
- 12岁以下儿童须由成人陪同。
- 不接受鼓胀或损坏的电池。`,
};
