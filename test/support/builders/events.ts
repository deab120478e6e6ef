import { detailTypes, eventSource } from '../../../src/contract/events.ts';

/** An event as EventBridge hands it to a machine: by default one that asks for an import. */
export function aPutEvent(detail: object, envelope: Readonly<Record<string, unknown>> = {}) {
  return {
    source: eventSource({ app: 'app' in detail ? String(detail.app) : 'storefront' }),
    'detail-type': detailTypes.importRequested,
    detail: { version: '1', ...detail },
    ...envelope,
  };
}
