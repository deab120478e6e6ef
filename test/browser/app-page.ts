import type { Page } from 'playwright-core';

import type { LocalUser } from '../support/local-users.ts';

/** Fills in the Authenticator as a user does. */
export async function signIn(page: Page, { email, password }: LocalUser): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Chooses a password of one's own, as the Authenticator asks whoever was invited. */
export async function changePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('Confirm Password', { exact: true }).fill(password);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Change Password' }).click();
}

/** Adds a picture to the photos of whoever is signed in. */
export async function addPhoto(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByText('Add photos').waitFor();
  const file = { name, mimeType: 'image/png', buffer };
  await page.locator('input[type=file]').setInputFiles(file);
}

/** Width of a picture that is really on the screen. */
export function widthOf(page: Page, name: string): Promise<number> {
  return page.getByRole('img', { name }).evaluate((image) => {
    const picture = image as HTMLImageElement;
    return picture.decode().then(() => picture.naturalWidth);
  });
}

/** Ids of the app clients by which the page signs in, from now on: what it took from its config. */
export function clientsAskedFor(page: Page): Set<string> {
  const ids = new Set<string>();
  page.on('request', (request) => {
    if (!new URL(request.url()).hostname.startsWith('cognito-idp.')) return;
    if (request.method() !== 'POST') return;
    const { ClientId } = request.postDataJSON() as { readonly ClientId?: string };
    if (ClientId !== undefined) ids.add(ClientId);
  });
  return ids;
}
