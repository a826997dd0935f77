/** The exports of this project for a CDK app of your own. */
export type { CallbackName, FunctionName } from '../functions/callbacks.ts';
export type { Policy } from '../functions/recovery/policy.ts';
export { CallRecovery, type CallRecoveryProps } from './call-recovery.ts';
export { CallRecoveryStack, type CallRecoveryStackProps } from './call-recovery-stack.ts';
export { OutcomesTable, type OutcomesTableProps } from './outcomes-table.ts';
export { PolicyFileError, readPolicyFile } from './policy/policy-file.ts';
export type { AlarmChange, AlarmChanges, AlarmName } from './settings/alarms.ts';
export { readSettings, SettingError, type Settings } from './settings.ts';
export type { Stage } from './stage.ts';
