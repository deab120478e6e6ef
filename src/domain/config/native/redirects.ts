import { joinedRedirects } from '../joined-redirects.ts';
import type { NativePlatform } from './platform.ts';

/**
 * How a platform is told its redirects. Flutter splits the list
 * (docs/facts/native-libraries.md, "Redirects") and takes what suits the device. iOS
 * sends the text to the hosted UI as it is, and so does Android before 2.29.2: a list of several is
 * answered with `redirect_mismatch`. So these two are told the one that newer versions of Android
 * choose by themselves: the first with a scheme of the app's own, else the first.
 */
export function redirectText(urls: readonly string[], platform: NativePlatform): string {
  if (platform === 'flutter') return joinedRedirects(urls);
  return urls.find((url) => !/^https?:/i.test(url)) ?? urls[0] ?? '';
}
