interface ImportMetaEnv {
  /** Where the config comes from; `build` if it is not set. */
  readonly VITE_CONFIG_FROM?: 'build' | 'origin';
}
