import type { EventOperation } from '../../../contract/grants/events.ts';
import type { ConfigSource } from '../resources/config-source.ts';
import {
  grantedEventApis,
  withConnection,
  type EventMode,
  type GrantedEventApi,
} from './granted-api.ts';

/** How an app calls an Event API. */
export type EventApi = {
  readonly id: string;
  readonly region: string;
  /** Where events are published by HTTP; libraries know from it where channels are subscribed to. */
  readonly endpoint: string;
  /** By what libraries get in unless the app says otherwise with a call. */
  readonly authentication: EventMode;
  /** What it does not take that for, and takes something else that the app has. */
  readonly otherwise: readonly {
    readonly operation: EventOperation;
    readonly modes: readonly EventMode[];
  }[];
};

/** Event APIs, each once; one that takes neither IAM nor the tokens of the app is left out. */
export function eventApisOf(source: ConfigSource): readonly EventApi[] {
  const { request, resources, userPool, identityPool } = source;
  return grantedEventApis(request, resources, userPool).flatMap((api) => {
    const { id, region, facts, tokens, toUsers, toGuests } = api;
    const modes = (['AWS_IAM', ...tokens] as const).filter(
      (mode) =>
        facts.providers.includes(mode) && (mode !== 'AWS_IAM' || identityPool?.settings != null),
    );
    const used = withConnection([...toUsers, ...toGuests]);
    const [first] = modes;
    if (!first) return [];
    const authentication =
      modes.find((mode) => used.every((operation) => serves(api, mode, operation))) ?? first;
    const otherwise = used
      .filter((operation) => !serves(api, authentication, operation))
      .map((operation) => ({
        operation,
        modes: modes.filter((mode) => serves(api, mode, operation)),
      }))
      .filter((one) => one.modes.length > 0);
    return [{ id, region, endpoint: facts.endpoint, authentication, otherwise }];
  });
}

/** Whether everybody who is granted something gets in for it: guests have no tokens. */
function serves(
  { facts, toGuests }: GrantedEventApi,
  mode: EventMode,
  operation: EventOperation,
): boolean {
  return facts[operation].includes(mode) && (mode === 'AWS_IAM' || !toGuests.includes(operation));
}
