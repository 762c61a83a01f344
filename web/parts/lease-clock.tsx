import { useFormats } from '../words/format.ts';
import { useWords } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { lowMs, useLeft } from './time.tsx';

/**
 * How long the claim still runs: in minutes, and in seconds where it is nearly over and stands out. A clock that
 * moves every second is drawn between the keys of whoever types.
 */
export function LeaseClock({ until, className }: { until: string; className?: string }) {
  const say = useWords('app');
  const { clock } = useFormats();
  const left = useLeft(until);
  const words =
    left < lowMs
      ? say('lease.clock', { clock: clock(left) })
      : say('lease.minutes', { count: left / 60_000 });
  return (
    <span className={className} data-low={left < lowMs || undefined} title={say('lease.label')}>
      <Icon name="clock" size={14} />
      {words}
    </span>
  );
}
