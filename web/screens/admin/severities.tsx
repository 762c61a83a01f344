import { NativeSelect } from '@mantine/core';
import { checkNames, severities } from '../../../src/core/checks/names.ts';
import type { Settings } from '../../api/house.ts';
import { useWords } from '../../words/words.ts';
import classes from './admin.module.css';

type Chosen = Settings['parity']['severity'];
const choices = [...severities, 'off'] as const;

/** How grave each check's findings are, in place of its own opinion. */
export function Severities({
  severity,
  onChange,
}: {
  severity: Chosen;
  onChange: (severity: Chosen) => void;
}) {
  const say = useWords('admin');
  return (
    <div className={classes.checks}>
      {checkNames.map((check) => (
        <NativeSelect
          key={check}
          size="xs"
          label={say(`checks.${check}`)}
          value={severity[check] ?? ''}
          onChange={({ currentTarget }) => {
            const { [check]: _before, ...rest } = severity;
            const found = choices.find((one) => one === currentTarget.value);
            onChange(found === undefined ? rest : { ...rest, [check]: found });
          }}
          data={[
            { value: '', label: say('severities.own') },
            ...choices.map((value) => ({ value, label: say(`severities.${value}`) })),
          ]}
        />
      ))}
    </div>
  );
}
