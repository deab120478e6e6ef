import type { Finding } from '../../contract/findings.ts';
import type { LinkName } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Report } from '../../contract/report.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { AuthSettings, IdentitySettings } from '../../contract/pool-settings.ts';
import { parseJson } from '../canonical.ts';
import { deliveryOf } from '../roles/deliveries.ts';
import type { EmittedFile } from '../roles/emitted-files.ts';
import { findingText } from '../findings/failure-cause.ts';

/** Everything that a bridge may say, as one run found it: nothing is read again. */
export type Bridged = {
  readonly link: LinkName;
  readonly request: RunRequest;
  readonly auth: AuthSettings;
  readonly identity: IdentitySettings | null;
  /** `amplify_outputs.json` of the run. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The documents that the owners of the roles put there; `null`: the import writes them itself. */
  readonly policies: readonly EmittedFile[] | null;
  /** What refused the import, if it was refused. */
  readonly errors: readonly Finding[];
};

/** What is asked for beside the target. */
export type BridgeOptions = {
  /** Of a companion: guests get AWS credentials. */
  readonly guests: boolean;
  /** Of a companion: a CDK app in place of a template. */
  readonly cdk: boolean;
  /** The file that the text is written to, if one is named: a command that it holds names it. */
  readonly out?: string;
};

/** The text of a bridge, with what is to be said beside it. */
type Rendered = { readonly text: string; readonly notes: readonly string[] };

/** Why the other tool would not take it. */
export type Refused = {
  readonly refusals: readonly string[];
  /** The target that does what this one cannot. */
  readonly instead?: string;
};

export type Bridge = Rendered | Refused;

/** What a run found, ready to be bridged, or what of it is not known. */
export function bridgedOf(report: Report, plan: Plan | null): Bridged | Refused {
  const { request, userPool: auth, identityPool: identity } = report;
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  const link = { app: request.app, env: request.env };
  if (!auth) return unknown('user pool and its app clients', errors);
  if (request.identityPoolId !== null && !identity) return unknown('identity pool', errors);
  const outputs = plan?.files.find(({ path }) => path === 'amplify_outputs.json');
  if (!plan || !outputs) return unknown('client config', errors);
  return {
    link,
    request,
    auth,
    identity,
    outputs: parseJson(outputs.content) as Bridged['outputs'],
    policies: deliveryOf(plan.request).files(plan),
    errors,
  };
}

function unknown(what: string, errors: readonly Finding[]): Refused {
  return {
    refusals: [
      `The run does not say what the ${what} are like: run the import again, and see what it reports.`,
      ...errors.map(findingText),
    ],
  };
}
