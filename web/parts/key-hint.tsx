import { printedKeys } from '../keys/keys.ts';
import classes from './key-hint.module.css';

/** The keys of a shortcut, as printed on the keyboard. The shortcut itself is told by `aria-keyshortcuts`. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={classes.keys} aria-hidden="true">
      {printedKeys(keys).map((key) => (
        <kbd key={key} className={classes.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
