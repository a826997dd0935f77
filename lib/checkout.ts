/** Where this project is published. */
export const REPOSITORY = 'https://github.com/bandwidth-call-recovery/bandwidth-call-recovery';

/** Whether this code runs from a checkout, as TypeScript; the package has JavaScript. */
export const IS_CHECKOUT = import.meta.url.endsWith('.ts');

/** The command by which a person runs a program of ours: by npm in a checkout, else by npx. */
export const typed = (program: string, options = ''): string =>
  [
    IS_CHECKOUT ? `npm run ${program}` : `npx bandwidth-call-recovery ${program}`,
    ...(options === '' ? [] : [IS_CHECKOUT ? `-- ${options}` : options]),
  ].join(' ');

/** The same for output that another program reads, to which npm must not add its own. */
export const typedForPipe = (program: string, options = ''): string =>
  typed(program, options).replace('npm run', 'npm run --silent');

/** Where a page of our documents is: in the checkout, or where it is published. */
export const page = (name: string): string =>
  IS_CHECKOUT ? `docs/${name}` : `${REPOSITORY}/blob/main/docs/${name}`;
