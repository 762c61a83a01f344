/** Stops the run's database cluster and its Redis. */
// oxlint-disable-next-line import/no-default-export -- Jest calls the default export
export default async function tearDown(): Promise<void> {
  await globalThis.stopTestRedis?.();
  await globalThis.stopTestCluster?.();
}
