import { shellWord } from '../../contract/findings/shell-word.ts';
import { providerNameOf } from '../ids.ts';
import { cognitoPrincipalOf, nameFindings } from '../trust/cognito-principal.ts';
import type { Bridge, BridgeOptions, Bridged } from './bridged.ts';
import { companionApp } from './companion-app.ts';
import { companionTemplate } from './companion-template.ts';
import type { Companion } from './companion-shape.ts';
import { groupRolesOf } from './roles-of.ts';

/**
 * The identity pool that a user pool lacks, with a role for signed-in users and one for guests: a
 * template, or a CDK app of the same resources. It is printed, and whoever wants it deploys it.
 */
export function companionBridge(bridged: Bridged, options: BridgeOptions): Bridge {
  const { request, link, auth } = bridged;
  if (request.identityPoolId !== null) {
    return {
      refusals: [
        `${link.app}/${link.env} has the identity pool ${request.identityPoolId} already.`,
      ],
    };
  }
  const companion = companionOf(bridged, options);
  const deploy = options.cdk
    ? cdkCommand(options.out ?? 'companion.ts')
    : deployCommand(companion, options.out ?? 'companion.template.json');
  return {
    text: options.cdk
      ? companionApp(companion, deploy)
      : `${JSON.stringify(companionTemplate(companion, deploy), null, 2)}\n`,
    notes: [
      `Deploy it: ${deploy}`,
      // Nobody has an identity pool of the region yet: the names depend on the region only.
      ...nameFindings(`${auth.region}:`).map(({ message }) => message),
      'Then put the output IdentityPoolId into the request as identityPoolId.',
      ...(Object.keys(groupRolesOf(auth)).length > 0
        ? [
            'Members of groups with a role get the role of signed-in users: the identity pool maps no role of a group.',
          ]
        : []),
    ],
  };
}

function companionOf({ auth, link }: Bridged, { guests }: BridgeOptions): Companion {
  const label = `${link.app}-${link.env}`;
  return {
    stackName: `${label}-identity-pool`,
    region: auth.region,
    description: `Identity pool of ${link.app}/${link.env} beside the user pool ${auth.userPoolId}`,
    poolName: label,
    guests,
    providerName: providerNameOf(auth.userPoolId),
    clientIds: [...new Set([auth.web.id, auth.native.id])],
    // An identity pool of the region does not exist yet; the principal depends on the region only.
    principal: cognitoPrincipalOf(`${auth.region}:`),
    roles: [
      {
        logicalId: 'AuthenticatedRole',
        description: `Signed-in users of ${link.app}/${link.env}`,
        amr: 'authenticated',
      },
      {
        logicalId: 'GuestRole',
        description: `Guests of ${link.app}/${link.env}`,
        amr: 'unauthenticated',
      },
    ],
    allowTag: link.app,
  };
}

function deployCommand({ stackName, region }: Companion, file: string): string {
  return `aws cloudformation deploy --region ${region} --stack-name ${stackName} --template-file ${shellWord(file)} --capabilities CAPABILITY_IAM`;
}

function cdkCommand(file: string): string {
  return `npx cdk deploy --app "node ${file}"`;
}
