import { regionOfPool } from '../../contract/aws-names.ts';
import { finding, type Finding } from '../../contract/findings.ts';
import { dnsSuffixOf, partitionOf } from '../ids.ts';

/** Names of one identity service; of several, AWS says of none that it is the one. */
type CognitoNames = readonly [written: string, ...others: string[]];

/**
 * Who assumes a role for the users of an identity pool: names that are taken as right where a trust policy
 * is judged. The first one stands in what is written or printed. It is also the prefix of the condition
 * keys of the tokens, and each partition has its own (Cognito guide, "Role trust and permissions"; GovCloud
 * guide, "Amazon Cognito in AWS GovCloud (US)", for both of its regions).
 *
 * Elsewhere AWS documents none. Of China it says who issues the tokens (`https://cognito-identity.cn-north-1.amazonaws.com.cn/`,
 * China guide, "Amazon Cognito"), and keys begin with the issuer (IAM guide, "Available keys for AWS OIDC
 * federation"): that is the first name, and the others are those by which policies there are written as
 * well. No token bears the keys of a name that is not the one, and no session resolves its variable: what is
 * written with a wrong guess grants nothing.
 */
export function cognitoNamesOf(identityPoolId: string): CognitoNames {
  const region = regionOfPool(identityPoolId);
  const regional = `cognito-identity.${region}.${dnsSuffixOf(region)}`;
  if (region === 'us-gov-west-1') return ['cognito-identity-us-gov.amazonaws.com'];
  if (partitionOf(region) === 'aws-us-gov') return [regional];
  if (partitionOf(region) === 'aws') return [worldwide];
  return [regional, `cognito-identity.${dnsSuffixOf(region)}`, worldwide];
}

const worldwide = 'cognito-identity.amazonaws.com';

/** That AWS does not say which name is the one; nothing where it does. */
export function nameFindings(identityPool: string): Finding[] {
  const names = cognitoNamesOf(identityPool);
  return names.length === 1 ? [] : [finding('TRUST_NAME_UNDOCUMENTED', { identityPool, names })];
}

/** The name that stands in what is written or printed. */
export function cognitoPrincipalOf(identityPoolId: string): string {
  return cognitoNamesOf(identityPoolId)[0];
}

/** The condition key, and so the policy variable, that holds the identity of a user of an identity pool. */
export function identityKeyOf(identityPoolId: string): string {
  return `${cognitoPrincipalOf(identityPoolId)}:sub`;
}
