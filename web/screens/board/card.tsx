import type { ReactNode } from 'react';
import classes from './board.module.css';

/** A card with a heading; the heading leads to the list that it counts, where there is one. */
export function Card({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.card}>
      <h2 className={classes.cardTitle}>{title}</h2>
      {children}
    </section>
  );
}
