import type { AccountReads, ImportAsked, Services } from '../ports.ts';

/** The same services, by which nothing is written on roles: what remembers reads would not hear of it. */
type Looking<Some> = {
  readonly [Name in keyof Some]: Name extends keyof AccountReads ? AccountReads[Name] : Some[Name];
};

/** Services of a state that looks at the account before anything is written there. */
export function looking<Some extends Partial<Services>>(
  asked: ImportAsked,
  services: Some,
): Looking<Some> {
  return { ...services, ...services.readAhead?.(asked) } as Looking<Some>;
}
