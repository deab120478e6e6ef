import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import type { ClientConfig } from './client-config.ts';
import type { ConfigSource } from '../grants/resources/config-source.ts';
import { byFirstRegion } from './first-region.ts';
import { libraryFindings } from './library-findings.ts';
import { servedApis, type ServedApi } from '../grants/graphql/config.ts';
import { geoProvider } from '../grants/geo/permissions.ts';
import { grantedStages } from '../grants/rest/config.ts';

/** What is granted and yet cannot be said to a library, and what is said in place of what an API says. */
export function configFindings(source: ConfigSource, config: ClientConfig | null): Finding[] {
  if (!config) return [];
  const apis = servedApis(source);
  return [
    ...apis.flatMap(replacedDefault),
    ...apis.flatMap(notServed),
    ...closedEndpoints(source),
    ...libraryFindings(config),
    ...otherRegions(config),
    ...trackers(config),
    ...muteBots(config),
    ...furtherEventApis(config),
    ...eventModes(config),
    ...geoProviders(source),
  ];
}

function replacedDefault({ id, facts, served }: ServedApi): Finding[] {
  const [theirs = ''] = facts.authenticationTypes;
  const [ours] = served;
  if (!ours || ours === theirs) return [];
  return [finding('API_DEFAULT_REPLACED', { api: id, theirs, ours })];
}

function notServed({ id, facts, served }: ServedApi): Finding[] {
  if (served.length > 0) return [];
  return [leftOut(id, { because: 'authentication', types: [...facts.authenticationTypes] })];
}

function closedEndpoints({ request, resources }: ConfigSource): Finding[] {
  return grantedStages(request, resources)
    .filter(({ facts }) => !facts.openEndpoint)
    .map(({ id }) => leftOut(id, { because: 'closed endpoint' }));
}

/** What libraries call one region for, by what it is called. */
function otherRegions({ streams, locations, predictions }: ClientConfig): Finding[] {
  const uses = [...new Set(predictions.map(({ use }) => use))];
  const kinds = [
    ...(['kinesis', 'firehose'] as const).map((service) =>
      streams
        .filter((stream) => stream.service === service)
        .map(({ name, region }) => ({ what: `stream ${name}`, region })),
    ),
    locations
      .filter(({ kind }) => kind !== 'tracker')
      .map(({ kind, name, region }) => ({ what: `${kind.replace('-', ' ')} ${name}`, region })),
    ...uses.map((use) =>
      predictions
        .filter((prediction) => prediction.use === use)
        .map(({ region }) => ({ what: `prediction ${use}`, region })),
    ),
  ];
  return kinds
    .map(byFirstRegion)
    .flatMap(({ region, elsewhere }) =>
      elsewhere.map((one) =>
        leftOut(one.what, { because: 'other region', region: one.region, first: region }),
      ),
    );
}

function trackers({ locations }: ClientConfig): Finding[] {
  return locations
    .filter(({ kind }) => kind === 'tracker')
    .map(({ name }) => leftOut(`tracker ${name}`, { because: 'tracker' }));
}

function muteBots({ bots }: ClientConfig): Finding[] {
  return bots
    .filter(({ locales }) => locales.length === 0)
    .map(({ botId, aliasId }) => leftOut(botId, { because: 'no language', alias: aliasId }));
}

function furtherEventApis({ eventApis: [first, ...further] }: ClientConfig): Finding[] {
  return further.map(({ id }) =>
    leftOut(id, { because: 'further Event API', first: first?.id ?? '' }),
  );
}

/** What the one way in that the config names does not do for. */
function eventModes({ eventApis: [first] }: ClientConfig): Finding[] {
  if (!first || first.otherwise.length === 0) return [];
  const { id, region, authentication, otherwise } = first;
  return [finding('EVENTS_MODE_PER_CALL', { api: id, region, ours: authentication, otherwise })];
}

/** Of Amazon Location libraries know resources of the account only. */
function geoProviders({ request }: ConfigSource): Finding[] {
  const named = request.grants.geo.flatMap((grant) => {
    const { provider, region } = geoProvider(grant) ?? {};
    return provider === undefined ? [] : [`${provider} in ${region}`];
  });
  return [...new Set(named)].map((one) => leftOut(one, { because: 'provider' }));
}

function leftOut(resource: string, why: FactsOf<'NOT_IN_CLIENT_CONFIG'>['why']): Finding {
  return finding('NOT_IN_CLIENT_CONFIG', { resource, why });
}
