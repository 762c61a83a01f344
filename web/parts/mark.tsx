import type { ReactNode } from 'react';
import classes from './mark.module.css';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'blue' | 'violet';

/** A short word that classes something: a state, a kind, a change class. Readable without its colour. */
export function Mark({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes.mark} data-tone={tone}>
      {children}
    </span>
  );
}
