import { Button, NativeSelect, NumberInput, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Settings } from '../../api/house.ts';
import { putSettings, settingsQuery } from '../../api/house.ts';
import { ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { languageTags, useWords } from '../../words/words.ts';
import { useAct } from './acts.ts';
import classes from './admin.module.css';
import { NameFields } from './name-fields.tsx';
import { Severities } from './severities.tsx';

/** How the house writes, and how much it minds. */
export function Policies() {
  const read = useQuery(settingsQuery);
  if (read.data === undefined) {
    if (read.error === null) return <SkeletonRows rows={6} />;
    return <ProblemState error={read.error} retry={() => void read.refetch()} />;
  }
  return <Form key={JSON.stringify(read.data)} settings={read.data} />;
}

interface Part {
  readonly typed: Settings;
  readonly onChange: (typed: Settings) => void;
}

function Form({ settings }: { settings: Settings }) {
  const say = useWords('admin');
  const act = useAct('settings');
  const [typed, setTyped] = useState(settings);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await act(
      () => putSettings(typed),
      say('policies.saved'),
      () => putSettings(settings),
    );
  };
  const isSame = JSON.stringify(typed) === JSON.stringify(settings);
  return (
    <form className={classes.part} onSubmit={(event) => void submit(event)}>
      <House typed={typed} onChange={setTyped} />
      <Writing typed={typed} onChange={setTyped} />
      <fieldset className={classes.group}>
        <legend>{say('policies.severities')}</legend>
        <p className={classes.lead}>{say('policies.severitiesHelp')}</p>
        <Severities
          severity={typed.parity.severity}
          onChange={(severity) => setTyped({ ...typed, parity: { ...typed.parity, severity } })}
        />
      </fieldset>
      <div className={classes.footer}>
        <Button size="xs" type="submit" disabled={isSame}>
          {say('save')}
        </Button>
        <Button size="xs" variant="default" disabled={isSame} onClick={() => setTyped(settings)}>
          {say('policies.reset')}
        </Button>
      </div>
    </form>
  );
}

function House({ typed, onChange }: Part) {
  const say = useWords('admin');
  return (
    <fieldset className={classes.group}>
      <legend>{say('policies.house')}</legend>
      <NameFields
        label="policies.siteName"
        value={typed.siteName}
        onChange={(siteName) => onChange({ ...typed, siteName })}
      />
      <NativeSelect
        label={say('policies.timeZone')}
        value={typed.timeZone}
        onChange={({ currentTarget }) => onChange({ ...typed, timeZone: currentTarget.value })}
        data={zones(typed.timeZone)}
      />
      <NumberInput
        label={say('policies.lease')}
        description={say('policies.leaseHelp')}
        min={1}
        max={1440}
        value={typed.leaseMinutes}
        onChange={(value) => {
          if (typeof value === 'number') onChange({ ...typed, leaseMinutes: value });
        }}
      />
      <TagsInput
        label={say('policies.names')}
        description={say('policies.namesHelp')}
        lang={languageTags.zh}
        value={[...typed.protectedNames]}
        onChange={(protectedNames) => onChange({ ...typed, protectedNames })}
      />
    </fieldset>
  );
}

/** All that the browser knows, and the one that is set. */
function zones(present: string): string[] {
  return [...new Set(['UTC', present, ...Intl.supportedValuesOf('timeZone')])];
}

const spaces = ['off', 'require', 'strip'] as const;
const englishQuotes = ['off', 'curly', 'straight'] as const;
const chineseQuotes = ['off', 'curly', 'corner'] as const;
const numerals = ['off', 'arabic'] as const;

function Writing({ typed, onChange }: Part) {
  const say = useWords('admin');
  const { parity } = typed;
  const set = (change: Partial<Settings['parity']>): void =>
    onChange({ ...typed, parity: { ...parity, ...change } });
  const choose = <T extends string>(values: readonly T[], value: string, use: (one: T) => void) => {
    const found = values.find((one) => one === value);
    if (found !== undefined) use(found);
  };
  return (
    <fieldset className={classes.group}>
      <legend>{say('policies.writing')}</legend>
      <NativeSelect
        label={say('policies.spacing')}
        value={parity.hanLatinSpace}
        onChange={({ currentTarget: { value } }) =>
          choose(spaces, value, (hanLatinSpace) => set({ hanLatinSpace }))
        }
        data={spaces.map((value) => ({ value, label: say(`policies.spaces.${value}`) }))}
      />
      <NativeSelect
        label={say('policies.quotesEn')}
        value={parity.quotes.en}
        onChange={({ currentTarget: { value } }) =>
          choose(englishQuotes, value, (en) => set({ quotes: { ...parity.quotes, en } }))
        }
        data={englishQuotes.map((value) => ({ value, label: say(`policies.quotes.${value}`) }))}
      />
      <NativeSelect
        label={say('policies.quotesZh')}
        value={parity.quotes.zh}
        onChange={({ currentTarget: { value } }) =>
          choose(chineseQuotes, value, (zh) => set({ quotes: { ...parity.quotes, zh } }))
        }
        data={chineseQuotes.map((value) => ({ value, label: say(`policies.quotes.${value}`) }))}
      />
      <NativeSelect
        label={say('policies.numerals')}
        value={parity.numerals}
        onChange={({ currentTarget: { value } }) =>
          choose(numerals, value, (chosen) => set({ numerals: chosen }))
        }
        data={numerals.map((value) => ({ value, label: say(`policies.numeralKinds.${value}`) }))}
      />
    </fieldset>
  );
}
