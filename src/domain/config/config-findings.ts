import { finding, type Finding } from '../../contract/findings.ts';
import { listing } from '../../contract/text.ts';
import type { ClientConfig } from './client-config.ts';
import type { ConfigSource } from './config-source.ts';
import { byFirstRegion } from './first-region.ts';
import { servedApis, type ServedApi } from './sections/graphql-apis.ts';
import { grantedStages } from './sections/rest-apis.ts';

/** What is granted and yet cannot be said to a library, and what is said in place of what an API says. */
export function configFindings(source: ConfigSource, config: ClientConfig | null): Finding[] {
  if (!config) return [];
  const apis = servedApis(source);
  return [
    ...apis.flatMap(replacedDefault),
    ...apis.flatMap(notServed),
    ...closedEndpoints(source),
    ...otherRegions(config),
    ...trackers(config),
    ...muteBots(config),
  ];
}

function replacedDefault({ id, facts, served }: ServedApi): Finding[] {
  const [theirs = ''] = facts.authenticationTypes;
  const [ours] = served;
  if (!ours || ours === theirs) return [];
  return [
    finding('API_DEFAULT_REPLACED', {
      subject: id,
      message: `The GraphQL API ${id} takes ${theirs} by default, ${reasons[theirs] ?? reasonless}: the client config says ${ours}.`,
      found: theirs,
      needed: ours,
    }),
  ];
}

const reasonless = 'which the client config cannot serve';
const reasons: Readonly<Record<string, string>> = {
  API_KEY: 'and no API key is ever read or published',
  AWS_IAM: 'and without an identity pool nobody has AWS credentials',
  AMAZON_COGNITO_USER_POOLS: 'but not the tokens of this user pool and its app clients',
};

function notServed({ id, facts, served }: ServedApi): Finding[] {
  if (served.length > 0) return [];
  const ways = listing(facts.authenticationTypes);
  return [leftOut(id, `The GraphQL API ${id} takes ${ways}, which no client config can serve`)];
}

function closedEndpoints({ request, resources }: ConfigSource): Finding[] {
  return grantedStages(request, resources)
    .filter(({ facts }) => !facts.openEndpoint)
    .map(({ id }) =>
      leftOut(id, `The API ${id} answers under a domain of its owner only, which no read tells`),
    );
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
        leftOut(
          one.what,
          `The ${one.what} is in ${one.region}, and libraries call one region for all of its kind, that of the first: ${region}`,
        ),
      ),
    );
}

function trackers({ locations }: ClientConfig): Finding[] {
  return locations
    .filter(({ kind }) => kind === 'tracker')
    .map(({ name }) =>
      leftOut(`tracker ${name}`, `The tracker ${name} is nothing that a library knows`),
    );
}

function muteBots({ bots }: ClientConfig): Finding[] {
  return bots
    .filter(({ locales }) => locales.length === 0)
    .map(({ botId, aliasId }) =>
      leftOut(botId, `The alias ${aliasId} of the bot ${botId} answers in no language`),
    );
}

function leftOut(subject: string, why: string): Finding {
  return finding('NOT_IN_CLIENT_CONFIG', {
    subject,
    message: `${why}, so the client config does not name it.`,
  });
}
