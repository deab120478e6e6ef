import { App, CfnWaitConditionHandle, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Template } from 'aws-cdk-lib/assertions';
import * as constructs from 'constructs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Bridged } from '../../../src/domain/bridges/bridged.ts';
import { cdkBridge } from '../../../src/domain/bridges/cdk.ts';
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
import { anyText } from './any-text.ts';
import { emitted, emittedDocument } from './emitted.ts';
import { evaluate } from './evaluate.ts';
import { runs } from '../../support/counts.ts';

type ImportedAuth = constructs.Construct & {
  readonly userPool: cognito.IUserPool;
  readonly webClient: cognito.IUserPoolClient;
  readonly nativeClient: cognito.IUserPoolClient;
  readonly identityPoolId?: string;
  readonly authenticatedRole?: iam.IRole;
  readonly guestRole?: iam.IRole;
  readonly groupRoles?: Readonly<Record<string, iam.IRole>>;
};

/** The construct of a bridge in a stack of its own. */
function inStack(bridged: Bridged): { auth: ImportedAuth; stack: Stack } {
  const { ImportedAuth } = evaluate(textOf(cdkBridge(bridged)), {
    'aws-cdk-lib/aws-cognito': cognito,
    'aws-cdk-lib/aws-iam': iam,
    constructs,
  }) as { ImportedAuth: new (scope: constructs.Construct, id: string) => ImportedAuth };
  const env = { account: '111122223333', region: 'eu-west-1' };
  const stack = new Stack(new App(), 'Stack', { env });
  // CloudFormation takes no stack without a resource.
  const other = new CfnWaitConditionHandle(stack, 'Other');
  return { auth: new ImportedAuth(other.stack, 'Auth'), stack };
}

describe('The construct for the CDK', () => {
  it('names everything that is imported, and makes nothing', () => {
    const native = clientSettings({ id: 'native1' });
    const groups = [{ name: 'admins', precedence: 1, roleArn: guestRoleArn }];

    const { auth, stack } = inStack(aBridged({ auth: authSettings({ native, groups }) }));

    expect(auth.userPool.userPoolId).toBe(userPoolId);
    expect(auth.webClient.userPoolClientId).toBe(webClientId);
    expect(auth.nativeClient.userPoolClientId).toBe('native1');
    expect(auth.identityPoolId).toBe(identityPoolId);
    expect(auth.authenticatedRole?.roleArn).toBe(authRoleArn);
    expect(auth.guestRole?.roleArn).toBe(guestRoleArn);
    expect(auth.groupRoles?.['admins']?.roleArn).toBe(guestRoleArn);
    expect(Object.keys(Template.fromStack(stack).toJSON()['Resources'] as object)).toEqual([
      'Other',
    ]);
  });

  it('puts no policy on a role, even when somebody grants to it', () => {
    const { auth, stack } = inStack(aBridged());

    auth.authenticatedRole?.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }),
    );

    expect(Template.fromStack(stack).findResources('AWS::IAM::Policy')).toEqual({});
  });

  it('has neither identity pool nor roles where there are none', () => {
    const { auth } = inStack(aBridged({ identity: null }));

    expect(auth).not.toHaveProperty('identityPoolId');
    expect(auth).not.toHaveProperty('authenticatedRole');
  });

  it('puts the emitted policies on the roles, under the name that the import knows', () => {
    const { stack } = inStack(emitted());

    Template.fromStack(stack).hasResourceProperties('AWS::IAM::RolePolicy', {
      RoleName: 'CognitoAuth',
      PolicyName: 'AmplifyImport-storefront.prod',
      PolicyDocument: emittedDocument,
    });
    expect(notesOf(cdkBridge(emitted()))).not.toContain('"rolePolicies"');
  });

  it('takes a user pool of another account by its ARN', () => {
    const request = aRequest({ readRoleArn: 'arn:aws:iam::444455556666:role/AmplifyImportRead' });

    const { auth } = inStack(aBridged({ request }));

    expect(auth.userPool.userPoolArn).toBe(
      `arn:aws:cognito-idp:eu-west-1:444455556666:userpool/${userPoolId}`,
    );
    expect(auth.userPool.userPoolId).toBe(userPoolId);
  });

  it('finds the role of a group whatever the group is called', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyText), (names) => {
        const groups = names.map((name) => ({ name, precedence: null, roleArn: authRoleArn }));

        const { auth } = inStack(aBridged({ auth: authSettings({ groups }) }));

        expect(Object.keys(auth.groupRoles ?? {}).toSorted()).toEqual(names.toSorted());
      }),
      runs(30),
    );
  });

  it('says the path of a role as it is', () => {
    const arn = 'arn:aws:iam::111122223333:role/it\'s/"a"/\\/${path}/Admins';
    const groups = [{ name: 'admins', precedence: 1, roleArn: arn }];

    const { auth } = inStack(aBridged({ auth: authSettings({ groups }) }));

    expect(auth.groupRoles?.['admins']?.roleArn).toBe(arn);
  });
});
