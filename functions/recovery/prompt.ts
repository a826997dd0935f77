/** A sentence or an audio file that is played to somebody. */
export type Prompt =
  | {
      readonly say: string;
      readonly voice?: string | undefined;
      readonly locale?: string | undefined;
      readonly gender?: 'male' | 'female' | undefined;
    }
  | { readonly play: string };
