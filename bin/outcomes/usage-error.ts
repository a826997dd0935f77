export { UsageError } from '../usage/usage-error.ts';
