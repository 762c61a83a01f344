import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { operations } from './schema.ts';

export type Webhook =
  operations['listWebhooks']['responses'][200]['content']['application/json']['items'][number];
export type Delivery =
  operations['listWebhookDeliveries']['responses'][200]['content']['application/json']['items'][number];
type WebhookPatch = operations['changeWebhook']['requestBody']['content']['application/json'];

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/api/v1/webhooks', { params: { query: { limit: 200 } }, signal })))
      .items,
});

/** What was sent to a webhook or waits to be, newest first. */
export function deliveriesQuery(id: string) {
  return queryOptions({
    queryKey: ['webhooks', id, 'deliveries'],
    // The stream of events tells nothing of deliveries.
    refetchInterval: 10_000,
    queryFn: async ({ signal }) =>
      (
        await answer(
          api.GET('/api/v1/webhooks/{id}/deliveries', {
            params: { path: { id }, query: { limit: 50 } },
            signal,
          }),
        )
      ).items,
  });
}

/** One delivery with its payload and every attempt. */
export function deliveryQuery(id: string, delivery: string) {
  return queryOptions({
    queryKey: ['webhooks', id, 'deliveries', delivery],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/webhooks/{id}/deliveries/{delivery}', {
          params: { path: { id, delivery } },
          signal,
        }),
      ),
  });
}

/** Its answer alone holds the signing secret. @throws Problem */
export function createWebhook(url: string, description: string) {
  return answer(api.POST('/api/v1/webhooks', { body: { url, description } }));
}

export function changeWebhook(id: string, body: WebhookPatch) {
  return answer(api.PATCH('/api/v1/webhooks/{id}', { params: { path: { id } }, body }));
}

export function deleteWebhook(id: string) {
  return answer(api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id } } }));
}

export function testWebhook(id: string) {
  return answer(api.POST('/api/v1/webhooks/{id}/test', { params: { path: { id } } }));
}

export function renewSecret(id: string) {
  return answer(
    api.POST('/api/v1/webhooks/{id}/secret', {
      params: { path: { id } },
      body: { overlapHours: 24 },
    }),
  );
}

export function replayDelivery(id: string, delivery: string) {
  return answer(
    api.POST('/api/v1/webhooks/{id}/deliveries/{delivery}/replay', {
      params: { path: { id, delivery } },
    }),
  );
}
