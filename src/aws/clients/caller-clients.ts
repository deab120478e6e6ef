import { STSClient } from '@aws-sdk/client-sts';
import { perRegion } from './per-region.ts';

/** Clients that say who the caller is, and that let it act as somebody else; most runs need neither. */
export const callerClients = {
  sts: perRegion((options) => new STSClient(options)),
};
