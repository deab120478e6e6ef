import importAuth from '../../statemachine/import-auth.asl.json' with { type: 'json' };
import pushAuth from '../../statemachine/push-auth.asl.json' with { type: 'json' };
import removeAuth from '../../statemachine/remove-auth.asl.json' with { type: 'json' };
import type { MachineName } from '../contract/machines.ts';
import { handler as applyRolePolicies } from '../../functions/apply-role-policies.ts';
import { handler as closeLink } from '../../functions/close-link.ts';
import { handler as closePush } from '../../functions/close-push.ts';
import { handler as closeRemoval } from '../../functions/close-removal.ts';
import { handler as closeRun } from '../../functions/close-run.ts';
import { handler as followBuilds } from '../../functions/follow-builds.ts';
import { handler as planPush } from '../../functions/plan-push.ts';
import { handler as planRemoval } from '../../functions/plan-removal.ts';
import { handler as planRolePolicies } from '../../functions/plan-role-policies.ts';
import { handler as publishConfig } from '../../functions/publish-config.ts';
import { handler as publishTombstone } from '../../functions/publish-tombstone.ts';
import { handler as pushTarget } from '../../functions/push-target.ts';
import { handler as readPushRequest } from '../../functions/read-push-request.ts';
import { handler as readRemoveRequest } from '../../functions/read-remove-request.ts';
import { handler as readRequest } from '../../functions/read-request.ts';
import { handler as recordLink } from '../../functions/record-link.ts';
import { handler as recordPush } from '../../functions/record-push.ts';
import { handler as removeRolePolicies } from '../../functions/remove-role-policies.ts';
import { handler as restoreTarget } from '../../functions/restore-target.ts';
import { handler as takeLease } from '../../functions/take-lease.ts';
import { handler as undoRolePolicies } from '../../functions/undo-role-policies.ts';
import { handler as validateIdentityPool } from '../../functions/validate-identity-pool.ts';
import { handler as validateUserPool } from '../../functions/validate-user-pool.ts';
import type { MachineDefinition } from '../contract/definition.ts';
import type { Handlers, Parts } from './execution.ts';

/** What each machine runs, by the name of its file. */
export const definitions: Readonly<Record<MachineName, MachineDefinition>> = {
  'import-auth': importAuth,
  'push-auth': pushAuth,
  'remove-auth': removeAuth,
};

/** The handler of each Lambda-backed state. */
const handlers: Handlers = {
  'Read request': readRequest,
  'Take lease': takeLease,
  'Validate user pool': validateUserPool,
  'Validate identity pool': validateIdentityPool,
  'Plan role policies': planRolePolicies,
  'Apply role policies': applyRolePolicies,
  'Publish config': publishConfig,
  'Record link': recordLink,
  'Undo role policies': undoRolePolicies,
  'Close run': closeRun,
  'Read push request': readPushRequest,
  'Plan push': planPush,
  'Push target': pushTarget,
  'Record push': recordPush,
  'Follow builds': followBuilds,
  'Close push': closePush,
  'Read remove request': readRemoveRequest,
  'Plan removal': planRemoval,
  'Publish tombstone': publishTombstone,
  'Restore target': restoreTarget,
  'Remove role policies': removeRolePolicies,
  'Close link': closeLink,
  'Close removal': closeRemoval,
};

/** What the product's machines name. */
export const productParts: Parts = { handlers, machines: definitions };
