/** One thing that a role may do, or may not: an action on a resource, under conditions. */
export type Permission = {
  /** Absent: allowed. */
  readonly effect?: 'Allow' | 'Deny';
  readonly action: string;
  readonly resource: string;
  /** Values of condition keys, by operator. */
  readonly condition?: Partial<
    Readonly<Record<'StringLike' | 'StringEquals', Readonly<Record<string, readonly string[]>>>>
  >;
};
