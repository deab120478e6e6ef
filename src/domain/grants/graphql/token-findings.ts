import { finding, type Finding } from '../../../contract/findings.ts';
import { clientsLeftOut, takesIssuer, waysOfPool } from '../resources/trusted-pools.ts';
import { otherIssuerFinding } from '../resources/issuer-findings.ts';
import { graphqlFact, takesIam, type GrantedGraphqlApi } from './granted-api.ts';

/** A GraphQL API that takes tokens, and turns those of the app away: of users who are granted something. */
export function graphqlTokenFindings(granted: GrantedGraphqlApi): Finding[] {
  if (!granted.toUsers) return [];
  switch (granted.trust) {
    case 'none':
      return otherPool(granted);
    case 'other-issuer':
      return otherIssuerFinding(graphqlFact(granted), granted.app, granted.facts, {
        otherAccess: takesIam(granted.facts),
      });
    case 'other-clients':
      return otherClients(granted);
    case 'uncertain':
    case 'whole':
      return [];
  }
}

/** Its ids alone do not show it: the API stays with the pool that it was made with. */
function otherPool(granted: GrantedGraphqlApi): Finding[] {
  const { app, facts } = granted;
  const pools = facts.trustedPools.map(({ userPoolId }) => userPoolId);
  if (pools.length === 0) return [];
  return [
    finding('API_TRUSTS_OTHER_POOL', {
      api: graphqlFact(granted),
      methods: [],
      pools,
      userPool: app.userPool.id,
      otherAccess: takesIam(facts),
    }),
  ];
}

/** It looks like the right pool, and yet the tokens of this app are turned away. */
function otherClients(granted: GrantedGraphqlApi): Finding[] {
  const { app, facts } = granted;
  const { clients } = app;
  const trusted = waysOfPool(facts.trustedPools, app).filter((way) => takesIssuer(way, app));
  const leftOut = clients.filter((client) =>
    trusted.every((one) => clientsLeftOut(one, app).includes(client)),
  );
  return [
    finding('API_TRUSTS_OTHER_CLIENTS', {
      api: graphqlFact(granted),
      methods: [],
      userPool: app.userPool.id,
      taken: trusted.flatMap((one) => one.clients ?? []),
      turnedAway: leftOut.length > 0 ? leftOut : clients,
      clients,
      otherAccess: takesIam(facts),
    }),
  ];
}
