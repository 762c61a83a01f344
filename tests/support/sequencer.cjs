const Sequencer = require('@jest/test-sequencer').default;

/**
 * Files that wait for processes, browsers or lapses come first: one that begins last would be waited for alone.
 * A fresh checkout knows no times of earlier runs by which Jest could tell.
 */
const heavy = [
  /tests\/features\/(kill|pulled-plug)\./,
  /tests\/journeys\//,
  /tests\/features\/outbox\./,
  /tests\/web\//,
  /clients\/browser\./,
  /webhook-deliveries\./,
  /tasks\/(life|storm)\./,
  /tests\/cli\//,
  /tests\/features\/(input|fuzz)/,
  /tests\/platform\//,
];
const slow = [...heavy, /tests\/features\//];

module.exports = class extends Sequencer {
  /** What fills the processor by itself, as a pattern of paths: .ci/run lets fewer of them run at a time. */
  static heavy = heavy.map(({ source }) => source).join('|');

  sort(tests) {
    const rank = ({ path }) => {
      const place = slow.findIndex((each) => each.test(path));
      return place === -1 ? slow.length : place;
    };
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
};
