import { App } from 'aws-cdk-lib';
import { AmplifyImportStack } from './stack.ts';

/** The CDK app: `cdk.json` runs it, from whatever folder. */
new AmplifyImportStack(new App(), 'AmplifyImport');
