import { policyNameOf } from '../../contract/link.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import type { Bridge, Bridged } from './bridged.ts';
import { hclHeredoc, hclMap, hclString } from './hcl-text.ts';
import { groupNotes, groupRolesOf, policyNotes, roleOf } from './roles-of.ts';

/** Data sources and a local of what is imported, and the emitted policies as resources. */
export function terraformBridge(bridged: Bridged): Bridge {
  const { auth, request, link } = bridged;
  const name = `${link.app}_${link.env}`;
  const blocks = [
    `# From ${link.app}/${link.env} by "amplify-import bridge terraform"; the AWS provider must be of region ${auth.region}.`,
    localsOf(bridged, name),
    ...(request.readRoleArn ? [] : dataSources(bridged, name)),
    ...policyBlocks(bridged, name),
  ];
  return {
    text: `${blocks.join('\n\n')}\n`,
    notes: [
      ...(request.readRoleArn
        ? [
            `The user pool lies in another account, so there are no data sources: a provider of ${auth.region} there could read it.`,
          ]
        : []),
      ...(auth.native.hasSecret
        ? [
            `There is no data source of the native client ${auth.native.id}: it would put the client's secret into the state.`,
          ]
        : []),
      ...policyNotes(bridged),
      ...groupNotes(auth),
    ],
  };
}

function localsOf({ auth, identity }: Bridged, name: string): string {
  const optional = {
    identity_pool_id: identity?.identityPoolId ?? null,
    authenticated_role_arn: roleOf(identity, 'authenticated'),
    guest_role_arn: roleOf(identity, 'guest'),
  };
  const groups = Object.entries(groupRolesOf(auth)).map(([group, arn]) => [group, hclString(arn)]);
  const values = Object.entries(optional).map(([key, value]) => [
    key,
    value === null ? 'null' : hclString(value),
  ]);
  const local = {
    user_pool_id: hclString(auth.userPoolId),
    web_client_id: hclString(auth.web.id),
    native_client_id: hclString(auth.native.id),
    ...Object.fromEntries(values),
    group_role_arns: hclMap(Object.fromEntries(groups), '    '),
  };
  return `locals {\n  ${name} = ${hclMap(local, '  ')}\n}`;
}

function dataSources({ auth }: Bridged, name: string): readonly string[] {
  const { web, native } = auth;
  const clients = [
    ['web', web],
    ...(native.id === web.id || native.hasSecret ? [] : [['native', native] as const]),
  ] as const;
  return [
    `# Since version 5.57 of the AWS provider.
data "aws_cognito_user_pool" "${name}" {
  user_pool_id = local.${name}.user_pool_id
}`,
    ...clients.map(
      ([kind]) => `data "aws_cognito_user_pool_client" "${name}_${kind}" {
  user_pool_id = local.${name}.user_pool_id
  client_id    = local.${name}.${kind}_client_id
}`,
    ),
  ];
}

/** Under the name of the import's own policy: the next plan then sees whether it holds. */
function policyBlocks({ link, policies }: Bridged, name: string): readonly string[] {
  if (!policies || policies.length === 0) return [];
  const documents = policies.map(({ role, text }) => [
    roleNameOf(role),
    hclHeredoc(text, 'POLICY', '    '),
  ]);
  return [
    `resource "aws_iam_role_policy" "${name}" {
  for_each = ${hclMap(Object.fromEntries(documents), '  ')}

  role   = each.key
  name   = ${hclString(policyNameOf(link))}
  policy = each.value
}`,
  ];
}
