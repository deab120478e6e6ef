/** What people read about a run is for their eyes only, and never changes. */
export const reportMetadata = {
  contentType: 'application/json',
  cacheControl: 'private, max-age=31536000, immutable',
} as const;
