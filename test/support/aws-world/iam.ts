import type {
  DeleteRolePolicyCommandInput,
  GetPolicyCommandInput,
  GetPolicyVersionCommandInput,
  GetRoleCommandInput,
  GetRolePolicyCommandInput,
  ListRolePoliciesCommandInput,
  PutRolePolicyCommandInput,
} from '@aws-sdk/client-iam';
import { awsError } from './aws-error.ts';

/** A role with its inline policies, by their names. */
export type SeededRole = {
  arn: string;
  path: string;
  trustPolicy: string;
  tags: Record<string, string>;
  /** ARN of its permissions boundary. */
  boundary?: string;
  policies: Record<string, string>;
};

/** Policy names per answer; IAM's own default is 100. */
const pageSize = 100;

/** Roles, found by name whatever their path. Documents are answered URL-encoded, as IAM does. */
export function iam() {
  const roles = new Map<string, SeededRole>();
  /** Documents of managed policies, by their ARNs. */
  const managed = new Map<string, string>();
  /** What reads of policies see while they lag behind: the world of a while ago. */
  let past: Map<string, SeededRole['policies']> | null = null;

  const find = (name: string | undefined): SeededRole => {
    const role = roles.get(name ?? '');
    if (role) return role;
    throw awsError('NoSuchEntityException', 404, `The role with name ${name} cannot be found.`);
  };
  const visiblePolicies = (name: string | undefined) =>
    past?.get(name ?? '') ?? find(name).policies;
  const missingPolicy = (name: string | undefined) =>
    awsError('NoSuchEntityException', 404, `The role policy with name ${name} cannot be found.`);

  return {
    roles,
    managed,
    /** Reads of policies answer from now on what stands now: IAM is eventually consistent. */
    freezeReads: () => {
      past = new Map([...roles].map(([name, { policies }]) => [name, { ...policies }]));
    },
    thawReads: () => {
      past = null;
    },
    effects: {
      GetRole: ({ RoleName }: GetRoleCommandInput) => {
        const { arn, path, trustPolicy, tags, boundary } = find(RoleName);
        return {
          Role: {
            RoleName,
            Arn: arn,
            Path: path,
            AssumeRolePolicyDocument: encodeURIComponent(trustPolicy),
            ...(boundary && {
              PermissionsBoundary: {
                PermissionsBoundaryType: 'Policy',
                PermissionsBoundaryArn: boundary,
              },
            }),
            Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
          },
        };
      },

      GetPolicy: ({ PolicyArn = '' }: GetPolicyCommandInput) => {
        if (!managed.has(PolicyArn)) throw missingPolicy(PolicyArn);
        return { Policy: { Arn: PolicyArn, DefaultVersionId: 'v2' } };
      },

      GetPolicyVersion: ({ PolicyArn = '', VersionId }: GetPolicyVersionCommandInput) => {
        const document = managed.get(PolicyArn);
        if (document === undefined || VersionId !== 'v2') throw missingPolicy(PolicyArn);
        return { PolicyVersion: { VersionId, Document: encodeURIComponent(document) } };
      },

      ListRolePolicies: ({ RoleName, Marker = '0' }: ListRolePoliciesCommandInput) => {
        find(RoleName);
        const names = Object.keys(visiblePolicies(RoleName)).toSorted();
        const end = Number(Marker) + pageSize;
        const more = names.length > end;
        return {
          PolicyNames: names.slice(Number(Marker), end),
          IsTruncated: more,
          ...(more && { Marker: String(end) }),
        };
      },

      GetRolePolicy: ({ RoleName, PolicyName = '' }: GetRolePolicyCommandInput) => {
        find(RoleName);
        const document = visiblePolicies(RoleName)[PolicyName];
        if (document === undefined) throw missingPolicy(PolicyName);
        return { RoleName, PolicyName, PolicyDocument: encodeURIComponent(document) };
      },

      PutRolePolicy: (input: PutRolePolicyCommandInput) => {
        const { RoleName, PolicyName = '', PolicyDocument = '' } = input;
        JSON.parse(PolicyDocument);
        find(RoleName).policies[PolicyName] = PolicyDocument;
        return {};
      },

      DeleteRolePolicy: ({ RoleName, PolicyName = '' }: DeleteRolePolicyCommandInput) => {
        const { policies } = find(RoleName);
        if (policies[PolicyName] === undefined) throw missingPolicy(PolicyName);
        delete policies[PolicyName];
        return {};
      },
    },
  };
}
