import { useEffect, useState } from 'react';
import { takeAnnouncements } from './announce.ts';

/** What `announce` says is written here. Two places in turn: the same words twice are read twice. */
export function LiveRegion() {
  const [said, setSaid] = useState<readonly [string, string]>(['', '']);
  useEffect(
    () =>
      takeAnnouncements((text) => setSaid(([first]) => (first === '' ? [text, ''] : ['', text]))),
    [],
  );
  return (
    <>
      {said.map((text, place) => (
        <div key={place} className="seen-by-readers-only" role="status" aria-live="polite">
          {text}
        </div>
      ))}
    </>
  );
}
