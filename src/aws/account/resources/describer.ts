import { allowTagName } from '../../../contract/allow.ts';
import type { NamedResource } from '../../../contract/named-resource.ts';
import type { ResourceDescription } from '../../../domain/grants/resources/readings.ts';
import type { Reading } from '../../../domain/readings.ts';
import type { Besides } from '../../../procedures/account/port.ts';

/** What an adapter is told beside the resource that it looks up. */
type Looking = Besides & {
  /** The account that is asked, where no answer says whose something is; `null` when nobody would say. */
  readonly account: () => Promise<string | null>;
};

/** Looks a resource up, in its own region. */
export type Describe = (
  resource: NamedResource,
  looking: Looking,
) => Promise<Reading<ResourceDescription>>;

/** The tag by which an owner allows the use, among tags by name. */
export function allowTagIn(tags: Readonly<Record<string, string>> | undefined): string | null {
  return tags && Object.hasOwn(tags, allowTagName) ? (tags[allowTagName] ?? null) : null;
}

/** The same, among tags that are listed. */
export function allowTagAmong(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): string | null {
  return tags.find(({ Key }) => Key === allowTagName)?.Value ?? null;
}

/** What was looked for, if there is any. */
export function orNotFound<Value>(value: Value | null): Reading<Value> {
  return value === null ? { status: 'not-found' } : { status: 'found', value };
}

/** A reading of what nobody asked for. */
export const unread = { status: 'found', value: null } as const;
