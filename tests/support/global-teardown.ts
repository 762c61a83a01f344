/** Stops the run's database cluster. */
// oxlint-disable-next-line import/no-default-export -- Jest calls the default export
export default async function tearDown(): Promise<void> {
  await globalThis.stopTestCluster?.();
}
