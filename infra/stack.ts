import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allowedFromContext } from './allowed.ts';
import { AmplifyImport } from './amplify-import.ts';
import { purgeFromContext } from './purge.ts';
import { retryModeFromContext } from './retry-mode.ts';
import { stackName } from './stack-name.ts';

/** The construct in a stack of its own, with the context of the app as what its owner decides. */
export class AmplifyImportStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      stackName,
      description:
        'amplify-import: existing Cognito pools for Amplify apps, as an audited workflow',
    });

    // "Default" is no part of a logical id (CDK guide, "Logical IDs"): what is deployed keeps those it had
    // when it lay in the stack itself.
    new AmplifyImport(this, 'Default', {
      allow: allowedFromContext(this.node.tryGetContext('allow')),
      purge: purgeFromContext(this.node.tryGetContext('purge')),
      retryMode: retryModeFromContext(this.node.tryGetContext('retryMode')),
    });
  }
}
