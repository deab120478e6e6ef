import type { MachineName } from '../contract/machines.ts';
import { linkLabel } from '../contract/link.ts';
import { parseArn } from '../domain/ids.ts';
import { askedIn, linkNamedIn } from '../domain/run/execution.ts';
import { agreementTo, whereText, type Agreement } from './agreement.ts';
import type { Prompts } from './prompts.ts';
import { tell } from './tell.ts';

/** A deployed machine, by its ARN and its name, and what it is to be started on. */
type Start = {
  readonly stateMachine: string;
  readonly machine: MachineName;
  readonly input: unknown;
};

/**
 * Asks whoever sits at a terminal whether a deployed machine is started: where, on which link. No plan is
 * known there, so that nobody is asked about an execution that only plans, or that names its plan by a hash.
 */
export async function startAgreement(
  { stateMachine, machine, input }: Start,
  prompts: Pick<Prompts, 'confirm'>,
): Promise<Agreement> {
  const { mode, expectPlan } = askedIn(input);
  if (mode === 'plan' || typeof expectPlan === 'string') return null;
  const { account, region } = parseArn(stateMachine) ?? {};
  const link = linkNamedIn(input);
  tell(whereText({ account, region }, process.env));
  return agreementTo(`Start ${machine}${link ? ` on ${linkLabel(link)}` : ''}?`, prompts);
}
