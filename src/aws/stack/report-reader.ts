import { s3ConfigStore } from './s3-config-store.ts';

/** Reads a report by the address that a run tells, `s3://<bucket>/<key>`; `null` when it is none or not there. */
export async function readReport(address: string): Promise<string | null> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(address) ?? [];
  if (bucket === undefined || key === undefined) return null;
  return (await s3ConfigStore(bucket).read(key))?.text ?? null;
}
