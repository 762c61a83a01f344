import { CatchBoundary, Outlet, useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useLiveStream } from '../api/live.ts';
import { useSelf } from '../api/session.ts';
import { useShortcuts } from '../keys/use-shortcuts.ts';
import { lazyPart } from '../parts/lazy-part.tsx';
import { SkeletonRows } from '../parts/states.tsx';
import { useWords } from '../words/words.ts';
import classes from './frame.module.css';
import { Header } from './header.tsx';
import { Navigation } from './navigation-bar.tsx';
import { useChosenElsewhere } from './choices.ts';
import { usePlaces } from './navigation.ts';
import { useKeptFocus } from './kept-focus.ts';
import type { Over } from './over.ts';
import { PartProblem } from './screen-problem.tsx';

const Palette = lazyPart(() => import('./palette.tsx'), 'Palette');
const ShortcutList = lazyPart(() => import('./shortcut-list.tsx'), 'ShortcutList');

const OwnAccount = lazyPart(() => import('./own-account.tsx'), 'OwnAccount');
const Tour = lazyPart(() => import('./tour.tsx'), 'Tour');

/** Navigation at the side (below, on a narrow screen), the bar at the top, and the screen. */
export function Frame() {
  const say = useWords('app');
  const [over, setOver] = useState<Over | null>(null);
  const places = usePlaces();
  const navigate = useNavigate();
  const { tour } = useSelf();
  useLiveStream();
  useChosenElsewhere();
  useKeptFocus();
  useShortcuts([
    {
      keys: 'Mod+k',
      label: say('palette.open'),
      group: say('shortcuts.everywhere'),
      whileTyping: true,
      run: () => setOver('palette'),
    },
    {
      keys: '?',
      label: say('shortcuts.open'),
      group: say('shortcuts.everywhere'),
      run: () => setOver('shortcuts'),
    },
    ...places.map(({ path, label, key }) => ({
      keys: `g ${key}`,
      label: say('shortcuts.go', { place: say(`nav.${label}`) }),
      group: say('shortcuts.everywhere'),
      run: () => void navigate({ to: path }),
    })),
  ]);
  return (
    <div className={classes.frame}>
      <a href="#screen" className={classes.skip}>
        {say('skip')}
      </a>
      <Navigation places={places} />
      <Header show={setOver} />
      <main id="screen" className={classes.screen} tabIndex={-1}>
        <Suspense fallback={<SkeletonRows />}>
          <Outlet />
        </Suspense>
      </main>
      <CatchBoundary
        getResetKey={() => over ?? 'none'}
        errorComponent={PartProblem}
        onCatch={() => setOver(null)}
      >
        <Suspense>
          {over === 'palette' && <Palette places={places} close={() => setOver(null)} />}
          {tour && <Tour />}
          {over === 'shortcuts' && <ShortcutList close={() => setOver(null)} />}
          {over === 'own' && <OwnAccount close={() => setOver(null)} />}
        </Suspense>
      </CatchBoundary>
    </div>
  );
}
