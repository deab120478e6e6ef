/** Options as the command line gives them. */
export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;
