import { openLog } from '../../src/platform/log.ts';

test.each([null, undefined, 'a word', new Error('an error')])(
  'what was caught can be logged, whatever it is: %p',
  (err) => {
    // On its way to standard output the line is made, which must end no process.
    expect(() => openLog('warn').warn({ err }, 'said by a test')).not.toThrow();
  },
);
