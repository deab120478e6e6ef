import { regionOfPool } from '../../../contract/aws-names.ts';
import { parseTargetId, targetIdOf } from '../../../contract/push/target.ts';
import type { RunRequest } from '../../../contract/request.ts';
import { parseArn, partitionOf } from '../../ids.ts';

/** A function by its name, in its region. */
export type FunctionName = { readonly name: string; readonly region: string };

/** What a request says of one function. */
export type AskedFunction = FunctionName & {
  /** Its target. */
  readonly id: string;
  /** The ARN by which it is named; `null`: by its name alone. */
  readonly arn: string | null;
  readonly prefix: string;
  readonly access: readonly string[];
};

/**
 * The functions of a request, named by their names or by their ARNs; without a region they are where the
 * user pool is.
 */
export function askedFunctions(
  request: Pick<RunRequest, 'app' | 'userPoolId' | 'functions'>,
): readonly AskedFunction[] {
  return request.functions.map(({ name: named, region: asked, prefix, access }) => {
    const arn = parseArn(named);
    const region = arn?.region || (asked ?? regionOfPool(request.userPoolId));
    // `arn:aws:lambda:<region>:<account>:function:<name>[:<version or alias>]`
    const name = arn ? (named.split(':')[6] ?? named) : named;
    const id = targetIdOf({ kind: 'function', region, name });
    return {
      id,
      arn: arn && named,
      name,
      region,
      access,
      prefix: prefix ?? defaultPrefix(request.app),
    };
  });
}

function defaultPrefix(app: string): string {
  return `AUTH_${app.toUpperCase().replaceAll('-', '_')}`;
}

/** Where functions are looked for by their names; `account` is `null` where nobody knows it. */
type FunctionHome = { readonly partition: string; readonly account: string | null };

/** The home of the functions of an account in a region. */
export function functionHome(region: string, account: string | null): FunctionHome {
  return { partition: partitionOf(region), account };
}

/** Whether an ARN is that of a function of somebody else, so that its name alone would find another one. */
export function isElsewhere(arn: string, home: FunctionHome): boolean {
  const named = parseArn(arn);
  if (named === null) return false;
  if (named.partition !== home.partition) return true;
  return home.account !== null && named.account !== home.account;
}

/** The function of a target. @throws RangeError when the target is none */
export function functionOf(target: string): FunctionName {
  const parsed = parseTargetId(target);
  if (parsed.kind !== 'function') throw new RangeError(`${target} is no function.`);
  return { name: parsed.name, region: parsed.region };
}
