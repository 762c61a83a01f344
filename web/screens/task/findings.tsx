import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Fix } from '../../../src/core/checks/check.ts';
import type { Severity } from '../../../src/core/checks/names.ts';
import type { IconName } from '../../parts/icon.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useWords } from '../../words/words.ts';
import classes from './task.module.css';

/** A finding as a row shows it, of the service or of the browser's own look. */
export interface ShownFinding {
  readonly id: string;
  readonly severity: Severity;
  readonly message: string;
  readonly isProvisional: boolean;
  /** The words of the segment as they should be, for the cell that has them now. */
  readonly fix?: Fix & { readonly cell: string };
  readonly waiver?: { readonly reason: string; readonly by: { readonly name: string } } | null;
}

const icons = { error: 'error', warning: 'warning', hint: 'hint' } as const satisfies Record<
  Severity,
  IconName
>;

/** What is found in a row, gravest first, each with its own act. */
export function FindingLines({
  id,
  findings,
  onFix,
  actOf,
}: {
  id?: string;
  findings: readonly ShownFinding[];
  onFix?: (finding: ShownFinding) => void;
  actOf?: (finding: ShownFinding) => ReactNode;
}) {
  const say = useWords('task');
  return (
    <ul className={classes.findings} id={id} aria-label={say('findings.label')}>
      {findings.map((finding) => (
        <li
          key={finding.id}
          className={classes.finding}
          data-severity={finding.severity}
          data-waived={(finding.waiver !== undefined && finding.waiver !== null) || undefined}
        >
          <Icon name={icons[finding.severity]} size={14} />
          <span className="seen-by-readers-only">
            {say(`findings.severity.${finding.severity}`)}:{' '}
          </span>
          <span className={classes.message}>
            {finding.message}
            {finding.waiver !== undefined && finding.waiver !== null && (
              <span className={classes.waived}>
                {say('findings.waived', {
                  name: finding.waiver.by.name,
                  reason: finding.waiver.reason,
                })}
              </span>
            )}
          </span>
          {finding.isProvisional && (
            <span className={classes.provisional} title={say('findings.provisionalHint')}>
              {say('findings.provisional')}
            </span>
          )}
          {finding.fix !== undefined && onFix !== undefined && (
            <Button size="compact-xs" variant="subtle" onClick={() => onFix(finding)}>
              {say('findings.fix')}
            </Button>
          )}
          {actOf?.(finding)}
        </li>
      ))}
    </ul>
  );
}
