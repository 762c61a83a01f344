import config from './jest.config.mjs';

/** What takes minutes and finds seldom anything: `npm run test:long`. */
export default {
  ...config,
  testMatch: ['**/tests/long/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
