import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem.ts';

/** Reads are kept for a while and read anew by events, on focus, and once a minute where no stream runs. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < 2 && isRetriable(error),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}

/** A refusal stays one; a service that is away or overloaded may come back. */
function isRetriable(error: unknown): boolean {
  return !isProblem(error) || error.status === 0 || error.status >= 500;
}
