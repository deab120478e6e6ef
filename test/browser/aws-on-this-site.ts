/**
 * Runs in the page, before the app: requests to AWS go to the site, which leads them to the emulator.
 * Neither the app nor its config knows of it.
 */
export function leadAwsToThisSite(awsPath: string): void {
  const led = (url: string) =>
    /^https:\/\/[^/]+\.amazonaws\.com\//.test(url) ? `${awsPath}${encodeURIComponent(url)}` : url;

  const { fetch } = globalThis;
  globalThis.fetch = (input, init) =>
    input instanceof Request ? fetch(input, init) : fetch(led(String(input)), init);

  type Open = (method: string, url: string | URL, ...rest: unknown[]) => void;
  const requests = XMLHttpRequest.prototype as unknown as { open: Open };
  requests.open = new Proxy(requests.open, {
    apply: (open, request, [method, url, ...rest]: Parameters<Open>) =>
      Reflect.apply(open, request, [method, led(String(url)), ...rest]),
  });
}
