import { linkLabel } from '../contract/link.ts';
import type { Plan } from '../contract/plan.ts';
import type { Slice } from '../contract/slices.ts';
import { storedPlanOf } from '../procedures/run/stored-plan.ts';
import { planInResult } from '../domain/run/close.ts';
import { hasChanges } from '../domain/run/plan-changes.ts';
import type { Gates } from '../engine/execution.ts';
import { readPlan } from '../procedures/run/plan-store.ts';
import type { Services } from '../procedures/ports.ts';
import { agreementTo, whereText, type Agreement } from './agreement.ts';
import { foundLines, planLines } from './plan-text.ts';
import type { Shown } from './print-result.ts';
import type { Prompts } from './prompts.ts';
import { tell } from './tell.ts';
import { withShellNote } from './with-shell-note.ts';

/** A person between the plan of an import and its first write. */
export type ImportAgreement = {
  readonly gates: Gates;
  /** What they have said. */
  readonly said: () => Agreement;
  /** What they were shown; `null`: nothing. */
  readonly shown: () => Shown | null;
};

/**
 * Shows the plan of a run and asks whether it is carried out. What is agreed to is what is written: the run
 * goes on with that very plan. Nobody is asked about a plan that is all that was wanted, that changes nothing,
 * or that the request names by its hash. After a no the run ends as one that only plans.
 */
export function importAgreement(
  { account, configStore }: Pick<Services, 'account' | 'configStore'>,
  promptsUntil: (signal: AbortSignal) => Promise<Prompts>,
): ImportAgreement {
  let said: Agreement = null;
  let shown: Shown | null = null;
  const ask = async (slice: Slice<'plan'>, signal: AbortSignal): Promise<Slice<'plan'>> => {
    if (slice.errors !== 0) return slice;
    const plan = await readPlan(storedPlanOf(slice), configStore);
    if (!isAsked(plan)) return slice;
    shown = { findings: plan.findings, plan: planInResult(plan) };
    // Known by what was read; of pools that do not tell, STS does.
    const place = { region: plan.region, account: plan.account ?? (await account()) ?? undefined };
    tell(withShellNote(planText(place, shown)));
    said = await agreementTo(questionOf(plan, place), await promptsUntil(signal));
    // With nothing left to do, the machine goes to its end.
    return said === 'yes'
      ? { ...slice, agreed: true }
      : { ...slice, agreed: false, changes: 0, unannounced: false };
  };
  return { gates: { 'Plan role policies': ask }, said: () => said, shown: () => shown };
}

function isAsked(plan: Plan): boolean {
  const { mode, expectPlan } = plan.request;
  return mode === 'import' && expectPlan === null && hasChanges(planInResult(plan));
}

function planText(place: Pick<Plan, 'account' | 'region'>, { findings, plan }: Shown): string {
  return [
    ...foundLines(findings),
    ...(plan ? planLines(plan, process.stderr) : []),
    // Right above the question: a long plan scrolls away.
    whereText(place, process.env),
  ].join('\n');
}

function questionOf(plan: Plan, { account }: Pick<Plan, 'account'>): string {
  return `Import ${linkLabel(plan)}${account ? ` into account ${account}` : ''}?`;
}
