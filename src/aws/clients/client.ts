/** What is common to clients of the SDK: where their calls go, and what can be done around each call. */
export type Client = {
  readonly config: { readonly serviceConfiguredEndpoint?: () => Promise<string | undefined> };
  readonly middlewareStack: {
    /** Around a call as a whole. */
    add(around: AroundCalls, at: { readonly step: 'initialize'; readonly name: string }): void;
    /** Around each try of it. */
    add(
      around: AroundCalls,
      at: { readonly step: 'deserialize'; readonly name: string; readonly priority?: 'high' },
    ): void;
  };
};

type AroundCalls = <Args, Answer>(
  next: (args: Args) => Promise<Answer>,
  /** Whose call it is. */
  context: { readonly clientName?: string; readonly commandName?: string },
) => (args: Args) => Promise<Answer>;
