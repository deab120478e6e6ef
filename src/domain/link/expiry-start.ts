import type { LinkName } from '../../contract/link.ts';

/** The start of a removal whose time has come. */
export type ExpiryStart = {
  /** At most 79 characters: Step Functions takes 80. */
  readonly name: string;
  /** It only narrows what a removal may do: "Plan removal" looks under its lease whether the end is past. */
  readonly input: LinkName & { readonly startedBy: 'expiry' };
};

/**
 * How the removal of a link is started in a slot of some minutes. The name is the same whoever starts it
 * and however often: a second start of a slot finds the first one.
 */
export function expiryStart({ app, env }: LinkName, time: Date, slotMinutes: number): ExpiryStart {
  const length = slotMinutes * 60_000;
  const slot = new Date(Math.floor(time.getTime() / length) * length);
  const stamp = slot.toISOString().replace(/\D/g, '').slice(0, 'yyyymmddhhmm'.length);
  return { name: `${app}_${env}_e${stamp}`, input: { app, env, startedBy: 'expiry' } };
}
