import {
  CloudWatchClient,
  type CloudWatchClientConfig,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { AlarmStates, CurrentAlarmState } from '../../shared/ports/alarm-states.ts';

/** API_DescribeAlarms: at most 100 a page; an account has at most 5,000 alarms a region unless more were granted. */
const pageSize = 100;

/** Reads the states of alarms from CloudWatch. Rejects where they cannot be read in time. */
export function createAlarmStates({
  client = {},
  timeoutMs,
}: {
  /** The region in it is replaced by each query's. */
  readonly client?: CloudWatchClientConfig;
  readonly timeoutMs: number;
}): AlarmStates {
  return {
    async list({ region, prefix }) {
      const cloudWatch = new CloudWatchClient({ ...client, region });
      const abortSignal = AbortSignal.timeout(timeoutMs);
      const states: CurrentAlarmState[] = [];
      let token: string | undefined;
      do {
        const command = new DescribeAlarmsCommand({
          AlarmNamePrefix: prefix,
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: pageSize,
          ...(token === undefined ? {} : { NextToken: token }),
        });
        const { MetricAlarms = [], CompositeAlarms = [], NextToken } = await cloudWatch.send(command, { abortSignal });
        states.push(...[...MetricAlarms, ...CompositeAlarms].flatMap(toState));
        token = NextToken;
      } while (token !== undefined);
      cloudWatch.destroy();
      return states;
    },
  };
}

function toState(alarm: MetricAlarm | CompositeAlarm): readonly CurrentAlarmState[] {
  const { AlarmName, StateValue, StateReason = '', StateUpdatedTimestamp, StateTransitionedTimestamp } = alarm;
  if (AlarmName === undefined || StateValue === undefined) return [];
  // The update may be of the reason alone; what counts is the last change of the state.
  const changedAt = StateTransitionedTimestamp ?? StateUpdatedTimestamp;
  const since = changedAt === undefined ? {} : { sinceMs: changedAt.getTime() };
  return [{ alarmName: AlarmName, state: StateValue as CurrentAlarmState['state'], reason: StateReason, ...since }];
}
