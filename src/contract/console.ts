/** Consoles of the partitions beside the first one; those of isolated regions are not published. */
const domains: Readonly<Record<string, string>> = {
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/** Host of the console in a region; the region in it spares a redirect. */
export function consoleHost(partition: string, region: string): string {
  return `${region}.${domains[partition] ?? 'console.aws.amazon.com'}`;
}
