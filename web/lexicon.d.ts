declare module 'virtual:component-styles';

declare module 'virtual:lexicon' {
  /** Where the lexicon's file is; null: this build has none. */
  const address: string | null;
  export default address;
}
