import type { Permission } from '../../../src/core/permission.ts';

/** The parts of administration, with what one needs to see each. */
export const parts = {
  people: 'person.manage',
  tokens: 'token.manage',
  webhooks: 'webhook.manage',
  categories: 'category.write',
  policies: 'setting.write',
  queues: 'queue.watch',
} as const satisfies Record<string, Permission>;
export type PartName = keyof typeof parts;
export const partNames = Object.keys(parts) as PartName[];

export function partOf(value: unknown): PartName | undefined {
  return partNames.find((name) => name === value);
}
