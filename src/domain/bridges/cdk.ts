import { parseJson } from '../canonical.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import { parseArn, partitionOf } from '../ids.ts';
import type { Bridge, Bridged } from './bridged.ts';
import { groupNotes, groupRolesOf, policyNotes, roleOf } from './roles-of.ts';
import { typescriptString, typescriptValue } from './typescript-text.ts';

/** A construct of the CDK that names what is imported and changes none of it, but for emitted policies. */
export function cdkBridge(bridged: Bridged): Bridge {
  const { link, auth, identity } = bridged;
  const policies = bridged.policies ?? [];
  const roles = rolesText(bridged);
  const iam = [
    ...(policies.length > 0 ? ['CfnRolePolicy'] : []),
    ...(roles === '' ? [] : ['Role']),
  ];
  const imports = [
    "import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';",
    ...(iam.length > 0 ? [`import { ${iam.join(', ')} } from 'aws-cdk-lib/aws-iam';`] : []),
    "import { Construct } from 'constructs';",
  ];
  return {
    text: `// From ${link.app}/${link.env} by "amplify-import bridge cdk". For a stack of region ${auth.region}.
${imports.join('\n')}

export class ImportedAuth extends Construct {
  readonly userPool = ${userPoolText(bridged)};
  readonly webClient = ${clientText('WebClient', auth.web.id)};
  readonly nativeClient = ${clientText('NativeClient', auth.native.id)};
${identity ? `  readonly identityPoolId = ${typescriptString(identity.identityPoolId)};\n` : ''}${roles}${constructorText(bridged)}}
`,
    notes: [...policyNotes(bridged), ...groupNotes(auth)],
  };
}

/** By its ARN where it lies in another account: by its id it would be taken for one of the stack's own. */
function userPoolText({ auth, request }: Bridged): string {
  const account = parseArn(request.readRoleArn ?? '')?.account;
  if (!account) {
    return `UserPool.fromUserPoolId(this, 'UserPool', ${typescriptString(auth.userPoolId)})`;
  }
  const partition = partitionOf(auth.region);
  const arn = `arn:${partition}:cognito-idp:${auth.region}:${account}:userpool/${auth.userPoolId}`;
  return `UserPool.fromUserPoolArn(this, 'UserPool', ${typescriptString(arn)})`;
}

function clientText(id: string, clientId: string): string {
  return `UserPoolClient.fromUserPoolClientId(this, '${id}', ${typescriptString(clientId)})`;
}

/** `mutable: false`: a grant elsewhere in the app must not put a policy on a role that others use. */
function rolesText({ auth, identity }: Bridged): string {
  const named = (id: string, arn: string) =>
    `Role.fromRoleArn(this, ${typescriptString(id)}, ${typescriptString(arn)}, { mutable: false })`;
  const [signedIn, guest] = [roleOf(identity, 'authenticated'), roleOf(identity, 'guest')];
  const groups = Object.entries(groupRolesOf(auth)).map(
    ([group, arn], index) =>
      `    ${typescriptKey(group)}: ${named(`GroupRole${index + 1}`, arn)},\n`,
  );
  return [
    ...(signedIn === null
      ? []
      : [`  readonly authenticatedRole = ${named('AuthenticatedRole', signedIn)};\n`]),
    ...(guest === null ? [] : [`  readonly guestRole = ${named('GuestRole', guest)};\n`]),
    ...(groups.length === 0 ? [] : [`  readonly groupRoles = {\n${groups.join('')}  };\n`]),
  ].join('');
}

/** Always in quotes and computed, as names of groups may be anything. */
function typescriptKey(name: string): string {
  return `[${typescriptString(name)}]`;
}

/** Under the name of the import's own policy: the next plan then sees whether it holds. */
function constructorText({ policies }: Bridged): string {
  if (!policies || policies.length === 0) return '';
  const resources = policies.map(({ role, policyName, text }) => {
    const props = {
      roleName: roleNameOf(role),
      policyName,
      policyDocument: parseJson(text),
    };
    const id = typescriptString(`Policy${roleNameOf(role)}`);
    return `    new CfnRolePolicy(this, ${id}, ${typescriptValue(props, '    ')});\n`;
  });
  return `
  constructor(scope: Construct, id: string) {
    super(scope, id);
${resources.join('')}  }
`;
}
