import { shortcutActs } from '../../src/core/shortcut-acts.ts';

const of = (keys: string, label: string, group = 'Task') => ({ keys, label, group });

test('an act is told once, with all of its keys', () => {
  const acts = shortcutActs([
    of('j', 'Next'),
    of('k', 'Previous'),
    of('Alt+ArrowDown', 'Next'),
    of('j', 'Next'),
    of('j', 'Next', 'Notices'),
  ]);
  expect(acts.map(({ group, label, keys }) => [group, label, ...keys])).toEqual([
    ['Task', 'Next', 'j', 'Alt+ArrowDown'],
    ['Task', 'Previous', 'k'],
    ['Notices', 'Next', 'j'],
  ]);
});
