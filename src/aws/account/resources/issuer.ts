/** The issuer of a user pool's tokens (Cognito guide, "Verifying JSON web tokens"). */
const issuerPattern =
  /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/([a-z0-9-]+_\w+)\/?$/;

/** The user pool that issues tokens; `null` for every other provider of OpenID Connect. */
export function poolOfIssuer(issuer: string): string | null {
  return issuerPattern.exec(issuer)?.[1] ?? null;
}
