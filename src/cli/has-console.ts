/** Whether what AWS holds is seen in a console: an emulator on this machine has none. */
export function hasConsole({ AWS_ENDPOINT_URL: endpoint = '' }: NodeJS.ProcessEnv): boolean {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return host !== 'localhost' && host !== '[::1]' && !host.startsWith('127.');
}
