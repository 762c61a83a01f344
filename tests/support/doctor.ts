import type { Service } from '../../src/context.ts';
import { runCli } from '../../src/cli.ts';
import { faultsOf } from './invariants.ts';
import { placesOf } from './process.ts';

/** What `hebi doctor` finds in the database of a service: one line each, hints included. */
export const symptomsOf = (service: Service): Promise<string[]> => symptomsIn(placesOf(service));

/** The same for whatever database the environment names. */
export async function symptomsIn(environment: Readonly<Record<string, string>>): Promise<string[]> {
  const said: string[] = [];
  await runCli(['doctor', '--json'], {
    out: (text) => said.push(text),
    err: (text) => said.push(text),
    read: () => Promise.resolve(''),
    environment: { ...environment, HEBI_LOG_LEVEL: 'silent' },
  });
  const report = JSON.parse(said.join('')) as { symptoms: object[] };
  return report.symptoms.map((symptom) => JSON.stringify(symptom));
}

/** Nothing is wrong and nothing is awaited: by the doctor, and by the queries of the tests themselves. */
export async function expectHealthy(service: Service): Promise<void> {
  expect(await faultsOf(service.db, { settled: true })).toEqual([]);
  expect(await symptomsOf(service)).toEqual([]);
}
