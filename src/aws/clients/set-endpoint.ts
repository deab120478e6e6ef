/**
 * Whether the environment says where the calls of a service go: `AWS_ENDPOINT_URL`, or that of the
 * service (SDKs and Tools reference guide, "Service-specific endpoints"). What it names is one host:
 * names below it, by which S3 tells buckets apart and other services their parts, need not resolve.
 */
export function isEndpointSet(
  service: 'S3' | 'LOCATION',
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  const { AWS_ENDPOINT_URL: all, [`AWS_ENDPOINT_URL_${service}`]: own } = environment;
  return Boolean(own ?? all);
}
