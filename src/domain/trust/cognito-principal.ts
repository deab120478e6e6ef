import { regionOfPool } from '../../contract/aws-names.ts';
import { dnsSuffixOf, partitionOf } from '../ids.ts';

/**
 * Who assumes a role for the users of an identity pool. It is also the prefix of the condition keys
 * of its tokens, and each partition has its own (GovCloud guide, "Amazon Cognito in AWS GovCloud
 * (US)"; China: the issuer that the mobile SDK of AWS sends for Beijing). AWS documents none for its
 * sovereign and isolated regions: there it is taken to be made as in all others outside the first one.
 * A trust policy that names another one is refused, so a wrong guess opens nothing.
 */
export function cognitoPrincipalOf(identityPoolId: string): string {
  const region = regionOfPool(identityPoolId);
  if (region === 'us-gov-west-1') return 'cognito-identity-us-gov.amazonaws.com';
  return partitionOf(region) === 'aws'
    ? 'cognito-identity.amazonaws.com'
    : `cognito-identity.${region}.${dnsSuffixOf(region)}`;
}

/**
 * The condition key, and so the policy variable, that holds the identity of a user of an identity
 * pool. AWS documents it for its first partition only (IAM guide, "Available keys for web identity
 * federation"); keys of tokens begin with the provider that made them, so elsewhere it begins as the
 * keys of the trust policy do. A variable that IAM cannot resolve grants nothing.
 */
export function identityKeyOf(identityPoolId: string): string {
  return `${cognitoPrincipalOf(identityPoolId)}:sub`;
}
