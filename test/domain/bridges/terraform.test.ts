import { parse } from '@cdktf/hcl2json';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Bridged } from '../../../src/domain/bridges/bridged.ts';
import { terraformBridge } from '../../../src/domain/bridges/terraform.ts';
import { aBridged, notesOf, textOf } from '../../support/builders/bridged.ts';
import {
  authRoleArn,
  guestRoleArn,
  identityPoolId,
  userPoolId,
  webClientId,
} from '../../support/builders/ids.ts';
import { aRequest } from '../../support/builders/request.ts';
import { authSettings, clientSettings } from '../../support/builders/settings.ts';
import { anyText, fromTemplate } from './any-text.ts';
import { emitted, emittedDocument } from './emitted.ts';
import { runs } from '../../support/counts.ts';

type Local = Readonly<Record<string, unknown>> & {
  readonly group_role_arns: Readonly<Record<string, string>>;
};
type Terraform = {
  readonly locals: readonly [{ readonly storefront_prod: Local }];
  readonly data: {
    readonly aws_cognito_user_pool?: object;
    readonly aws_cognito_user_pool_client?: object;
  };
  readonly resource?: {
    readonly aws_iam_role_policy: {
      readonly storefront_prod: readonly [
        { readonly for_each: Readonly<Record<string, string>>; readonly name: string },
      ];
    };
  };
};

/** What Terraform's own parser reads; expressions as they stand, templates with their escapes. */
async function parsed(bridged: Bridged): Promise<Terraform> {
  return (await parse('main.tf', textOf(terraformBridge(bridged)))) as Terraform;
}

describe('The file for Terraform', () => {
  it('has a local of everything that is imported', async () => {
    const groups = [{ name: 'admins', precedence: 1, roleArn: authRoleArn }];

    const { locals } = await parsed(aBridged({ auth: authSettings({ groups }) }));

    expect(locals[0].storefront_prod).toEqual({
      user_pool_id: userPoolId,
      web_client_id: webClientId,
      native_client_id: webClientId,
      identity_pool_id: identityPoolId,
      authenticated_role_arn: authRoleArn,
      guest_role_arn: guestRoleArn,
      group_role_arns: { admins: authRoleArn },
    });
  });

  it('says null of an identity pool that is not there', async () => {
    const { locals } = await parsed(aBridged({ identity: null }));

    expect(locals[0].storefront_prod).toMatchObject({
      identity_pool_id: null,
      authenticated_role_arn: null,
      guest_role_arn: null,
      group_role_arns: {},
    });
  });

  it('reads the user pool and its clients by data sources', async () => {
    const native = clientSettings({ id: 'native1' });

    const { data } = await parsed(aBridged({ auth: authSettings({ native }) }));

    expect(data.aws_cognito_user_pool).toEqual({
      storefront_prod: [{ user_pool_id: '${local.storefront_prod.user_pool_id}' }],
    });
    expect(data.aws_cognito_user_pool_client).toEqual({
      storefront_prod_web: [
        {
          user_pool_id: '${local.storefront_prod.user_pool_id}',
          client_id: '${local.storefront_prod.web_client_id}',
        },
      ],
      storefront_prod_native: [
        {
          user_pool_id: '${local.storefront_prod.user_pool_id}',
          client_id: '${local.storefront_prod.native_client_id}',
        },
      ],
    });
  });

  it('never has a data source that would put a secret into the state', async () => {
    const native = clientSettings({ id: 'native1', hasSecret: true });
    const bridged = aBridged({ auth: authSettings({ native }) });

    const { data, locals } = await parsed(bridged);

    expect(Object.keys(data.aws_cognito_user_pool_client ?? {})).toEqual(['storefront_prod_web']);
    expect(locals[0].storefront_prod['native_client_id']).toBe('native1');
    expect(notesOf(terraformBridge(bridged))).toContain("the client's secret into the state");
  });

  it('reads nothing of a pool in another account', async () => {
    const request = aRequest({ readRoleArn: 'arn:aws:iam::444455556666:role/AmplifyImportRead' });

    expect(await parsed(aBridged({ request }))).not.toHaveProperty('data');
  });

  it('puts the emitted policies on the roles, under the name that the import knows', async () => {
    const { resource } = await parsed(emitted());

    const [policy] = resource?.aws_iam_role_policy.storefront_prod ?? [];
    expect(policy).toMatchObject({
      name: 'AmplifyImport-storefront.prod',
      role: '${each.key}',
      policy: '${each.value}',
    });
    expect(Object.keys(policy?.for_each ?? {})).toEqual(['CognitoAuth']);
    expect(JSON.parse(fromTemplate(policy?.for_each['CognitoAuth']))).toEqual(emittedDocument);
    expect(notesOf(terraformBridge(emitted()))).not.toContain('"rolePolicies"');
  });

  it('has no policy that the import writes itself, and says so', async () => {
    expect(await parsed(aBridged())).not.toHaveProperty('resource');
    expect(notesOf(terraformBridge(aBridged()))).toContain('"rolePolicies": "emit"');
    expect(notesOf(terraformBridge(aBridged({ identity: null })))).toBe('');
  });

  it('says the same whatever a group or the path of a role is called', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(anyText, anyText, { noNullPrototype: true }),
        async (written) => {
          // Neither Cognito nor IAM takes a control character; HCL has no word for the first of them.
          const plain = (text: string) => text.normalize('NFC').replaceAll(/\p{Cc}/gu, '');
          const roles = Object.entries(written).map(([name, arn]) => [plain(name), plain(arn)]);
          const groups = roles.map(([name = '', roleArn = '']) => ({
            name,
            precedence: null,
            roleArn,
          }));

          const { locals } = await parsed(aBridged({ auth: authSettings({ groups }) }));

          const read = Object.entries(locals[0].storefront_prod.group_role_arns).map((pair) =>
            pair.map(fromTemplate),
          );
          const sorted = (pairs: readonly (readonly string[])[]) =>
            pairs.map((pair) => JSON.stringify(pair)).toSorted();
          expect(sorted(read)).toEqual(sorted([...new Map(roles as [string, string][])]));
        },
      ),
      runs(100),
    );
  });
});
