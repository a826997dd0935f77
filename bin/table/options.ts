import { type Command, Option } from 'commander';

/** Options that say which table is read. */
export interface TableOptions {
  readonly table?: string;
  readonly stack?: string;
  readonly endpoint?: string;
  readonly region?: string;
}

/** Adds the options of {@link TableOptions} to a command. */
export const addTableOptions = (command: Command): Command =>
  command
    .option('--table <name>', "outcomes table (OUTCOMES_TABLE, else the local server's)")
    .addOption(new Option('--stack <name>', 'the table of this CloudFormation stack').conflicts('table'))
    .option('--endpoint <url>', 'address of DynamoDB, if it is not AWS (AWS_ENDPOINT_URL_DYNAMODB)')
    .option('--region <region>', 'AWS region (AWS_REGION)');
