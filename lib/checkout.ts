/** Where this project is published. */
export const REPOSITORY = 'https://github.com/bandwidth-call-recovery/bandwidth-call-recovery';

/** Whether this code runs from a checkout, as TypeScript; the package has JavaScript. */
export const IS_CHECKOUT = import.meta.url.endsWith('.ts');

/** The command by which a person runs a program of ours: the same in a checkout and with the package. */
export const typed = (program: string, options = ''): string =>
  `npx bandwidth-call-recovery ${program}${options && ` ${options}`}`;

/** Where a page of our documents is: in the checkout, or where it is published. */
export const page = (name: string): string =>
  IS_CHECKOUT ? `docs/${name}` : `${REPOSITORY}/blob/main/docs/${name}`;
