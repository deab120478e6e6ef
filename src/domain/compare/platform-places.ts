/**
 * Paths at which only the libraries of a platform look: resources of Android, and the project of iOS with
 * the folder of its app. A folder of that name further up may be anything.
 */
export const platformPlaces = {
  android: /(^|[\\/])res[\\/]raw[\\/]/,
  ios: /(^|[\\/])ios[\\/]([^\\/]+[\\/])?[^\\/]+$/,
} as const;
