import { finding, type Finding } from '../../../contract/findings.ts';
import {
  resourceSubject,
  type NamedResource,
  type Place,
} from '../../../contract/named-resource.ts';
import type { PoolRole } from '../../../contract/pool-settings.ts';
import type { Slice } from '../../../contract/slices.ts';
import { deniedReadings } from '../../findings/denied-readings.ts';
import type { AllowList } from '../../../contract/allow.ts';
import { allowanceFindings } from '../../allowance.ts';
import { parseArn } from '../../ids.ts';
import { isOwnedBy } from './granted-resource.ts';
import type { ResourceReading } from './readings.ts';

/** What else decides about a resource. */
export type Judging = {
  /** `null` in process, where the caller's own rights decide. */
  readonly allowList: AllowList | null;
  /** Whose grants would need more than we write. */
  readonly roles: readonly PoolRole[];
  /** Ids of the app clients that a config would name. */
  readonly clients: readonly string[];
  /** What is unusual about the tokens of the user pool; left out: nothing. */
  readonly tokens?: Slice<'userPool'>['tokens'];
  /** Where the web app is opened; left out or empty: it is not known. */
  readonly origins?: readonly string[];
};

/** Whether a granted resource is there, of the account of the roles, and allowed to the app. */
export function resourcePresenceFindings(
  resource: NamedResource,
  reading: ResourceReading,
  app: string,
  { allowList, roles }: Judging,
): Finding[] {
  switch (reading.status) {
    case 'denied':
      return reading.action === bucketRead
        ? [finding('READ_DENIED', { of: resource.id, action: bucketRead, unsure: 'owner' })]
        : deniedReadings(resourceSubject(resource), [reading]);
    case 'not-found':
      return [notFound(resource)];
    case 'foreign':
      return [otherAccount(resource, resource.owner ?? nobody)];
    case 'found': {
      const { arn, place, allowTag } = reading.value;
      // Looked up by its id, it is of the account that was asked, which the roles need not be of.
      const ofRoles = roles.every((role) => isOwnedBy(place, parseArn(role.arn) ?? nobody));
      if (!ofRoles) return [otherAccount(resource, place)];
      return allowanceFindings(
        { kind: 'resource', resource, arn, region: place.region },
        allowTag,
        app,
        allowList,
      );
    }
  }
}

/**
 * The call that answers for the right owner of a bucket only: S3 denies the bucket of another owner as
 * it denies any (S3 guide, "Verifying bucket ownership").
 */
const bucketRead = 's3:GetBucketLocation';

const nobody = { partition: '', account: '' };

function otherAccount(
  resource: NamedResource,
  { partition, account }: Pick<Place, 'partition' | 'account'>,
): Finding {
  return finding('RESOURCE_OTHER_ACCOUNT', {
    resource,
    partition,
    account: account === '' ? null : account,
  });
}

function notFound(resource: NamedResource): Finding {
  return resource.service === 's3'
    ? finding('BUCKET_NOT_FOUND', { bucket: resource.id })
    : finding('RESOURCE_NOT_FOUND', { resource });
}
