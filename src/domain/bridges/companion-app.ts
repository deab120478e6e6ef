import { allowTagName } from '../../contract/allow.ts';
import type { Companion, CompanionRole } from './companion-shape.ts';
import { typescriptString, typescriptValue } from './typescript-text.ts';

/** The resources of the template as a CDK app in one file, under the same names. */
export function companionApp(companion: Companion, deploy: string): string {
  const { stackName, region, description, roles } = companion;
  const stackProps = { env: { region }, description };
  const outputs = roles.map(
    ({ logicalId }) =>
      `new CfnOutput(stack, '${logicalId}Arn', { value: ${variableOf(logicalId)}.attrArn });\n`,
  );
  return `// ${description}, by "amplify-import bridge companion --cdk".
// Deploy it, by Node 22.18 or later: ${deploy}
// Then put the output IdentityPoolId into the request as identityPoolId.
import { App, CfnDeletionPolicy, CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnIdentityPool, CfnIdentityPoolRoleAttachment } from 'aws-cdk-lib/aws-cognito';
import { CfnRole } from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), ${typescriptString(stackName)}, ${typescriptValue(stackProps)});

const identityPool = new CfnIdentityPool(stack, 'IdentityPool', ${typescriptValue(poolProps(companion))});
// Identities own what users have stored, and come back by nothing.
identityPool.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
identityPool.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;

${roles.map((role) => roleText(companion, role)).join('\n')}
new CfnIdentityPoolRoleAttachment(stack, 'IdentityPoolRoles', {
  identityPoolId: identityPool.ref,
  roles: {
${roles.map(({ amr, logicalId }) => `    ${amr}: ${variableOf(logicalId)}.attrArn,\n`).join('')}  },
});

new CfnOutput(stack, 'IdentityPoolId', { value: identityPool.ref });
${outputs.join('')}`;
}

function poolProps({ poolName, guests, clientIds, providerName }: Companion): object {
  return {
    identityPoolName: poolName,
    allowUnauthenticatedIdentities: guests,
    allowClassicFlow: false,
    cognitoIdentityProviders: clientIds.map((clientId) => ({
      providerName,
      clientId,
      serverSideTokenCheck: true,
    })),
  };
}

function roleText({ principal, allowTag }: Companion, role: CompanionRole): string {
  return `const ${variableOf(role.logicalId)} = new CfnRole(stack, '${role.logicalId}', {
  description: ${typescriptString(role.description)},
  assumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: ${typescriptString(principal)} },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { ${typescriptString(`${principal}:aud`)}: identityPool.ref },
          'ForAnyValue:StringLike': { ${typescriptString(`${principal}:amr`)}: '${role.amr}' },
        },
      },
    ],
  },
  tags: [{ key: '${allowTagName}', value: ${typescriptString(allowTag)} }],
});
`;
}

/** `AuthenticatedRole` is `authenticatedRole` in the app. */
function variableOf(logicalId: string): string {
  return logicalId.charAt(0).toLowerCase() + logicalId.slice(1);
}
