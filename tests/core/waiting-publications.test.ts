import { waitingPublications } from '../../src/core/waiting-publications.ts';

const told = (type: string, data: Record<string, unknown>) => ({
  type: `publication.${type}`,
  data,
});
const asked = told('requested', {
  language: 'en',
  revision: 2,
  waiting: 'time',
  at: '2027-01-01T00:00:00Z',
});

test('what was asked for waits', () => {
  expect(waitingPublications([asked])).toEqual({
    en: { revision: 2, waiting: 'time', at: '2027-01-01T00:00:00Z' },
    zh: null,
  });
});

test.each([
  ['cancelled', told('cancelled', { language: 'en', revision: 2 })],
  ['published', told('published', { language: 'en', revision: 2 })],
  ['overtaken', told('published', { language: 'en', revision: 3 })],
])('what was %s does not', (_name, later) => {
  expect(waitingPublications([later, asked]).en).toBeNull();
});

test('an older revision that goes live, and the other language, leave it waiting', () => {
  const history = [
    told('published', { language: 'zh', revision: 9 }),
    told('published', { language: 'en', revision: 1 }),
    { type: 'revision.saved', data: {} },
    asked,
  ];
  expect(waitingPublications(history).en?.revision).toBe(2);
});
