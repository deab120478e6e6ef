/** What the rules of hosting go by, beside what stands under our names. */
export type HostingFacts = {
  /** The app has a repository, so that Amplify builds it. */
  readonly connected: boolean;
  /** Of a branch: whether Amplify builds each commit of it. */
  readonly autoBuild: boolean;
  /** Of a branch: it deploys a backend of Amplify Gen 2. */
  readonly gen2: boolean;
  /** Of an app: branches with variables of their own under our names. */
  readonly overriding: readonly { readonly branch: string; readonly names: readonly string[] }[];
};
