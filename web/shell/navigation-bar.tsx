import { Link } from '@tanstack/react-router';
import { Icon, Logo } from '../parts/icon.tsx';
import { useWords } from '../words/words.ts';
import type { Place } from './navigation.ts';
import classes from './navigation-bar.module.css';

/** The places of the workbench. */
export function Navigation({ places }: { places: readonly Place[] }) {
  const say = useWords('app');
  return (
    <nav className={classes.nav} aria-label={say('nav.label')}>
      <div className={classes.brand}>
        <Logo />
        <span>{say('name')}</span>
      </div>
      <ul className={classes.places}>
        {places.map(({ path, label, icon, key }) => (
          <li key={path}>
            <Link
              to={path}
              className={classes.place}
              activeProps={{ 'data-here': true }}
              activeOptions={{ exact: path === '/', includeSearch: false }}
              aria-keyshortcuts={`g ${key}`}
            >
              <Icon name={icon} />
              <span>{say(`nav.${label}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
