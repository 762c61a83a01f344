const Sequencer = require('@jest/test-sequencer').default;

/**
 * Files that wait for processes, browsers or lapses come first: one that begins last would be waited for alone.
 * A fresh checkout knows no times of earlier runs by which Jest could tell.
 */
const slow = [
  /features\/kill\./,
  /journeys\/claims\./,
  /features\/outbox\./,
  /web\//,
  /clients\/browser\./,
  /webhook-deliveries\./,
  /tasks\/(life|storm)\./,
  /cli\//,
  /features\/(input|fuzz)/,
  /platform\//,
  /features\//,
];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = slow.findIndex((each) => each.test(path));
      return place === -1 ? slow.length : place;
    };
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
};
