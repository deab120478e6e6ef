import type {
  AliasConfiguration,
  GetFunctionCommandInput,
  ListAliasesCommandInput,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { accessDenied, awsError } from './aws-error.ts';
import { Regional } from './granted-services.ts';

/** A function as it was deployed. */
export type SeededFunction = {
  arn: string;
  role: string;
  variables: Record<string, string>;
  tags: Record<string, string>;
  aliases: AliasConfiguration[];
  /** The caller may not use the customer key of its variables. */
  undecryptable?: boolean;
  /** The caller may not see its tags: `lambda:ListTags`. */
  hidesTags?: boolean;
};

type Standing = SeededFunction & {
  /** Which state of the function it is: changes with every update, and once more when that is done. */
  revision: number;
  /** How often an update shows as under way before it is done. */
  looksUnderWay: number;
  /** How often it still shows so. */
  looksLeft: number;
  /** The next update ends badly. */
  fails: boolean;
  failed: boolean;
};

/** Variables together may take so many bytes of JSON text. */
const limit = 4_096;

/**
 * Lambda: functions by region and name. An update takes effect at once and is under way for a while, in
 * which no other is taken; `RevisionId` changes when it begins and once more when it is done.
 */
export function lambda() {
  const functions = new Regional<Standing>();

  const complete = (fn: Standing) => {
    if (fn.looksLeft === 0) return;
    fn.looksLeft -= 1;
    if (fn.looksLeft > 0) return;
    fn.revision += 1;
    fn.failed = fn.fails;
    fn.fails = false;
  };
  const begin = (fn: Standing, variables: Record<string, string>) => {
    const measured = JSON.stringify(variables);
    if (Buffer.byteLength(measured) > limit) throw tooLarge(measured);
    fn.variables = { ...variables };
    fn.revision += 1;
    fn.failed = false;
    fn.looksLeft = fn.looksUnderWay;
  };
  const configuration = (fn: Standing, name: string) => ({
    FunctionName: name,
    FunctionArn: fn.arn,
    Role: fn.role,
    RevisionId: revisionId(fn),
    State: 'Active',
    LastUpdateStatus: fn.looksLeft > 0 ? 'InProgress' : fn.failed ? 'Failed' : 'Successful',
    ...(fn.failed && {
      LastUpdateStatusReasonCode: 'SubnetOutOfIPAddresses',
      LastUpdateStatusReason: 'The subnet has no addresses left.',
    }),
    ...(fn.undecryptable
      ? {
          KMSKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/customer',
          Environment: { Error: { ErrorCode: 'AccessDeniedException', Message: 'kms:Decrypt' } },
        }
      : Object.keys(fn.variables).length > 0 && { Environment: { Variables: fn.variables } }),
  });

  return {
    functions,
    /** A function of the account with no variables, in a region. */
    add: (region: string, name: string, seeded: Partial<SeededFunction> = {}) =>
      functions.put(region, name, {
        arn: `arn:aws:lambda:${region}:111122223333:function:${name}`,
        role: `arn:aws:iam::111122223333:role/service-role/${name}-role`,
        variables: {},
        tags: {},
        aliases: [],
        ...seeded,
        revision: 1,
        looksUnderWay: 1,
        looksLeft: 0,
        fails: false,
        failed: false,
      }),
    /** Somebody else replaces all variables, by those that stand and theirs. */
    changeVariables: (region: string, name: string, changed: Record<string, string>) => {
      const fn = functions.get(region, name);
      fn.looksLeft = 0;
      begin(fn, { ...fn.variables, ...changed });
    },
    effects: {
      GetFunction: ({ FunctionName = '' }: GetFunctionCommandInput, region: string) => {
        const fn = functions.get(region, FunctionName);
        const answer = {
          Configuration: configuration(fn, FunctionName),
          Code: { Location: `https://code.example.com/${FunctionName}?X-Amz-Signature=s3cr3t` },
          ...(fn.hidesTags
            ? { TagsError: { ErrorCode: 'AccessDeniedException', Message: 'lambda:ListTags' } }
            : Object.keys(fn.tags).length > 0 && { Tags: fn.tags }),
        };
        complete(fn);
        return answer;
      },

      ListAliases: ({ FunctionName }: ListAliasesCommandInput, region: string) => ({
        Aliases: functions.get(region, FunctionName).aliases,
      }),

      UpdateFunctionConfiguration: (
        input: UpdateFunctionConfigurationCommandInput,
        region: string,
      ) => {
        const { FunctionName = '', RevisionId, Environment, Role } = input;
        const fn = functions.get(region, FunctionName);
        if (Role) throw accessDenied();
        if (fn.looksLeft > 0) {
          throw awsError(
            'ResourceConflictException',
            409,
            `The operation cannot be performed at this time. An update is in progress for resource: ${fn.arn}`,
          );
        }
        if (RevisionId !== undefined && RevisionId !== revisionId(fn)) {
          throw awsError(
            'PreconditionFailedException',
            412,
            'The Revision Id provided does not match the latest Revision Id.',
          );
        }
        begin(fn, Environment?.Variables ?? {});
        return configuration(fn, FunctionName);
      },
    },
  };
}

function revisionId({ revision }: Standing): string {
  return `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`;
}

/** As Lambda says it, with every value of everybody. */
function tooLarge(measured: string): Error {
  return awsError(
    'InvalidParameterValueException',
    400,
    `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${measured}`,
  );
}
