import type { Doing, Place } from '../api/presence.ts';
import { usePresence } from '../api/presence.ts';
import { useFormats } from '../words/format.ts';
import { useWords } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { Mark } from './mark.tsx';

const doings = ['working', 'reviewing', 'reading'] as const satisfies readonly Doing[];
const tones = { working: 'violet', reviewing: 'blue', reading: 'plain' } as const;

/** Colleagues who are here too, by name and by what they do. Says to them what this person does. */
export function Present({ doing, ...place }: Place & { doing: Doing }) {
  const say = useWords('app');
  const { list } = useFormats();
  const others = usePresence(place, doing);
  const named = new Set<string>();
  return doings.map((each) => {
    // Whoever does several things is named once, by the weightiest.
    const people = others.filter(({ doing: theirs, person }) => {
      if (theirs !== each || named.has(person.id)) return false;
      named.add(person.id);
      return true;
    });
    if (people.length === 0) return null;
    return (
      <Mark key={each} tone={tones[each]}>
        <Icon name={each === 'working' ? 'edit' : 'eye'} size={12} />
        {say(`presence.${each}`, { names: list(people.map(({ person }) => person.name)) })}
      </Mark>
    );
  });
}
