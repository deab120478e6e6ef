import { finding, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import { isPinpoint } from './analytics.ts';
import { isLexV1 } from './interactions.ts';

/** Grants on services that AWS has closed: understood, so that the answer can say what took their place. */
export function retiredServiceFindings({ grants }: Pick<RunRequest, 'grants'>): Finding[] {
  const analytics = grants.analytics.map((grant, index) =>
    isPinpoint(grant)
      ? finding('SERVICE_RETIRED', {
          grant: `grants.analytics.${index}`,
          service: 'Pinpoint',
          resource: grant.stream,
        })
      : null,
  );
  const interactions = grants.interactions.map((grant, index) =>
    isLexV1(grant)
      ? finding('SERVICE_RETIRED', {
          grant: `grants.interactions.${index}`,
          service: 'Lex V1',
          resource: grant.bot,
        })
      : null,
  );
  return [...analytics, ...interactions].filter((one) => one !== null);
}
