import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { describe, expect, it } from '@jest/globals';
import { companionBridge } from '../../../src/domain/bridges/companion.ts';
import type { Bridged, BridgeOptions } from '../../../src/domain/bridges/bridged.ts';
import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { aBridged, notesOf, refusalsOf, textOf } from '../../support/builders/bridged.ts';
import { nativeClientId, providerName, webClientId } from '../../support/builders/ids.ts';
import { aRequest } from '../../support/builders/request.ts';
import { authSettings, clientSettings } from '../../support/builders/settings.ts';
import { evaluate } from './evaluate.ts';

type Properties = Readonly<Record<string, unknown>>;
type Resources = Readonly<
  Record<string, { readonly Type: string; readonly Properties: Properties }>
>;

const arn = 'arn:aws:iam::111122223333:role/Companion';
const native = clientSettings({ id: nativeClientId });
const alone = (overrides: Partial<Bridged> = {}) =>
  aBridged({ identity: null, auth: authSettings({ native }), ...overrides });
const printed = (bridged: Bridged = alone(), options: Partial<BridgeOptions> = {}) =>
  textOf(companionBridge(bridged, { guests: false, cdk: false, ...options }));

/** The template, as the CDK's parser of CloudFormation has read and written it. */
function synthesized(text: string): Resources {
  const folder = mkdtempSync(join(tmpdir(), 'amplify-import-companion-'));
  try {
    const templateFile = join(folder, 'companion.template.json');
    writeFileSync(templateFile, text);
    const stack = new core.Stack(new core.App(), 'Companion');
    const template = new CfnInclude(stack, 'Template', { templateFile });
    return Template.fromStack(core.Stack.of(template)).toJSON()['Resources'] as Resources;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the app synthesizes; nothing is bootstrapped for it and nothing deployed. */
function synthesizedApp(text: string): Resources {
  const stacks: core.Stack[] = [];
  class Stack extends core.Stack {
    constructor(...args: ConstructorParameters<typeof core.Stack>) {
      super(...args);
      stacks.push(this);
    }
  }
  evaluate(text, {
    'aws-cdk-lib': { ...core, Stack },
    'aws-cdk-lib/aws-cognito': cognito,
    'aws-cdk-lib/aws-iam': iam,
  });
  return Template.fromStack(stacks[0] as core.Stack).toJSON()['Resources'] as Resources;
}

describe('The companion of a user pool', () => {
  it('is an identity pool for its clients, with the token check, without guests and classic flow', () => {
    const { IdentityPool } = synthesized(printed());

    expect(IdentityPool).toEqual({
      Type: 'AWS::Cognito::IdentityPool',
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        IdentityPoolName: { Ref: 'IdentityPoolName' },
        AllowUnauthenticatedIdentities: { 'Fn::If': ['Guests', true, false] },
        AllowClassicFlow: false,
        CognitoIdentityProviders: [webClientId, nativeClientId].map((ClientId) => ({
          ProviderName: providerName,
          ClientId,
          ServerSideTokenCheck: true,
        })),
      },
    });
    expect(JSON.parse(printed())).toMatchObject({
      Parameters: { AllowGuests: { Default: 'false' } },
      Conditions: { Guests: { 'Fn::Equals': [{ Ref: 'AllowGuests' }, 'true'] } },
    });
  });

  it('admits guests only when that is asked for', () => {
    expect(JSON.parse(printed(alone(), { guests: true }))).toHaveProperty(
      'Parameters.AllowGuests.Default',
      'true',
    );
  });

  it('makes two roles with the tag of the app, and attaches them', () => {
    const resources = synthesized(printed());

    expect(Object.values(resources).map(({ Type }) => Type)).toEqual([
      'AWS::Cognito::IdentityPool',
      'AWS::IAM::Role',
      'AWS::IAM::Role',
      'AWS::Cognito::IdentityPoolRoleAttachment',
    ]);
    for (const role of ['AuthenticatedRole', 'GuestRole']) {
      expect(resources[role]?.Properties['Tags']).toEqual([
        { Key: 'amplify-import', Value: 'storefront' },
      ]);
    }
    expect(resources['IdentityPoolRoles']?.Properties).toEqual({
      IdentityPoolId: { Ref: 'IdentityPool' },
      Roles: {
        authenticated: { 'Fn::GetAtt': ['AuthenticatedRole', 'Arn'] },
        unauthenticated: { 'Fn::GetAtt': ['GuestRole', 'Arn'] },
      },
    });
  });

  it.each(['eu-west-1', 'cn-north-1', 'us-gov-west-1', 'us-gov-east-1'])(
    'has roles whose trust the import itself finds nothing wrong with, in %s',
    (region) => {
      const auth = authSettings({ region, userPoolId: `${region}_AbCdEfGhI` });

      const resources = synthesized(printed(alone({ auth })));

      const id = `${region}:11111111-2222-4333-8444-555555555555`;
      const judge = (role: string, kind: 'authenticated' | 'guest') => {
        const trust = JSON.stringify(resources[role]?.Properties['AssumeRolePolicyDocument']);
        return judgeTrust(trust.replaceAll('{"Ref":"IdentityPool"}', `"${id}"`), { kind, arn }, id);
      };
      expect(judge('AuthenticatedRole', 'authenticated')).toEqual([]);
      expect(judge('GuestRole', 'guest')).toEqual([]);
      expect(judge('GuestRole', 'authenticated')).not.toEqual([]);
    },
  );

  it('says where AWS does not name who assumes its roles', () => {
    const auth = authSettings({ native, region: 'cn-north-1' });
    const notes = (bridged: Bridged) =>
      notesOf(companionBridge(bridged, { guests: false, cdk: false }));

    expect(notes(alone({ auth }))).toContain('AWS does not document by which name');
    expect(notes(alone())).not.toContain('does not document');
  });

  it('gives the id that the request needs, and can be deployed in its region only', () => {
    const template = JSON.parse(printed()) as Record<string, unknown>;

    expect(template['Outputs']).toMatchObject({
      IdentityPoolId: { Value: { Ref: 'IdentityPool' } },
    });
    expect(template['Rules']).toMatchObject({
      Region: { Assertions: [{ Assert: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } }] },
    });
  });

  it('tells the command by which it is deployed, in itself and beside it', () => {
    const command =
      'aws cloudformation deploy --region eu-west-1 --stack-name storefront-prod-identity-pool --template-file companion.template.json --capabilities CAPABILITY_IAM';

    expect(JSON.parse(printed())).toHaveProperty('Metadata.Deploy', command);
    expect(notesOf(companionBridge(alone(), { guests: false, cdk: false }))).toContain(command);
  });

  it('says that groups get no role of their own by it', () => {
    const groups = [{ name: 'admins', precedence: 1, roleArn: 'arn:aws:iam::111122223333:role/A' }];
    const bridged = alone({ auth: authSettings({ groups }) });

    expect(notesOf(companionBridge(bridged, { guests: false, cdk: false }))).toContain(
      'maps no role of a group',
    );
  });

  it('is refused where there is an identity pool already', () => {
    const bridged = aBridged({ request: aRequest() });

    expect(refusalsOf(companionBridge(bridged, { guests: false, cdk: false }))).toHaveLength(1);
  });
});

describe('The companion as a CDK app', () => {
  it.each([true, false])('makes what the template makes, with guests %s', (guests) => {
    const template = synthesized(printed(alone(), { guests }));

    const app = synthesizedApp(printed(alone(), { guests, cdk: true }));

    const properties = {
      ...template['IdentityPool']?.Properties,
      IdentityPoolName: 'storefront-prod',
      AllowUnauthenticatedIdentities: guests,
    };
    expect(app).toEqual({
      ...template,
      IdentityPool: { ...template['IdentityPool'], Properties: properties },
    });
  });

  it('tells the command by which it is deployed', () => {
    expect(printed(alone(), { cdk: true })).toContain(
      '// Deploy it, by Node 22.18 or later: npx cdk deploy --app "node companion.ts"\n',
    );
  });
});
