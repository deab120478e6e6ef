import { regionOfPool } from '../../contract/aws-names.ts';
import type { Destination } from '../../contract/destination.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import { parseArn } from '../ids.ts';

type Read = {
  readonly request: Pick<RunRequest, 'userPoolId'>;
  readonly userPool: Pick<Slice<'userPool'>, 'account'> | null;
  readonly identityPool: Pick<Slice<'identityPool'>, 'settings'> | null;
};

/** Where an import writes, by ARNs in what it reads anyway: nobody is asked for it. */
export function destinationOf({ request, userPool, identityPool }: Read): Destination {
  const [role] = identityPool?.settings?.roles ?? [];
  const account = (role && parseArn(role.arn)?.account) || userPool?.account;
  return { ...(account && { account }), region: regionOfPool(request.userPoolId) };
}
