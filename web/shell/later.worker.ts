async function fetchEach(names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      const answer = await fetch(`/app/${name}`, { priority: 'low' });
      await answer.arrayBuffer();
    } catch {
      // The network is away. Each screen fetches its own when it is opened.
      break;
    }
  }
  globalThis.close();
}

globalThis.addEventListener('message', ({ data }: MessageEvent<readonly string[]>) => {
  void fetchEach(data);
});
