import { UserError } from './user-error.ts';

/** What the caller's own world lacks: credentials, a profile, a region, rights, a stack, room on a disk. */

/** AWS refused a call for lack of a right. */
export class AccessDenied extends UserError {
  readonly action: string;

  constructor(action: string, resource: string, options?: ErrorOptions) {
    super(
      'AccessDenied',
      `AWS denied ${action} on ${resource}.`,
      `Allow ${action} on it to whoever runs the import.`,
      options,
    );
    this.action = action;
  }
}

/** The run has no AWS credentials, or ones that are no longer good. */
export class CredentialsMissing extends UserError {
  /** `why`: what is known of those that there are. */
  constructor(action: string, { why, ...options }: ErrorOptions & { readonly why?: string } = {}) {
    super(
      'CredentialsMissing',
      `There are no usable AWS credentials to call ${action} with${why === undefined ? '' : `: ${why}`}.`,
      'Sign in, or set a profile or keys for the account that holds the pools.',
      options,
    );
  }
}

/** The environment names a profile that no file of the AWS CLI has. */
export class ProfileMissing extends UserError {
  /** `known`: those that there are. */
  constructor(profile: string, known: readonly string[], options?: ErrorOptions) {
    super(
      'ProfileMissing',
      `The profile "${profile}" is asked for, and the AWS config files have no such one.`,
      known.length === 0
        ? 'They have none at all: make one by "aws configure", or name none by AWS_PROFILE and --profile, and set keys.'
        : `Name one that they have, by AWS_PROFILE or --profile: ${known.join(', ')}.`,
      options,
    );
  }
}

/** Nothing says which region to call. */
export class RegionMissing extends UserError {
  constructor(action: string, options?: ErrorOptions) {
    super(
      'RegionMissing',
      `No region is set to call ${action} in.`,
      'Name one by AWS_REGION or --region, or a profile that names a region.',
      options,
    );
  }
}

/** An endpoint that is set for AWS is a name of this machine that cannot be looked up here. */
export class EndpointUnknown extends UserError {
  constructor(host: string, options?: ErrorOptions) {
    super(
      'EndpointUnknown',
      `The endpoint that is set for AWS is at ${host}, and this machine cannot look that name up.`,
      'Name it by its address, like http://127.0.0.1:4566, in AWS_ENDPOINT_URL or in the endpoint_url of your profile.',
      options,
    );
  }
}

/** The environment, or an option, names a region that there is not. */
export class RegionUnknown extends UserError {
  constructor(region: string, options?: ErrorOptions) {
    super(
      'RegionUnknown',
      `There is no region "${region}" of AWS.`,
      'Set AWS_REGION, the region of the profile, or --region to one like "eu-west-1".',
      options,
    );
  }
}

/** No stack of ours is deployed where the caller looks. */
export class StackMissing extends UserError {
  /** `account`: that of the credentials; `null` when nobody would say. */
  constructor(account: string | null, region: string, options?: ErrorOptions) {
    super(
      'StackMissing',
      `No stack of amplify-import is deployed in ${account === null ? 'this account' : `account ${account}`} and region ${region}.`,
      'Set AWS_PROFILE and AWS_REGION to where it is; without one, "amplify-import run" imports into a folder, and --store names that.',
      options,
    );
  }
}

/** The file system does not do what a store or a copy needs. */
export class FileRefused extends UserError {
  /** The engine asks: a disk that is full is so in a moment, and a push or an import would wait for nothing. */
  readonly isRetryable = false;

  constructor(path: string, why: string, resolution: string, options?: ErrorOptions) {
    super('FileRefused', `The file system refuses ${path}: ${why}.`, resolution, options);
  }
}

/** Something that the run needs is not there. */
export class ResourceMissing extends UserError {
  constructor(resource: string, options?: ErrorOptions) {
    super(
      'ResourceMissing',
      `${resource} does not exist.`,
      'Check the id, its account and its region.',
      options,
    );
  }
}

/**
 * AWS takes no such call here, for a reason that its owner or the account can end: a quota, a role that AWS
 * keeps for itself, a policy that IAM does not take, an operation that is switched off.
 */
export class AwsRefused extends UserError {
  /** `reason`: the error's name at AWS, without `Exception`; `text`: what AWS says of it. */
  constructor(
    action: string,
    resource: string,
    { reason, text }: { readonly reason: string; readonly text: string },
    options?: ErrorOptions,
  ) {
    super(
      'AwsRefused',
      `AWS refused ${action} on ${resource} (${reason}): ${text}`,
      whatToDo[reason] ?? 'Look what AWS says, and start again once it no longer holds.',
      options,
    );
  }
}

const whatToDo: Readonly<Record<string, string>> = {
  LimitExceeded:
    'Make room below the quota that AWS names, or ask for a higher one (Service Quotas), and start again.',
  UnmodifiableEntity:
    'AWS keeps this role for a service of its own. Give users a role of yours, and start again.',
  MalformedPolicyDocument:
    'IAM does not take the policy. Look at the ids and the paths of the request that it is made of; the plan of the report shows it whole.',
  OperationNotEnabled: 'Switch the operation on for the account or the pool, and start again.',
};
