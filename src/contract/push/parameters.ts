import type { LinkName } from '../link.ts';

/** How the parameters of a link are named, and known as ours. */

/** The tag of every parameter of ours: its value is `<app>.<env>`. */
export const linkTagName = 'amplify-import-link';

/** The value of that tag, and whose parameters they are. */
export function linkTagOf({ app, env }: LinkName): string {
  return `${app}.${env}`;
}

/** Below which name the parameters of a link lie; the key of each is the last part of its name. */
export function parameterFolder({ app, env }: LinkName): string {
  return `/amplify-import/${app}/${env}`;
}

/** The whole name of a parameter. */
export function parameterName(link: LinkName, key: string): string {
  return `${parameterFolder(link)}/${key}`;
}
