import type { RawFinding } from './check.ts';

/**
 * Findings that are a habit of the whole page: the first of each kind stays what it is, the others become
 * hints. One alarm tells it as well as fifty.
 */
export function asHabit(findings: readonly RawFinding[]): RawFinding[] {
  const seen = new Set<string>();
  return findings.map((finding) => {
    if (!seen.has(finding.message.key)) {
      seen.add(finding.message.key);
      return finding;
    }
    return { ...finding, severity: 'hint' };
  });
}
