import {
  DeleteRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ResourceMissing } from '../../contract/errors/caller-errors.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import { sendOptions } from '../abort.ts';
import { call, reading } from '../aws-errors.ts';
import { iam } from '../clients/iam-client.ts';
import type { Roles } from '../../procedures/account/port.ts';

/** Roles of the caller's account. IAM answers documents URL-encoded, and the SDK leaves them so. */
export function iamRoles(): Roles {
  return {
    role: (roleArn) =>
      reading('iam:GetRole', roleArn, async () => {
        const { Role } = await iam().send(
          new GetRoleCommand({ RoleName: roleNameOf(roleArn) }),
          sendOptions(),
        );
        return {
          arn: Role?.Arn ?? roleArn,
          path: Role?.Path ?? '/',
          trustPolicy: decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''),
          tags: Object.fromEntries(
            (Role?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
          ),
          boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
        };
      }),

    policyNames: (roleArn) =>
      reading('iam:ListRolePolicies', roleArn, async () => {
        const names: string[] = [];
        let marker: string | undefined;
        do {
          const answer = await iam().send(
            new ListRolePoliciesCommand({
              RoleName: roleNameOf(roleArn),
              ...(marker && { Marker: marker }),
            }),
            sendOptions(),
          );
          names.push(...(answer.PolicyNames ?? []));
          marker = answer.IsTruncated ? answer.Marker : undefined;
        } while (marker);
        return names;
      }),

    policy: (roleArn, PolicyName) =>
      reading('iam:GetRolePolicy', roleArn, async () => {
        const { PolicyDocument = '' } = await iam().send(
          new GetRolePolicyCommand({ RoleName: roleNameOf(roleArn), PolicyName }),
          sendOptions(),
        );
        return decodeURIComponent(PolicyDocument);
      }),

    boundary: async (PolicyArn) => {
      const version = await reading('iam:GetPolicy', PolicyArn, async () => {
        const { Policy } = await iam().send(new GetPolicyCommand({ PolicyArn }), sendOptions());
        return Policy?.DefaultVersionId ?? '';
      });
      if (version.status !== 'found') return version;
      const VersionId = version.value;
      return reading('iam:GetPolicyVersion', PolicyArn, async () => {
        const { PolicyVersion } = await iam().send(
          new GetPolicyVersionCommand({ PolicyArn, VersionId }),
          sendOptions(),
        );
        return decodeURIComponent(PolicyVersion?.Document ?? '');
      });
    },

    putPolicy: async (roleArn, PolicyName, PolicyDocument) => {
      const RoleName = roleNameOf(roleArn);
      await call('iam:PutRolePolicy', roleArn, () =>
        iam().send(
          new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }),
          sendOptions(),
        ),
      );
    },

    deletePolicy: async (roleArn, PolicyName) => {
      const RoleName = roleNameOf(roleArn);
      try {
        await call('iam:DeleteRolePolicy', roleArn, () =>
          iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName }), sendOptions()),
        );
      } catch (error) {
        if (!(error instanceof ResourceMissing)) throw error;
      }
    },
  };
}
