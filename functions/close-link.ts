import { closeLink } from '../src/procedures/removal/close-link.ts';
import { step } from '../src/step.ts';

/** Records on the link what is gone, and what is left. */
export const handler = step('Close link', closeLink);
