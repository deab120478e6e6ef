import * as z from 'zod';
import { labelOf } from './text.ts';
import { once } from './when-asked.ts';

/** An app client as findings speak of it; `name` is `null` where the client could not be read. */
export const namedClientSchema = once(() =>
  z.strictObject({ id: z.string(), name: z.string().nullable() }).readonly(),
);

export type NamedClient = z.infer<ReturnType<typeof namedClientSchema>>;

/** `web (3weba1b2…)`, or the id alone. */
export function clientWords({ id, name }: NamedClient): string {
  return name === null ? id : labelOf({ id, name });
}

/** `web (3weba1b2…) and 4nativec3d4…`. */
export function clientsWords(clients: readonly NamedClient[]): string {
  return clients.map(clientWords).join(' and ');
}
