/**
 * Errors of the user's world: each says what to do. The class name of these and of the faults
 * (`faults.ts`) is the error's `name`, the ASL error, the key of the command line and the heading in
 * docs/errors.md.
 */

/** An error that the user can resolve. */
export abstract class UserError extends Error {
  readonly resolution: string;

  constructor(name: string, message: string, resolution: string, options?: ErrorOptions) {
    // After lines of a list the sentence would be taken for a part of the last one.
    super(`${message}${message.includes('\n') ? '\n' : ' '}${resolution}`, options);
    this.name = name;
    this.resolution = resolution;
  }
}

/** The request cannot be understood, or names what is not there; nothing was written. */
export class InvalidRequest extends UserError {
  constructor(message: string, resolution: string, options?: ErrorOptions) {
    super('InvalidRequest', message, resolution, options);
  }
}

/**
 * Validation or the plan found errors; nothing was written.
 *
 * @public as a name: an outcome carries it, and nothing throws it
 */
export class ImportRefused extends UserError {
  constructor(message: string, resolution: string, options?: ErrorOptions) {
    super('ImportRefused', message, resolution, options);
  }
}

/** Another run of the same link holds its lease. */
export class LinkBusy extends UserError {
  constructor(link: string, owner: string) {
    super(
      'LinkBusy',
      `Another run of ${link} is under way: ${owner}.`,
      'Wait until it has ended, then start this one again.',
    );
  }
}

/** Another run took the lease over while this one was thought to be dead. */
export class LeaseLost extends UserError {
  constructor(link: string, when: 'before a write' | 'in a write' = 'before a write') {
    if (when === 'before a write') {
      super(
        'LeaseLost',
        `Another run has taken over ${link}, so this one stopped before its next write.`,
        'Look at the other run; it finishes or undoes what this one began.',
      );
    } else {
      super(
        'LeaseLost',
        `Another run has taken over ${link} in the middle of a write of this one, which may have come last.`,
        'Start the other one again: it puts right what was written late.',
      );
    }
  }
}

/** A file of a folder store is locked by a process that lives and does not give it back. */
export class FolderLocked extends UserError {
  constructor(lock: string, holder: string) {
    super(
      'FolderLocked',
      `${lock} is held by ${holder}, for too long.`,
      'Start again once that process has ended or goes on; where it is none of this tool, remove the file.',
    );
  }
}

/** The world or the plan is not what the caller agreed to. */
export class PlanChanged extends UserError {
  constructor(message: string, options: ErrorOptions & { readonly resolution?: string } = {}) {
    const { resolution = 'Make a new plan, read it, and start again with its hash.' } = options;
    super('PlanChanged', message, resolution, options);
  }
}

/** Restoring the policies failed; the message holds the original error and the commands to run. */
export class UndoIncomplete extends UserError {
  constructor(message: string, commands: readonly string[], options?: ErrorOptions) {
    super(
      'UndoIncomplete',
      message,
      `Start the import again, which tries once more, or run by hand:\n${commands.join('\n')}`,
      options,
    );
  }
}

/** A push is done, but for some targets; the others have what was imported. */
export class PushIncomplete extends UserError {
  /** `isDeployed`: it was an execution, which finds the link in the stack and has rights of its own. */
  constructor(message: string, app: string, env: string, isDeployed = false) {
    const input = JSON.stringify({ app, env, only: ['failed'] });
    const again = isDeployed
      ? `echo '${input}' | amplify-import start - --machine push-auth --wait`
      : `amplify-import push --app ${app} --env ${env} --only failed`;
    super('PushIncomplete', message, `Fix what is said of each, then push those again:\n${again}`);
  }
}

/** Lambda took an update of a function and could not carry it out. */
export class FunctionUpdateFailed extends UserError {
  constructor(name: string, reason: string) {
    super(
      'FunctionUpdateFailed',
      `Lambda could not update ${name}: ${reason}.`,
      'Look at the function in the console, mend it, then push again.',
    );
  }
}

/** A hosting build that the push had started has failed, or somebody has cancelled it. */
export class BuildFailed extends UserError {
  constructor(target: string, how: 'failed' | 'was cancelled', job: string) {
    super(
      'BuildFailed',
      `The build of ${target} ${how} (${job}).`,
      'Read its log; the variables are set, and the next build has them.',
    );
  }
}

/** Others write on a target all the time, so that what was written could not be verified. */
export class TargetContested extends UserError {
  constructor(target: string) {
    super(
      'TargetContested',
      `Others write on ${target} at the same time, again and again.`,
      'Find out who they are, then push again.',
    );
  }
}

/** What became of a target is not known: its answer never came. */
export class TargetUnanswered extends UserError {
  constructor(target: string) {
    super('TargetUnanswered', `What became of ${target} is not known.`, 'Push again.');
  }
}

/** A command or an event names a link that no import has recorded. */
export class LinkNotRecorded extends UserError {
  /** `looked`: the store that it was looked for in, and how another one is looked in. */
  constructor(link: string, looked?: { readonly in: string; readonly elsewhere: string }) {
    super(
      'LinkNotRecorded',
      `No import of ${link} is recorded${looked ? ` in ${looked.in}` : ''}.`,
      looked
        ? `Check app and env, look elsewhere (${looked.elsewhere}), or import it first.`
        : 'Check app and env, or import it first.',
    );
  }
}

/**
 * What a run was to do has been done or undone since it was asked for; it ends well, having written nothing.
 *
 * "Take lease" tells it to the state that closes the run.
 */
export class RunOutdated extends UserError {
  constructor(link: string, why: string) {
    super('RunOutdated', `This run of ${link} came too late: ${why}`, 'Nothing to do.');
  }
}

/**
 * A removal was refused by its plan; nothing was written.
 *
 * @public as a name: an outcome carries it, and nothing throws it
 */
export class RemovalRefused extends UserError {
  constructor(message: string, resolution: string) {
    super('RemovalRefused', message, resolution);
  }
}

/** A removal is done, but for something that could not be restored or was changed by somebody else. */
export class RemovalIncomplete extends UserError {
  constructor(message: string, again: string) {
    super('RemovalIncomplete', message, `See to what is left, then remove it again:\n${again}`);
  }
}

/** There is no published config to fetch, or none that the caller may see. */
export class NotPublished extends UserError {
  constructor(message: string, resolution: string, options?: ErrorOptions) {
    super('NotPublished', message, resolution, options);
  }
}

/** The link whose config is fetched was removed. */
export class LinkRemoved extends UserError {
  constructor(link: string, revision: number) {
    super(
      'LinkRemoved',
      `${link} was removed; revision ${revision} was its last.`,
      'Import it again, or fetch another environment.',
    );
  }
}

/** A file that config is merged into names other pools than the config. */
export class PoolsDiffer extends UserError {
  constructor(message: string) {
    super(
      'PoolsDiffer',
      message,
      'Fetch the environment that belongs to the file, or take the other auth out of the file first.',
    );
  }
}

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
      `AWS_PROFILE names "${profile}", and the AWS config files have no such profile.`,
      known.length === 0
        ? 'They have none at all: make one by "aws configure", or unset AWS_PROFILE and set keys.'
        : `Set AWS_PROFILE to one that they have: ${known.join(', ')}.`,
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
      'Set AWS_REGION, or a profile that names a region.',
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

/** Errors that are raised before anything was written: exit code 1. */
export const refusals: readonly string[] = [
  'InvalidRequest',
  'ImportRefused',
  'RemovalRefused',
  'LinkBusy',
  'PlanChanged',
  'PoolsDiffer',
  'LinkNotRecorded',
];

/** Errors of a fetch that found nothing to fetch: exit code 3. */
export const absences: readonly string[] = ['NotPublished', 'LinkRemoved'];
