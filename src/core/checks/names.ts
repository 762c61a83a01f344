/** Every check, in the order in which a report tells its findings. */
export const checkNames = [
  'missing',
  'extra',
  'order',
  'facts',
  'name',
  'negation',
  'untranslated',
  'truncated',
  'width',
  'brackets',
  'quotes',
  'spacing',
  'repeated',
  'glued',
  'traditional',
  'inconsistent',
  'markup',
  'links',
  'shape',
  'title',
] as const;
export type CheckName = (typeof checkNames)[number];

/**
 * Error: the two sides say different things, or one is broken. Warning: very likely so. Hint: worth a
 * look, often in order; no alarm.
 */
export const severities = ['error', 'warning', 'hint'] as const;
export type Severity = (typeof severities)[number];
