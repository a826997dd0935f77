/** Whether this code runs from a checkout, as TypeScript; the package has JavaScript. */
export const IS_CHECKOUT = import.meta.url.endsWith('.ts');
