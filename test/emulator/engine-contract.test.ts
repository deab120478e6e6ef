import { describeEngine } from '../machines/engines/engine-contract.ts';
import { startMachinesThere } from './machines-there.ts';

describeEngine('on the local cloud', startMachinesThere);
