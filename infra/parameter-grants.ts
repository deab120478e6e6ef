import { Aws } from 'aws-cdk-lib';
import { regional, type Grant } from './grant.ts';

/** Three parts below our own name: app, environment and key. What the stack keeps has one part only. */
const parameters = regional('ssm', Aws.REGION, 'parameter/amplify-import/*/*/*');
/**
 * What is asked for all parameters of a link names the path, which has no third part: the error of a missing
 * right says so, and IAM knows no other resource of the action (service authorization reference).
 */
const folders = regional('ssm', Aws.REGION, 'parameter/amplify-import/*/*');

const named = 'The link names the parameters: an app, an environment and a key below our own name.';

/** What reads and writes the parameters of links, in the stack's own region. */
export const parameterGrants = {
  readParameters: {
    statements: [
      { actions: ['ssm:GetParametersByPath'], resources: [folders] },
      { actions: ['ssm:ListTagsForResource'], resources: [parameters] },
    ],
    wildcards: named,
  },
  writeParameters: {
    statements: [
      {
        // Whoever makes a parameter with tags needs the right to tag (API reference, PutParameter).
        actions: ['ssm:PutParameter', 'ssm:AddTagsToResource', 'ssm:DeleteParameters'],
        resources: [parameters],
      },
    ],
    wildcards: named,
  },
} as const satisfies Record<string, Grant>;
