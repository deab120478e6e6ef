import { finding, type Finding } from '../../contract/findings.ts';
import type { GeoKind } from '../../contract/grants/geo.ts';
import type { PoolRole } from '../../contract/pool-settings.ts';
import { deniedReadings } from '../findings/denied-readings.ts';
import { parseArn } from '../ids.ts';
import { allowedBy, type AllowList } from '../allowance.ts';
import { arnIn, isOwnedBy, type NamedResource, type Place } from './granted-resource.ts';
import type { ResourceReading } from './resource-readings.ts';

/** What else decides about a resource. */
export type Judging = {
  /** `null` in process, where the caller's own rights decide. */
  readonly allowList: AllowList | null;
  /** Whose grants would need more than we write. */
  readonly roles: readonly PoolRole[];
  /** Ids of the app clients that a config would name. */
  readonly clients: readonly string[];
};

/** Whether a granted resource is there, of the account of the roles, and allowed to the app. */
export function presenceFindings(
  resource: NamedResource,
  reading: ResourceReading,
  app: string,
  { allowList, roles }: Judging,
): Finding[] {
  switch (reading.status) {
    case 'denied':
      return deniedReadings(subjectOf(resource), [reading]).map((denied) =>
        reading.action === bucketRead ? orOfAnother(denied, resource) : denied,
      );
    case 'not-found':
      return [notFound(resource)];
    case 'foreign':
      return [otherAccount(resource, resource.owner ?? nobody)];
    case 'found': {
      const { arn, place, allowTag } = reading.value;
      // Looked up by its id, it is of the account that was asked, which the roles need not be of.
      const ofRoles = roles.every((role) => isOwnedBy(place, parseArn(role.arn) ?? nobody));
      if (!ofRoles) return [otherAccount(resource, place)];
      if (!allowList || allowedBy(allowList, app, arn, allowTag)) return [];
      return [
        finding('RESOURCE_NOT_ALLOWED', {
          subject: subjectOf(resource),
          message: `The owner of the ${wordsFor(resource)} has not allowed ${app} to use it.`,
          found: allowTag ?? 'no tag',
          needed: `amplify-import = ${app}`,
          // The apps that may use it already keep their right.
          command: { region: place.region, arn, app: [allowTag, app].filter(Boolean).join(' ') },
        }),
      ];
    }
  }
}

/** The call that answers for the right owner of a bucket only. */
const bucketRead = 's3:GetBucketLocation';

/** S3 denies the bucket of another owner as it denies any (S3 guide, "Verifying bucket ownership"). */
function orOfAnother(denied: Finding, resource: NamedResource): Finding {
  return {
    ...denied,
    message: `${denied.message} Either whoever runs the import may not read the ${wordsFor(resource)}, or it belongs to another account: S3 does not say which.`,
    resolution: `Allow ${bucketRead} to whoever runs the import, if the bucket is of the account of the roles; otherwise name one that is.`,
  };
}

const nobody = { partition: '', account: '' };

function otherAccount(
  resource: NamedResource,
  { partition, account }: Pick<Place, 'partition' | 'account'>,
): Finding {
  const owner = account === '' ? '' : `account ${account} of `;
  return finding('RESOURCE_OTHER_ACCOUNT', {
    subject: subjectOf(resource),
    message: `The ${wordsFor(resource)} belongs to ${owner}the partition ${partition}, and the roles do not.`,
    found: account === '' ? `partition ${partition}` : `account ${account}`,
    needed: 'the account of the roles',
  });
}

function notFound(resource: NamedResource): Finding {
  const { service, id, region } = resource;
  if (service === 's3')
    return finding('BUCKET_NOT_FOUND', { subject: id, command: { bucket: id } });
  return finding('RESOURCE_NOT_FOUND', {
    subject: subjectOf(resource),
    message: `There is no ${wordsFor(resource)} in ${region}.`,
    command: { region: region ?? '', ...lookedUpBy(service, id) },
  });
}

/** A resource as a finding is about it: by its ARN where the request has one, else by its id. */
export function subjectOf({ service, id, region, owner }: NamedResource): string {
  const byArn = owner !== null && service !== 'appsync' && service !== 'execute-api';
  return byArn ? arnIn({ ...owner, region: region ?? '' }, service, id) : id;
}

/** `bucket storefront-uploads`, `Kinesis stream clicks`, `place index towns`. */
export function wordsFor({ service, id }: NamedResource): string {
  const [first = '', last = ''] = id.split('/');
  switch (service) {
    case 's3':
      return `bucket ${id}`;
    case 'appsync':
      return `GraphQL API ${id}`;
    case 'execute-api':
      return `API ${id}`;
    case 'kinesis':
      return `Kinesis stream ${last}`;
    case 'firehose':
      return `Firehose stream ${last}`;
    case 'geo':
      return `${first.replace('-', ' ')} ${last}`;
    case 'lex':
      return `bot ${first} with the alias ${last}`;
  }
}

/** What the command that looks a resource up again is given. */
function lookedUpBy(service: Exclude<NamedResource['service'], 's3'>, id: string) {
  const [first = '', last = ''] = id.split('/');
  switch (service) {
    case 'appsync':
      return { graphqlApi: id };
    case 'execute-api':
      return { restApi: id };
    case 'kinesis':
      return { stream: last };
    case 'firehose':
      return { deliveryStream: last };
    case 'geo':
      return locationNames[first as GeoKind](last);
    case 'lex':
      return { bot: first, alias: last };
  }
}

const locationNames = {
  map: (map: string) => ({ map }),
  'place-index': (placeIndex: string) => ({ placeIndex }),
  'geofence-collection': (collection: string) => ({ collection }),
  tracker: (tracker: string) => ({ tracker }),
} as const satisfies Record<GeoKind, (name: string) => object>;
