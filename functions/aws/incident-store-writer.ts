import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type AlarmRecord, isUnresolved } from '../../shared/model/incident.ts';
import { incidentAttributes } from '../../shared/plan/incident-attributes.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { IncidentStore } from '../../shared/ports/incident-store.ts';
import {
  type IncidentItem,
  isExpired,
  isSameWrite,
  keyIn,
  recordIn,
  recordItem,
  versionIn,
} from './incident-store-items.ts';
import type { IncidentLog } from './incident-store-log.ts';
import type { IncidentTable, PutCondition } from './incident-store-table.ts';

/** Nothing is written after the copy of a resolved incident that would soon make up for it. */
const triesOfLastCopy = 3;

/**
 * Writes records. The record of an alarm is the truth and is put first, on condition; the log's copy of its incident follows, so
 * that whoever was second never gets into the log. A copy that fails is made up for by the next write, even that of the alarm's
 * next incident; only the write of a resolved incident rejects for it, and whoever repeats that very write puts the copy again.
 */
export function createRecordWriter(
  table: IncidentTable,
  { log, clock }: { readonly log: IncidentLog; readonly clock: Clock },
): IncidentStore['write'] {
  /** Records that were put, and rejected for their copies: by key. */
  const uncopied = new Map<string, IncidentItem>();

  /** Whether the record was put, and in place of what. */
  async function put(item: IncidentItem, after: number | undefined) {
    try {
      return { isOurs: true, before: await table.put(item, whereUnchanged(after, clock.now())) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // A put whose answer was lost is made again by the SDK, and then fails on itself. So does a write that is repeated.
      const rejected = uncopied.get(keyIn(item));
      const isRepeated = rejected !== undefined && isSameWrite(rejected, item);
      if (!isRepeated && (error.$metadata.attempts ?? 1) === 1) return { isOurs: false };
      const stored = await table.get(keyIn(item));
      return { isOurs: stored !== undefined && isSameWrite(stored, item) };
    }
  }

  async function copyNewest({ incident }: AlarmRecord, item: IncidentItem): Promise<void> {
    if (incident === undefined) return;
    const version = versionIn(item);
    if (isUnresolved(incident)) return await log.keep(incident, { version, tries: 1 }).catch(() => undefined);
    try {
      await log.keep(incident, { version, tries: triesOfLastCopy });
      uncopied.delete(keyIn(item));
    } catch (error) {
      uncopied.set(keyIn(item), item);
      throw error;
    }
  }

  /** The incident that was there before may have lost its last copy with its writer: it gets it now. */
  async function copyFormer({ incident }: AlarmRecord, before: IncidentItem | undefined): Promise<void> {
    if (before === undefined || isExpired(before, clock.now())) return;
    const { incident: former } = recordIn(before);
    if (former === undefined || former.id === incident?.id) return;
    await log.keep(former, { version: versionIn(before), tries: 1 });
  }

  return async (record, { after, dueAtMs }) => {
    const item = recordItem(record, { version: (after ?? 0) + 1, dueAtMs, nowMs: clock.now() });
    const { isOurs, before } = await put(item, after);
    if (!isOurs) return false;
    await Promise.all([copyNewest(record, item), copyFormer(record, before).catch(() => undefined)]);
    return true;
  };
}

function whereUnchanged(after: number | undefined, nowMs: number): PutCondition {
  const names = { '#version': incidentAttributes.version, '#expiresAt': incidentAttributes.expiresAt };
  const now = { ':now': { N: String(Math.floor(nowMs / 1_000)) } };
  return after === undefined
    ? {
        ConditionExpression: 'attribute_not_exists(#version) OR #expiresAt <= :now',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: now,
      }
    : {
        ConditionExpression: '#version = :after AND (attribute_not_exists(#expiresAt) OR #expiresAt > :now)',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ...now, ':after': { N: String(after) } },
      };
}
