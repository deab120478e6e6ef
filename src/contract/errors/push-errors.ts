import { defaultStore, storeOption } from '../store-words.ts';
import { UserError } from './user-error.ts';

/** What a push cannot bring to its targets. */

/** A push is done, but for some targets; the others have what was imported. */
export class PushIncomplete extends UserError {
  /** `store`: where a process finds the link; `null`: it was an execution, which finds it in the stack. */
  constructor(message: string, app: string, env: string, store: string | null = defaultStore) {
    const input = JSON.stringify({ app, env, only: ['failed'] });
    const again =
      store === null
        ? `echo '${input}' | amplify-import start - --machine push-auth --wait`
        : `amplify-import push --app ${app} --env ${env} --only failed${storeOption(store)}`;
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
