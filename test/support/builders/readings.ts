import type { Reading } from '../../../src/domain/readings.ts';

export const notFound = { status: 'not-found' } as const;

export function found<Value>(value: Value): Reading<Value> {
  return { status: 'found', value };
}

export function denied(action: string): Reading<never> {
  return { status: 'denied', action };
}
