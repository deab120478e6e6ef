import { finding, type Finding } from '../../contract/findings.ts';
import type { GeoKind } from '../../contract/grants/geo.ts';
import { deniedReadings } from '../denied-readings.ts';
import { allowedBy, type AllowList } from '../pools/allowance.ts';
import { arnIn, type NamedResource } from './granted-resource.ts';
import type { ResourceReading } from './resource-readings.ts';

/** Whether a granted resource is there, of the account of the roles, and allowed to the app. */
export function presenceFindings(
  resource: NamedResource,
  reading: ResourceReading,
  app: string,
  allowList: AllowList | null,
): Finding[] {
  switch (reading.status) {
    case 'denied':
      return deniedReadings(subjectOf(resource), [reading]);
    case 'not-found':
      return [notFound(resource)];
    case 'foreign':
      return [
        finding('RESOURCE_OTHER_ACCOUNT', {
          subject: subjectOf(resource),
          message: `The ${wordsFor(resource)} belongs to account ${resource.owner?.account} of the partition ${resource.owner?.partition}, and the roles do not.`,
          found: `account ${resource.owner?.account}`,
          needed: 'the account of the roles',
        }),
      ];
    case 'found': {
      const { arn, place, allowTag } = reading.value;
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
