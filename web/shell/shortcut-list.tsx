import { shortcutActs } from '../../src/core/shortcut-acts.ts';
import { printedKeys } from '../keys/keys.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useRegisteredShortcuts } from '../keys/use-shortcuts.ts';
import { KeyHint } from '../parts/key-hint.tsx';
import { useWords } from '../words/words.ts';
import classes from './shortcut-list.module.css';

/** Every shortcut that works on this screen, by what it is for. */
export function ShortcutList({ close }: { close: () => void }) {
  const say = useWords('app');
  const groups = Map.groupBy(shortcutActs(useRegisteredShortcuts()), ({ group }) => group);
  return (
    <Dialog title={say('shortcuts.title')} close={close} size="lg">
      <div className={classes.groups}>
        {[...groups].map(([group, acts]) => (
          <section key={group}>
            <h3 className={classes.heading}>{group}</h3>
            <dl className={classes.list}>
              {acts.map(({ keys, label }) => (
                <div key={keys[0]} className={classes.line}>
                  <dt>{label}</dt>
                  <dd className={classes.keys}>
                    {keys.map((one) => (
                      <span key={one}>
                        <KeyHint keys={one} />
                        <span className="seen-by-readers-only">{printedKeys(one).join(' ')}</span>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
