import type { ImportAsked, Services } from '../ports.ts';

/** Services of a state that looks at the account before anything is written there. */
export function looking<Some extends Partial<Services>>(asked: ImportAsked, services: Some): Some {
  return { ...services, ...services.readAhead?.(asked) };
}
