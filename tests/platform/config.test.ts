import { readConfig } from '../../src/platform/config.ts';

/** What stands in the table of variables may be set, and what is wrong is named. */
describe('the configuration', () => {
  it.each(['admin@localhost', 'ada@example.org'])('takes %s as the administrator', (email) => {
    expect(readConfig({ HEBI_ADMIN_EMAIL: email }).admin.email).toBe(email);
  });

  it.each(['admin', '@localhost', 'a b@example.org', 'ada@'])('refuses %s by name', (email) => {
    expect(() => readConfig({ HEBI_ADMIN_EMAIL: email })).toThrow(/HEBI_ADMIN_EMAIL/);
  });
});
