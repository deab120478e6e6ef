import { dirname } from 'node:path';
import { App } from 'aws-cdk-lib';
import { AmplifyImportStack } from './stack.ts';

/** The CDK app: `cdk.json` runs it, from whatever folder. */
const projectRoot = dirname(import.meta.dirname);

new AmplifyImportStack(new App(), 'AmplifyImport', { projectRoot });
