import { describeEngine } from '../machines/engines/engine-contract.ts';
import { inProcess } from '../machines/engines/in-process.ts';

describeEngine('in process', async () => inProcess);
