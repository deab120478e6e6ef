/** Services by the prefix of their IAM actions. */
export type ServiceName =
  | 'cognito-idp'
  | 'cognito-identity'
  | 'iam'
  | 's3'
  | 'dynamodb'
  | 'states'
  | 'events'
  | 'ssm'
  | 'sts'
  | 'appsync'
  | 'apigateway'
  | 'kinesis'
  | 'firehose'
  | 'geo'
  | 'lex'
  | 'lambda'
  | 'cloudfront';

/** One call of an SDK client, in the order in which the code made it. */
export type RecordedCall = {
  readonly index: number;
  readonly service: ServiceName;
  /** Name of the command without its ending: `PutRolePolicy`. */
  readonly action: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Calls of one wave ran together; 0 while the call is held. */
  wave: number;
  /** Whether it was answered, or thrown to the caller. */
  failed: boolean;
};

/** Chooses calls: by their place, by what they do, or by any rule. */
export type CallMatch =
  | number
  | string
  | { readonly service?: ServiceName; readonly action?: string; readonly input?: object }
  | ((call: RecordedCall) => boolean);

/** Whether a call is meant; a text is `iam:PutRolePolicy`, given input is compared key by key. */
export function isMeant(match: CallMatch, call: RecordedCall): boolean {
  if (typeof match === 'number') return call.index === match;
  if (typeof match === 'string') return `${call.service}:${call.action}` === match;
  if (typeof match === 'function') return match(call);
  const { service = call.service, action = call.action, input = {} } = match;
  return (
    call.service === service &&
    call.action === action &&
    Object.entries(input).every(([key, value]) => call.input[key] === value)
  );
}

/** The writes on the inline policies of a role. */
export function writesOn(role: string): (call: RecordedCall) => boolean {
  return ({ action, input }) =>
    ['PutRolePolicy', 'DeleteRolePolicy'].includes(action) && input['RoleName'] === role;
}

/** Calls to some services, or to all: how many, and in how many waves. */
export function countCalls(
  calls: readonly RecordedCall[],
  services?: readonly ServiceName[],
): { calls: number; waves: number } {
  const meant = calls.filter(({ service }) => services?.includes(service) ?? true);
  return { calls: meant.length, waves: new Set(meant.map(({ wave }) => wave)).size };
}

/** `iam:PutRolePolicy`, in the order in which the calls were made. */
export function actionsOf(calls: readonly RecordedCall[]): readonly string[] {
  return calls.map(({ service, action }) => `${service}:${action}`);
}
