import type { FactsOf } from '../../contract/findings.ts';
import type { AppClientDescription, UserPoolReadings } from '../readings.ts';

type Candidates = FactsOf<'CLIENT_NOT_FOUND'>['candidates'];

/** What a request could name instead of a client that is refused. */
export type Others = {
  /** `null` while the clients of the pool were not read. */
  readonly candidates: Candidates;
  /** The only one that the request names for nothing else, or the only one at all. */
  readonly judged: AppClientDescription | null;
};

/**
 * Clients of the pool that would do in the place of one that is refused.
 *
 * @param taken the client that the request names for the other kind of app
 */
export function othersIn(
  readings: UserPoolReadings,
  which: NonNullable<Candidates>['which'],
  taken: string | null,
): Others {
  const { clientList, moreClients: more } = readings;
  if (clientList?.status !== 'found') return { candidates: null, judged: null };
  if (more) {
    return {
      candidates: { which, clients: clientList.value.map(listedClient), more },
      judged: null,
    };
  }
  const described = describedClients(readings);
  const fitting = described.filter(({ hasSecret }) => which === 'in the pool' || !hasSecret);
  const free = fitting.filter(({ id }) => id !== taken);
  const [only = null, ...others] = free.length > 0 ? free : fitting;
  // One that could not be read may do as well.
  const isOnly = others.length === 0 && described.length === clientList.value.length;
  return {
    candidates: { which, clients: fitting.map(listedClient), more },
    judged: isOnly ? only : null,
  };
}

/** How findings tell the client that is judged; nothing of none. */
export function judgedFact(judged: AppClientDescription | null) {
  return judged === null ? {} : { judged: listedClient(judged) };
}

/** An app client in a list of findings, whose pool is told beside it. */
export function listedClient({ id, name }: Pick<AppClientDescription, 'id' | 'name'>) {
  return { id, name };
}

/** The clients of the list that could be read: a named one of another pool is none of them. */
export function describedClients({ clients, clientList }: UserPoolReadings) {
  const ids = clientList?.status === 'found' ? clientList.value.map(({ id }) => id) : [];
  return clients.flatMap(({ id, reading }) =>
    reading.status === 'found' && ids.includes(id) ? [reading.value] : [],
  );
}
