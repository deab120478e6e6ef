import type { RunRequest } from '../../../contract/request.ts';
import type { Slice } from '../../../contract/slices.ts';
import type { ResourceReadings } from './readings.ts';

/** What a client config is made from. */
export type ConfigSource = {
  readonly request: RunRequest;
  readonly userPool: Pick<Slice<'userPool'>, 'settings' | 'clients' | 'tokens'>;
  readonly identityPool: Pick<Slice<'identityPool'>, 'settings'> | null;
  /** What the request grants something on, as it was found. */
  readonly resources: ResourceReadings;
};
