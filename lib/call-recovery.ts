import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { CALLBACKS, type CallbackName, type FunctionName } from '../functions/callbacks.ts';
import type { Policy } from '../functions/recovery/policy.ts';
import { CallbackApi } from './callback-api.ts';
import { CallbackFunction } from './callback-function.ts';
import { OutcomesTable } from './outcomes-table.ts';
import { RedriveFunction } from './redrive-function.ts';
import type { Settings } from './settings.ts';
import { SpillQueue } from './spill-queue.ts';

/** What {@link CallRecovery} is made from. */
export interface CallRecoveryProps extends Settings {
  readonly policy: Policy;
}

/** Everything that recovers calls: the table, the queue before it, a function per callback, and the API in front. */
export class CallRecovery extends Construct {
  readonly table: OutcomesTable;
  readonly spill: SpillQueue;
  readonly api: CallbackApi;
  readonly functions: Readonly<Record<FunctionName, LambdaFunction>>;

  constructor(scope: Construct, id: string, props: CallRecoveryProps) {
    super(scope, id);
    this.table = new OutcomesTable(this, 'Outcomes', props.stage);
    this.spill = new SpillQueue(this, 'Spill', props.stage);
    this.api = new CallbackApi(this, 'Api', props.stage);
    const functionOf = (name: CallbackName) => {
      const { lambda } = new CallbackFunction(this, name, {
        ...props,
        name,
        table: this.table,
        spill: this.spill,
      });
      this.api.addCallback(name, lambda);
      return lambda;
    };
    const { lambda: redrive } = new RedriveFunction(this, 'redrive', {
      ...props,
      table: this.table,
      spill: this.spill,
    });
    this.functions = {
      ...(Object.fromEntries(CALLBACKS.map(({ name }) => [name, functionOf(name)])) as Record<
        CallbackName,
        LambdaFunction
      >),
      redrive,
    };
  }
}
