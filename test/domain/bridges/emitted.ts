import type { Bridged } from '../../../src/domain/bridges/bridged.ts';
import { aBridged } from '../../support/builders/bridged.ts';
import { authRoleArn, identityKey } from '../../support/builders/ids.ts';
import { policyName } from '../../support/builders/link.ts';
import { aRequest } from '../../support/builders/request.ts';

/** A document with a policy variable, which no template of another language may take for its own. */
export const emittedDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::storefront-uploads/private/\${${identityKey}}/*`,
    },
  ],
};

/** An import that emits its policies. */
export function emitted(overrides: Partial<Bridged> = {}): Bridged {
  const text = `${JSON.stringify(emittedDocument, null, 2)}\n`;
  return aBridged({
    request: aRequest({ rolePolicies: 'emit' }),
    policies: [{ role: authRoleArn, policyName, path: 'role-policies/CognitoAuth.json', text }],
    ...overrides,
  });
}
