import { requestFields } from '../contract/discovery.ts';
import { byName, knownClients, type Pairing } from '../domain/discovery/pairing.ts';
import { nativeClientOf, webClientOf } from '../domain/discovery/propose-request.ts';
import type { ClientListing } from '../domain/discovery/region-readings.ts';
import { labelOf } from '../contract/text.ts';
import type { AppClientDescription } from '../domain/readings.ts';
import type { Prompts } from './prompts.ts';

/** The clients of a request, as they stand in it. */
export type AskedClients = {
  readonly webClientId: string;
  readonly nativeClientId?: string;
};

/** Says what a field of the request finds wrong with an answer, in the field's own words. */
export function problemOf(field: keyof typeof requestFields) {
  return (answer: string): string | undefined => {
    const { error } = requestFields[field].safeParse(answer);
    return error?.issues[0] && `This ${error.issues[0].message}.`;
  };
}

/** Web and native client; `null`: no client of the pool can serve a web app. */
export async function askForClients(
  prompts: Prompts,
  listing: ClientListing,
  pairings: readonly Pairing[],
): Promise<AskedClients | null> {
  const known = knownClients(listing);
  const webClientId = await askForWebClient(prompts, listing, known, pairings);
  if (webClientId === null) return null;
  const others = known.filter(({ id }) => id !== webClientId);
  if (others.length === 0) return { webClientId };
  const web = known.find(({ id }) => id === webClientId);
  const proposed = web && nativeClientOf(known, web, pairings);
  const choices = others.map((client) => ({
    value: client,
    label: `${labelOf(client)}, ${client.hasSecret ? 'has a secret, which is never published' : 'no secret'}`,
  }));
  const isProposed = ({ value }: (typeof choices)[number]) => value === proposed;
  const native = await prompts.choose('App client of native apps', [
    ...choices.filter(isProposed),
    { value: null, label: 'None of their own: the web client serves them too' },
    ...choices.filter((choice) => !isProposed(choice)),
  ]);
  return { webClientId, ...(native && { nativeClientId: native.id }) };
}

/** The only client without a secret is taken without a question, as by Gen 1. */
async function askForWebClient(
  prompts: Prompts,
  listing: ClientListing,
  known: readonly AppClientDescription[],
  pairings: readonly Pairing[],
): Promise<string | null> {
  const candidates = known.filter(({ hasSecret }) => !hasSecret);
  const allSeen = !listing.more && known.length === listing.clients.length;
  const whole = allSeen && listing.list.status === 'found';
  const [only, ...others] = candidates;
  if (!only) {
    return whole ? null : prompts.text('Id of the web app client', '', problemOf('clientId'));
  }
  if (others.length === 0 && whole) {
    prompts.tell(`Web app client: ${labelOf(only)}, the only one without a secret`);
    return only.id;
  }
  const proposed = webClientOf(known, pairings) ?? only;
  const proposedFirst = [proposed, ...candidates.filter((client) => client !== proposed)];
  const chosen = await prompts.choose('App client of the web app (clients without a secret)', [
    ...proposedFirst.map((client) => ({
      value: client.id,
      label: `${labelOf(client)}${acceptedWords(client.id, pairings)}`,
    })),
    ...(whole ? [] : [{ value: null, label: 'Another one, by its id' }]),
  ]);
  return chosen ?? prompts.text('Id of the web app client', '', problemOf('clientId'));
}

/** An identity pool that accepts the user pool, or none. */
export async function askForIdentityPool(
  prompts: Prompts,
  pairings: readonly Pairing[],
  listing: ClientListing,
  { webClientId }: AskedClients,
): Promise<{ readonly identityPoolId: string } | null> {
  if (pairings.length === 0) {
    prompts.tell('No identity pool of this region accepts the user pool: a user pool only.');
    return null;
  }
  const names = new Map(knownClients(listing).map(({ id, name }) => [id, name]));
  return prompts.choose('Identity pool', [
    ...pairings.toSorted(acceptingFirst(webClientId)).map((pair) => ({
      value: { identityPoolId: pair.id },
      label: `${labelOf(pair)}, accepts ${pair.clientIds.map((id) => names.get(id) ?? id).join(', ')}`,
    })),
    { value: null, label: 'None: users sign in, but get no AWS credentials' },
  ]);
}

function acceptingFirst(clientId: string) {
  const rank = ({ clientIds }: Pairing) => (clientIds.includes(clientId) ? 0 : 1);
  return (a: Pairing, b: Pairing) => rank(a) - rank(b) || byName(a, b);
}

function acceptedWords(clientId: string, pairings: readonly Pairing[]): string {
  const accepting = pairings.filter(({ clientIds }) => clientIds.includes(clientId));
  if (accepting.length === 0) return '';
  return `, accepted by ${accepting.map(({ name }) => name).join(', ')}`;
}
