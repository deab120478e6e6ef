/** The platforms whose libraries read the native layout. */
export type NativePlatform = 'android' | 'ios' | 'flutter';

/** Native files are indented as Gen 1 does it, so that a diff against an app's old file shows values only. */
export function nativeJson(content: object): string {
  return JSON.stringify(content, null, 4);
}
